"""Floor 1: the blocks of an HTML page, and which of them belong to its story.

What cleans plain text imports nothing from here: it would load Numba.
"""
