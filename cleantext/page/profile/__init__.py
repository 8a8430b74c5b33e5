"""Floor 1: what a site repeats on its pages."""
