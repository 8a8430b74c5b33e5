"""Floor 1: blocks, and which of them belong to the story. No files; no other room of this floor.

A text is parsed (`plain`) and described (`features`); what it is (`genre`), what its lines are by
themselves (`furniture`), what the site repeats (`profile`) and what the trained model says
(`classifier`) decide together (`boilerplate`). `captions` finds repeated ones, `html` reads pages.
"""
