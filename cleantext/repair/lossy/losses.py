"""What wrong decodings, and the loss of some of the bytes, leave of a character.

It is not written by hand: what is done to characters on the way is done to them here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import product

__all__ = ["QUOTES", "WINDOWS_HIGH", "as_latin1", "as_windows", "drop", "make_tables"]

QUOTES = (
    "\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
    "\N{LEFT DOUBLE QUOTATION MARK}\N{RIGHT DOUBLE QUOTATION MARK}"
)
WINDOWS_HIGH = bytes(range(0x80, 0xA0)).decode("cp1252", "ignore")
"""What Windows-1252 has in the place of C1 controls."""

Decoding = Callable[[str], str]
Loss = Callable[[str], str]
Step = tuple[Decoding, Loss]


def as_latin1(text: str) -> str:
    """UTF-8 read as Latin-1."""
    return text.encode("utf-8").decode("latin-1")


_IN_WINDOWS = {b: bytes([b]).decode("cp1252", "ignore") or chr(b) for b in range(0x80, 0xA0)}
_STRAIGHTENED = dict(zip(map(ord, QUOTES), "''\"\"", strict=True))


def as_windows(text: str) -> str:
    """UTF-8 read as Windows-1252; the five bytes that it leaves open become C1 controls."""
    return as_latin1(text).translate(_IN_WINDOWS)


def _losing(by: Callable[[str], str]) -> Loss:
    table = {code: by(chr(code)) for code in range(0x80, 0xA0)}
    return lambda text: text.translate(table)


def _straighten(text: str) -> str:
    return text.translate(_STRAIGHTENED)


_KEEP = _losing(lambda c: c)
drop: Loss = _losing(lambda c: "")
"""The loss of all that is no printable character of Latin-1."""
_LOSSES: tuple[Loss, ...] = (
    _KEEP,
    drop,
    _losing(lambda c: "?"),
    _losing(lambda c: "\N{REPLACEMENT CHARACTER}"),
    _losing(lambda c: f"&#{ord(c) - 256};"),  # the byte as a signed number, in an entity
    # Mojibake has curly quotes of its own, which others straighten, and then escape in JSON or CSV.
    _straighten,
    lambda text: _straighten(text).replace('"', '\\"'),
    lambda text: _straighten(text).replace('"', '""'),
)


_FIRST = tuple(product((as_latin1, as_windows), _LOSSES))
_LATER = tuple(product((as_latin1, as_windows), (_KEEP, drop)))


def _left_by(character: str) -> set[tuple[str, bool]]:
    """What up to three wrong decodings, each with a loss, leave of a character.

    And whether that is less than there was.
    """
    left: set[tuple[str, bool]] = set()
    last = {(character, False)}
    for steps in (_FIRST, _LATER, _LATER):
        last = {each for text, lossy in last for each in _go_on(text, lossy, steps)}
        left |= last
    return left


def _go_on(text: str, lossy: bool, steps: tuple[Step, ...]) -> Iterator[tuple[str, bool]]:
    for decode, lose in steps:
        decoded = decode(text)
        kept = lose(decoded)
        yield kept, lossy or kept != decoded


def make_tables(characters: str) -> tuple[dict[str, str], dict[str, str]]:
    r"""Every scar with the characters that leave it, and mojibake that lost nothing with its one.

    >>> scars, whole = make_tables("\N{EM DASH}")
    >>> scars["\N{LATIN SMALL LETTER A WITH CIRCUMFLEX}"], whole[as_windows("\N{EM DASH}")]
    ('—', '—')
    """
    scars: dict[str, str] = {}
    whole: dict[str, str] = {}
    for character in characters:
        for text, lossy in _left_by(character):
            table = scars if lossy else whole
            table[text] = table.get(text, "") + character
    return {scar: made for scar, made in scars.items() if scar not in whole}, whole
