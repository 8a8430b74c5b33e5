"""Floor 1: lines that sites write beside their stories, known by themselves: the catalogue."""
