"""Floor 1: which blocks of a plain text are boilerplate: rules, the model's line, and why."""
