"""Unicode normalization, fast where nothing is to be done, and with each change shown.

Source: Unicode Standard Annex 15, Unicode Normalization Forms.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cleantext.edits import Change
from cleantext.normal_forms import Form, split_at_piles
from cleantext.repair.changes import Span, make_changes

__all__ = ["find_normalization", "is_surely_normal"]

# Characters that NFC leaves as they are, whatever stands beside them: not all there are, but those
# of the great scripts, signs and emoji. For these Unicode's own check, a look into a table for each
# character, can be spared. The standard promises never to change them.
_SURELY_NFC = (
    "\x00-\u02ff\u0388-\u0482\u048a-\u052f\u0531-\u0556\u0561-\u0587\u05d0-\u05ea\u0621-\u064a"
    "\u0671-\u06d3\u10d0-\u10ff\u1e00-\u1eff\u2002-\u2064\u20a0-\u20bf\u2120-\u2125\u2190-\u2328"
    "\u2460-\u2adb\u3001-\u3029\u3041-\u3096\u309b-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uffbe"
    "\ufe00-\ufe0f\U0001f000-\U0001faff"
)
_NOT_SURELY_NFC = re.compile(f"[^{_SURELY_NFC}]")
_RUN = re.compile(f"[{_SURELY_NFC}]?[^{_SURELY_NFC}]+")  # what begins a run may change with it
_RUN_BEYOND_ASCII = re.compile("[\x00-\x7f]?[^\x00-\x7f]+")
_VOWEL_JAMO, _LAST_JAMO = "\u1160", "\u11ff"


def is_surely_normal(text: str, form: Form) -> bool:
    """Whether a text is in a normalization form, as far as a quick look can tell."""
    return text.isascii() or (form == "NFC" and not _NOT_SURELY_NFC.search(text))


def find_normalization(text: str, form: Form) -> list[Change]:
    r"""The changes that bring a text to a normalization form.

    >>> decomposed = "A cafe\N{COMBINING ACUTE ACCENT}."
    >>> [(change.start, change.end) for change in find_normalization(decomposed, "NFC")]
    [(5, 7)]
    """
    return make_changes(text, _segments(text, form))


def _segments(text: str, form: Form) -> Iterator[Span]:
    """The pieces of a text that can be normalized one by one, with what they become."""
    offset = 0
    for part, is_pile in split_at_piles(text):
        if not is_pile and not unicodedata.is_normalized(form, part):
            for start, end in _boundaries(part, form):
                after = unicodedata.normalize(form, part[start:end])
                pairs = zip(part[start:end], after, strict=False)  # a mark may change by itself
                same = next((n for n, (old, new) in enumerate(pairs) if old != new), 0)
                yield offset + start + same, offset + end, after[same:], f"normalization:{form}"
        offset += len(part)


def _boundaries(text: str, form: Form) -> Iterator[tuple[int, int]]:
    runs = _RUN if form == "NFC" else _RUN_BEYOND_ASCII
    for run in runs.finditer(text):
        start = run.start()
        for end in range(run.start() + 1, run.end() + 1):
            if end == run.end() or _begins_segment(text[end]):
                yield start, end
                start = end


def _begins_segment(character: str) -> bool:
    """Whether no character before this one can compose or change places with it."""
    first = unicodedata.normalize("NFKD", character)[0]
    return unicodedata.category(first)[0] != "M" and not _VOWEL_JAMO <= first <= _LAST_JAMO
