"""Floor 1: near-duplicates among texts: shingles, signatures, buckets, verification, resolution.

Nothing here opens a file or cleans a text, and nothing here is loaded by ``clean()``: this room
imports NumPy and Numba.
"""
