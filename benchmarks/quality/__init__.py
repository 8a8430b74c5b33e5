"""How right each part is, beside its peers, on the same texts."""
