"""Floor 1: the trained model: what it reads of each block of a plain text, and what it says.

The model of HTML pages has a network and forests of the same make.
"""
