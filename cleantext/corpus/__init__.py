"""Floor 2: the only reader and writer of the files of a corpus."""
