"""How fast each part is, beside its peers, in one run."""
