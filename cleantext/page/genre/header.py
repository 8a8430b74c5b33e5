"""The header of a message or a document: its fields, one a line, at the very start of the text.

Source: RFC 5322, section 2.2, for messages; packages and Debian's control files write the same, and
Markdown's front matter stands between two lines of dashes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleantext.page.plain import Lines

__all__ = ["find_header", "is_message"]

LEAST_FIELDS = 3
"""Fewer fields are none: a story may begin with "London: ..."."""
MOST_LINES = 100
"""Front matter has at most so many lines."""
_FIELD = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,40}:(?:\s|\Z)")
_FENCE = "---"
_MESSAGES = tuple(
    (names.split()[0], frozenset(names.split()))
    for names in (
        "from to subject date message-id newsgroups mime-version reply-to cc",
        "von an betreff gesendet datum cc",
        "de envoy\N{LATIN SMALL LETTER E WITH ACUTE} objet date cc",
        "de para asunto assunto enviado fecha data cc",
        "da a oggetto inviato data cc",
        "van aan onderwerp verzonden datum cc",
        "format files upstream-name upstream-contact license copyright",
        "package source version section priority maintainer architecture build-depends standards",
        "metadata-version name version summary author license",
    )
)
"""The names of the fields that messages have, in six languages, and the files of packages; before
each its first, which nearly all of them have."""
LEAST_KNOWN = 2
"""So many different ones of them, the first among them, are in a message's header ..."""
LEAST_OTHERS = 3
"""... or so many without it: corpora have such fields, too, as a source and a section."""


def find_header(lines: Lines) -> range:
    r"""The lines of a text that are its header: fields from the first line on, without a gap.

    A line that begins with white space goes on with the field above it.

    >>> from cleantext.page.plain import parse
    >>> find_header(parse("From: Ann\nTo: Tom\nSubject: the\n  crane\n\nHello Tom,"))
    range(0, 4)
    """
    start = int(lines.texts[:1] == [""])  # there is white space before it
    texts = lines.texts[start:]
    if texts[:1] == [_FENCE]:
        return range(start, start + _count_front_matter(texts))
    return range(start, start + _count_fields(texts, lines.gaps[start:]))


def is_message(lines: Lines) -> bool:
    r"""Whether a text is a message or a package's file, by the names of its fields.

    What stands below is a letter, with its signature, or more fields. It is not the header of a
    corpus (``Title: ...``, ``URL: ...``): below that stands a page.

    >>> from cleantext.page.plain import parse
    >>> is_message(parse("From: Ann\nTo: Tom\nDate: today\n\nHello Tom,"))
    True
    >>> is_message(parse("Title: The crane\nURL: a.example\nDate: today\n\nThe crane fell."))
    False
    """
    header = find_header(lines)
    if not header or lines.texts[header[0]] == _FENCE:
        return False
    fields = {
        text.partition(":")[0].lower()
        for text in lines.texts[header.start : header.stop]
        if _FIELD.match(text)
    }
    return any(
        len(fields & names) >= (LEAST_KNOWN if first in fields else LEAST_OTHERS)
        for first, names in _MESSAGES
    )


def _count_fields(texts: Sequence[str], gaps: Sequence[str]) -> int:
    """How many lines of fields a text begins with; ``gaps`` are those after its lines."""
    fields = end = 0
    for text, gap in zip(texts, ["", *gaps], strict=False):
        if gap.count("\n") > 1:
            break
        if _FIELD.match(text):
            fields += 1
        elif not gap.rpartition("\n")[2]:  # before that is what ends the line above
            break
        end += 1
    return end if fields >= LEAST_FIELDS else 0


def _count_front_matter(texts: Sequence[str]) -> int:
    """From the first line of dashes to the second, if there are fields between."""
    head = texts[1:MOST_LINES]
    end = head.index(_FENCE) if _FENCE in head else 0
    return end + 2 if any(map(_FIELD.match, head[:end])) else 0
