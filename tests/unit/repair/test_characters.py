"""Single characters: what each option rewrites, in which order, with which rule."""

from __future__ import annotations

from typing import Any

import pytest
from ftfy.chardata import CONTROL_CHARS, LIGATURES, WIDTH_MAP

from cleantext.edits import apply_changes
from cleantext.repair import RepairOptions
from cleantext.repair.characters import find_c1, find_characters, repair_characters
from cleantext.repair.leftovers import leave_plain_ascii


@pytest.mark.parametrize(
    ("option", "text", "after", "rule"),
    [
        ("fix_latin_ligatures", "o\N{LATIN SMALL LIGATURE FFI}ce", "office", "ligature"),
        ("fix_character_width", "\N{FULLWIDTH LATIN CAPITAL LETTER A}", "A", "width"),
        ("uncurl_quotes", "don\N{RIGHT SINGLE QUOTATION MARK}t", "don't", "quote"),
        ("fix_line_breaks", "a\r\nb", "a\nb", "line-break"),
        ("fix_surrogates", "\ud83d\ude00", "\N{GRINNING FACE}", "surrogate"),
        ("remove_terminal_escapes", "\x1b[31mred", "red", "terminal-escape"),
        ("remove_control_chars", "a\x07b", "ab", "control"),
        ("fix_c1_controls", "a\x97b", "a\N{EM DASH}b", "c1:cp1252"),
    ],
)
def test_an_option_alone(option: str, text: str, after: str, rule: str) -> None:
    """Each option does its own work, names it, and leaves it undone where it is off."""
    off: dict[str, Any] = {
        "fix_latin_ligatures": False,
        "fix_character_width": False,
        "uncurl_quotes": False,
        "fix_line_breaks": False,
        "fix_surrogates": False,
        "remove_terminal_escapes": False,
        "remove_control_chars": False,
        "fix_c1_controls": False,
    }
    (change,) = find_characters(text, RepairOptions(**(off | {option: True})))
    assert apply_changes(text, [change]) == after
    assert change.rule == rule
    assert find_characters(text, RepairOptions(**off)) == []


def test_every_character_of_ftfys_tables() -> None:
    """All ligatures, widths and controls of ftfy are rewritten to what ftfy writes."""
    options = RepairOptions(normalization=None, uncurl_quotes=False, remove_terminal_escapes=False)
    for table in (LIGATURES, WIDTH_MAP, CONTROL_CHARS):
        for code, after in table.items():
            text = f"a{chr(code)}b"
            assert repair_characters(text, text, options)[0] == f"a{after or ''}b"


def test_both_ways_agree() -> None:
    """The text alone is what the changes give, where sequences of several characters occur too."""
    text = "\r\n\r \x1b[1m\x1b \ud83d\ude00\ud800 ﬁ“Ａ\ufeff e\u0301\u2028"
    changed = apply_changes(text, find_characters(text, RepairOptions()))
    assert repair_characters(text, leave_plain_ascii(text), RepairOptions())[0] == changed


def test_both_ways_agree_about_a_carriage_return_before_anything() -> None:
    """What becomes a line feed, or was between the two, makes no pair with a carriage return."""
    options = RepairOptions()
    beside = {
        "\N{LINE SEPARATOR}",
        "\N{PARAGRAPH SEPARATOR}",
        *map(chr, (*CONTROL_CHARS, *WIDTH_MAP)),
    }
    for character in sorted(beside - {"\n"}):
        for text in (f"\r{character}\n", f"\r\n{character}\r", f"\r{character}"):
            shown = apply_changes(text, find_characters(text, options))
            assert repair_characters(text, leave_plain_ascii(text), options)[0] == shown, ascii(
                text
            )


def test_a_text_rests_when_its_quotes_are_straight() -> None:
    """Whoever repairs texts need not look again; after other changes there may be more to do."""
    for text, rests in (("“Yes”", True), ("Yes", True), ("“Ａ”", False), ("e\u0301", False)):
        assert repair_characters(text, leave_plain_ascii(text), RepairOptions())[1] is rests


def test_a_lone_surrogate_becomes_the_replacement_character() -> None:
    """Half of a pair can't be restored, and can't be written as UTF-8 either."""
    (change,) = find_characters("a\ude00b", RepairOptions())
    assert change.after == "\N{REPLACEMENT CHARACTER}"


def test_bytes_that_windows_does_not_know_stay() -> None:
    """Five C1 controls have no character in Windows-1252."""
    assert find_c1("\x81\x8d\x8f\x90\x9d") == []


def test_neighbours_of_one_kind_are_one_change() -> None:
    """Two quotes side by side are one place to look at."""
    (change,) = find_characters("“‘Yes".replace("‘", "“"), RepairOptions())
    assert (change.start, change.end, change.after) == (0, 2, '""')
