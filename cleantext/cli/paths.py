"""Paths on the command line: how they are taken, and how they are shown."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import click

from cleantext.errors import CorpusError

__all__ = ["PATH", "visible"]

# A file's name may hold the codes that move a terminal's cursor, or turn its text around.
_CODES = (*range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F),
          *range(0x2066, 0x206A))  # fmt: skip
_ESCAPED = {code: chr(code).encode("unicode_escape").decode() for code in _CODES}


class _GivenPath(click.Path):
    """A path that the system can look at, and not empty.

    Python takes "" for the current directory, and no user does.
    """

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if value == "":
            self.fail("an empty path names nothing; '.' is the current directory", param, ctx)
        from cleantext.corpus.source import given_path  # help needs no files

        path = cast(Path, super().convert(value, param, ctx))  # PATH asks for that type
        try:
            given_path(path, "path")
        except CorpusError as error:
            self.fail(visible(error), param, ctx)
        return path


PATH = _GivenPath(path_type=Path)
"""The type of every argument and flag that is a path."""


def visible(text: object) -> str:
    r"""A text that may hold names of files as one line that a terminal only shows.

    >>> print(visible("a\x1b[2Jb"))
    a\x1b[2Jb
    """
    return str(text).translate(_ESCAPED)
