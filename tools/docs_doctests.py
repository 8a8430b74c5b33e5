"""For the documentation: docstrings as Python has them, their examples as blocks of code.

A griffe extension. What a class adds to its docstring when it is made (`cleantext.options`) is not
in its source, which is all that griffe reads.
"""

from __future__ import annotations

import doctest
import inspect
import pydoc
from typing import Any

from griffe import Docstring, Extension, Object

__all__ = ["FenceDoctests"]


class FenceDoctests(Extension):
    """Put a fence around each run of lines that doctest reads; Markdown takes them for quotes."""

    def on_object(self, *, obj: Object, **kwargs: Any) -> None:
        """Change an object's docstring, if it has one."""
        if obj.docstring is not None:
            made = inspect.getdoc(pydoc.locate(obj.path)) if obj.is_class else None
            text = _fence(made or obj.docstring.value)
            obj.docstring = Docstring(text, parent=obj, lineno=obj.docstring.lineno)


def _fence(text: str) -> str:
    pieces = []
    is_open = False
    for piece in doctest.DocTestParser().parse(text):
        if isinstance(piece, str):
            if is_open and piece.strip():
                pieces.append("```\n")
                is_open = False
            pieces.append(piece)
            continue
        if not is_open:
            pieces.append("\n```python\n")
            is_open = True
        lines = piece.source.splitlines()
        pieces.append(f">>> {lines[0]}\n" + "".join(f"... {line}\n" for line in lines[1:]))
        pieces.append(piece.want)
    return "".join(pieces) + ("```\n" if is_open else "")
