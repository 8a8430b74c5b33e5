"""Whether a text is source code: whatever it repeats or copyrights there, it is no web page's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

__all__ = ["is_code"]

LEAST_LINES = 6
"""A text with fewer lines of code is none."""
LEAST_SHARE = 0.5
"""Of the characters in lines of code and of words, at least this share is code: where people write
about code they write more."""
_SIGNS = "{};=#"
_LEAST_SIGNS = 0.15
"""For each line: nearly all that is no code has fewer, and need not be looked at line by line."""

_END = re.compile(
    # how statements, blocks and arguments end; what is not written out, as in declarations
    r"[;{}\\]\Z|[)\]}\"'],\Z|\)\s?[:{]\Z|:\s?\.\.\.\Z"
)
_END_CHARACTERS = 5
"""The longest of these ends has so many; a look at the whole line takes ten times as long."""
_BEGINNING = re.compile(
    # how declarations and statements begin
    r"[#@]\w++[ (\"<]"
    r"|(?:def|class|func|fn|sub|struct|enum|typedef|import|package|using|namespace|public|private"
    r"|static|const|let|var)\s[^.!?]*\Z"
    r"|from\s[\w.]++\simport\s"
    r"|(?:return|raise|throw|yield|assert|else|try|do|end|break|continue|pass)\b[^.!?]{0,60}\Z"
    # a translation
    r"|msg\w++(?:\[\d\])?\s\""
    # a member of an object
    r"|\"[^\"]{1,100}\"\s?:\s?\S"
    # an assignment
    r"|[\w.\[\]\"'$@*&>:-]++(?:\s[\w*&]++){0,2}\s?[-+*/|&^%:]?=(?!=)\s?\S"
    # a call
    r"|[\w.$@>:]++\([^()]*+(?:\([^()]*+\)[^()]*+)*+\)?,?\Z"
)
_COMMENT = re.compile(r"#(?!\w)|//|\*|--")
_COMMENTS = {"/*": "*/", '"""': '"""', 'r"""': '"""', "=head": "=cut", "=pod": "=cut"}
"""What begins a comment of several lines, and what ends it."""


def is_code(text: str, lines: Sequence[str]) -> bool:
    r"""Whether a text is source code; ``lines`` are its lines, stripped.

    Comments count for neither side: in other texts, what begins like one is a heading or an item
    of a list. It can be wrong about code in a language with the syntax of prose, and about a page
    of documentation of which most is code.

    >>> code = [f"value_{n} = compute({n});" for n in range(6)]
    >>> is_code("\n".join(code), code), is_code("The harbour (west).", ["The harbour (west)."])
    (True, False)
    """
    # To look whether a sign is there takes a tenth of the time of counting it.
    if sum(text.count(sign) for sign in _SIGNS if sign in text) < _LEAST_SIGNS * len(lines):
        return False
    count = code = words = 0
    for line in _without_comments(lines):
        if _END.search(line[-_END_CHARACTERS:]) or _BEGINNING.match(line):
            count += 1
            code += len(line)
        else:
            words += len(line)
    return count >= LEAST_LINES and code >= LEAST_SHARE * (code + words)


def _without_comments(lines: Sequence[str]) -> Iterator[str]:
    end = ""
    for line in lines:
        if end:
            end = "" if end in line else end
        elif line.startswith(tuple(_COMMENTS)):
            begin = next(mark for mark in _COMMENTS if line.startswith(mark))
            end = _COMMENTS[begin] if line.find(_COMMENTS[begin], len(begin)) < 0 else ""
        elif not _COMMENT.match(line):
            yield line
