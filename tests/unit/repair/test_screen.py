"""What the fast looks let pass, ftfy would not have changed."""

from __future__ import annotations

import itertools
import re
import unicodedata

from ftfy import fixes
from ftfy.badness import MOJIBAKE_CATEGORIES, is_bad

from cleantext.repair import RepairOptions
from cleantext.repair.characters import repair_characters
from cleantext.repair.leftovers import leave_plain_ascii
from cleantext.repair.screen import may_be_mojibake, may_leave_mojibake

_IN_A_CATEGORY = re.compile(f"[{''.join(MOJIBAKE_CATEGORIES.values())}]")
_SINGLE_RULES = "ЂŒœ°√≈‚×à \n aA?"


def suspects() -> list[str]:
    """Every character that ftfy's badness knows, and some that it does not."""
    return [*filter(_IN_A_CATEGORY.match, map(chr, range(0x80, 0x10000))), *_SINGLE_RULES]


def test_no_bad_pair_passes() -> None:
    """Every pair of suspicious characters that ftfy calls bad is seen, by itself and in a word."""
    for first, second in itertools.product(suspects(), repeat=2):
        for text in (first + second, f"a{first}{second} ", f"a {first}{second}a"):
            if is_bad(text):
                assert may_be_mojibake(text), ascii(text)
                assert may_leave_mojibake(leave_plain_ascii(text)), ascii(text)


def test_no_bad_triple_passes() -> None:
    """Three characters, of which each stands for its category, are seen where they are bad."""
    one_of_each = [next(filter(re.compile(f"[{c}]").match, suspects()), "") for c in _categories()]
    for three in itertools.product([*one_of_each, *_SINGLE_RULES, *"ВГΒΓ"], repeat=3):
        text = "".join(three)
        if is_bad(text):
            assert may_be_mojibake(text), ascii(text)
            assert may_leave_mojibake(leave_plain_ascii(text)), ascii(text)


def _categories() -> list[str]:
    return list(MOJIBAKE_CATEGORIES.values())


def test_every_character_alone_is_as_in_ftfy() -> None:
    """Each character up to U+2FFFF, on a line of its own, becomes what ftfy's steps make of it."""
    lines = (chr(code) for code in range(0x30000) if not 0x80 <= code < 0xA0)
    text = "\n".join(lines)
    expected = text
    for step in (
        fixes.fix_latin_ligatures,
        fixes.fix_character_width,
        fixes.uncurl_quotes,
        fixes.fix_line_breaks,
        fixes.fix_surrogates,
        fixes.remove_terminal_escapes,
        fixes.remove_control_chars,
    ):
        expected = step(expected)
    expected = unicodedata.normalize("NFC", expected)
    before, repaired = "", text
    while repaired != before:
        before = repaired
        repaired, _ = repair_characters(before, leave_plain_ascii(before), RepairOptions())
    assert repaired == expected


def test_good_text_with_rare_neighbours_passes() -> None:
    """Quotes beside Cyrillic, guillemets beside accents over a space, signs beside digits."""
    for text in ("“Привет”", "été « oui »", "20 °C, 5 €, ½", "Łódź „tak”", "naïve café"):
        assert not may_be_mojibake(text), text


def test_leftovers_keep_what_repairs_look_at() -> None:
    """Ampersands, number signs, controls and surrogates are left; other ASCII is not."""
    assert leave_plain_ascii("a&b #1\t\n\f~\x00\x1b\x7f\r\ud800é") == "&#\x00\x1b\x7f\r\ud800é"
