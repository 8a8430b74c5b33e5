"""Floor 1: what a caption is, and the same caption again."""
