"""Normalization forms: the quick look is right, and changes are small."""

from __future__ import annotations

import unicodedata

import pytest

from cleantext.edits import apply_changes
from cleantext.normal_forms import Form
from cleantext.repair import normalization
from cleantext.repair.normalization import find_normalization, is_surely_normal


def _is_sure(character: str) -> bool:
    return is_surely_normal(character, "NFC")


def test_what_is_surely_normal_is() -> None:
    """No character of the quick look's classes is changed by NFC or has a combining class."""
    for character in filter(_is_sure, map(chr, range(0x110000))):
        assert unicodedata.normalize("NFC", character) == character
        assert unicodedata.combining(character) == 0


def test_what_is_surely_normal_composes_with_nothing_before_it() -> None:
    """No canonical composition has one of those characters as its second half."""
    for code in range(0x110000):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            assert not _is_sure(chr(int(parts[1], 16)))
    assert not any(_is_sure(chr(jamo)) for jamo in range(0x1160, 0x1200))


def test_segments_begin_where_nothing_composes() -> None:
    """No mark, and no vowel or last consonant of Hangul, is taken for the start of a segment."""
    for code in range(0x110000):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            assert not normalization._begins_segment(chr(int(parts[1], 16)))
        if unicodedata.combining(chr(code)):
            assert not normalization._begins_segment(chr(code))


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_small_changes_in_each_form(form: Form) -> None:
    """Each change is one letter with its marks, and together they are the normalization."""
    text = "a\u030angle ﬁ ½ \u212b \uac01 \u1100\u1161\u11a8 \u0958\u0915\u093c e\u0301\u0323"
    changes = find_normalization(text, form)
    assert apply_changes(text, changes) == unicodedata.normalize(form, text)
    assert all(len(change.before) <= 6 for change in changes)
    assert {change.rule for change in changes} == {f"normalization:{form}"}


def test_a_pile_of_marks_is_left() -> None:
    """A million marks on one letter, which Python would sort for minutes, stay; the rest not."""
    pile = "\u0301\u0323" * 500_000
    text = f"e\u0301 a{pile} e\u0301"
    assert apply_changes(text, find_normalization(text, "NFC")) == f"é a{pile} é"


@pytest.mark.parametrize("before", ["a", " ", "\N{ZERO WIDTH SPACE}", "e\N{COMBINING DOT BELOW}"])
def test_what_stands_before_a_mark_that_changes_is_no_part_of_the_change(before: str) -> None:
    """A mark that decomposes by itself is all that a change names."""
    mark = "\N{COMBINING GREEK DIALYTIKA TONOS}"
    (change,) = find_normalization(f"{before}{mark}!", "NFD")
    assert (change.before, change.start) == (mark, len(before))
    (change,) = find_normalization("e\N{COMBINING ACUTE ACCENT}", "NFC")
    assert change.before == "e\N{COMBINING ACUTE ACCENT}"
