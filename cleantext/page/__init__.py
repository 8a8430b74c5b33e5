"""Floor 1: blocks, and which of them belong to the story. No files; no other room of this floor."""
