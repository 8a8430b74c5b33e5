"""Floor 1: what a text is, where it is no page: prose, code, a licence, a message, a table."""
