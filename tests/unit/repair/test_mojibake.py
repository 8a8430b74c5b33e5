"""Wrong decodings: what ftfy undoes, what it leaves, and what must be left alone."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import ftfy
import pytest

from cleantext.repair import RepairOptions, find_repairs, repair
from cleantext.repair.alphabets import measure_strangeness
from cleantext.repair.certainty import is_certain, measure_oddness
from cleantext.repair.mojibake import find_intact_mojibake, find_mojibake

_GOLDEN = Path(__file__).parents[2] / "golden" / "repair"


def _cases(name: str) -> list[Any]:
    rows = json.loads((_GOLDEN / f"{name}.json").read_text(encoding="utf-8"))
    return [pytest.param(row, id=row["name"]) for row in rows]


def _utf8_as(codec: str, text: str) -> str:
    return text.encode("utf-8", "surrogatepass").decode(codec)


@pytest.mark.parametrize("case", _cases("parity"))
def test_as_in_ftfy(case: dict[str, Any]) -> None:
    """Damage without loss is repaired as by ftfy, with its rules, places and characters."""
    assert repair(case["text"]) == case["good"] == ftfy.fix_text(case["text"])
    assert [
        [change.rule, change.start, change.before, change.after]
        for change in find_repairs(case["text"])
    ] == case["changes"]


@pytest.mark.parametrize("case", _cases("differs_from_ftfy"))
def test_not_as_in_ftfy(case: dict[str, Any]) -> None:
    """Where ftfy 6.3.1 is wrong, we differ; its answer is kept beside ours."""
    options = case["options"]
    config = ftfy.TextFixerConfig(explain=False, **options)
    assert repair(case["text"], RepairOptions(**options)) == case["ours"]
    assert ftfy.fix_text(case["text"], config) == case["ftfy"] != case["ours"]


@pytest.mark.parametrize("case", _cases("negative"))
def test_good_text_stays(case: dict[str, Any]) -> None:
    """Good sentences of many languages, formulas, boxes and faces stay as they are."""
    assert repair(case["text"]) == case["text"]


def test_each_change_is_as_small_as_the_damage() -> None:
    """One damaged letter in a line is one change of its two characters."""
    text = "A long line of good words, one cafÃ© among them, and more good words after it."
    (change,) = find_mojibake(text, RepairOptions())
    assert (change.before, change.after, change.start) == ("Ã©", "é", text.index("Ã"))


def test_layers_have_the_rules_of_all() -> None:
    """Mojibake of mojibake in two codecs names both of them."""
    text = _utf8_as("sloppy-windows-1252", _utf8_as("sloppy-windows-1251", "Привет вам всем"))
    rules = {change.rule for change in find_mojibake(text, RepairOptions())}
    assert rules == {"mojibake:utf8-as-cp1252+mojibake:utf8-as-cp1251"}


def test_characters_of_old_java() -> None:
    """A NUL in two bytes, and a character beyond U+FFFF as two surrogates, are decoded."""
    text = "fÃ©e í\xa0½í¸\x80 À\x80."
    assert repair(text) == "fée 😀 ."


@pytest.mark.parametrize("codec", ["sloppy-windows-1251", "sloppy-windows-1253", "cp437"])
def test_a_mended_word_is_certain(codec: str) -> None:
    """Letters of another alphabet in the midst of a word, UTF-8 to the last, are no accident."""
    good = "Hun blev hørt af naboen."
    assert repair(_utf8_as(codec, good)) == good


@pytest.mark.parametrize(
    "text",
    [
        "The width Γ² and the spread Δ±",  # signs after a letter, at the end of the word
        "Ăştia sunt oameni buni.",  # the word begins with a capital
        "NĂŞ, BĂŞ",  # all capitals
        "Verbs in –ár, –ér, –ír",  # an en dash before a letter
        "Ні! Ці, ті.",  # Ukrainian words that would be UTF-8
        "a ─ü b",
        "a ├╢ b",  # lines that do not fit, and no word
        "├── src\n├│index\n├index",  # a tree of files
        "├┤menu├─ ├▒menu▒┤",  # titles in frames
        "║├╢ab║├╣cd",  # within a frame
    ],
)
def test_what_may_be_meant_is_not_certain(text: str) -> None:
    """Lines that would decode, or nearly, and that people write, stay."""
    assert repair(text) == text


def test_certainty_needs_a_word_or_a_script() -> None:
    """A single decoded letter that mends no word is not enough; a Greek word is."""
    assert not is_certain("Г¤ ja", "\xc3\xa4 ja")
    assert is_certain("lГёs", "l\xc3\xb8s")
    assert is_certain("О±ОІОі", "\xce\xb1\xce\xb2\xce\xb3")


def test_oddities_tell_the_two_codecs_of_latin_2() -> None:
    """The reading with capitals within words is the wrong one."""
    assert measure_oddness("JÜrðin") > measure_oddness("Jörðin") == (0, 0)


def test_the_turkish_capital_with_a_dot_is_a_letter_of_turkish() -> None:
    """In small letters it is two characters, and the second is no strange one."""
    assert measure_strangeness("İstanbul", ["tr"]) == 0
    assert measure_strangeness("İstanbul", ["da"]) == 100


def test_intact_mojibake_needs_the_whole_line() -> None:
    """A line with a scar in it is not intact, nor one with U+FFFD."""
    assert find_intact_mojibake("SÃ£o Paulo")
    assert not find_intact_mojibake("SÃ£o Paulo, the countryâs")
    assert not find_intact_mojibake("SÃ£o Paulo, the country\ufffds")


def test_more_layers_than_anyone_makes_are_left() -> None:
    """A line that does not come to rest is left alone, so that a second call changes nothing."""
    text = "Ã©¢¢" * 200 + "Ã©"
    assert repair(text) == text


def test_replacement_characters_stay() -> None:
    """ftfy, told not to replace lossy sequences, takes U+FFFD for a control and deletes it."""
    options = RepairOptions(replace_lossy_sequences=False, lossy=False)
    config = ftfy.TextFixerConfig(replace_lossy_sequences=False)
    assert ftfy.fix_and_explain("a\ufffd\ufffdb", config).text == "ab"
    assert repair("a\ufffd\ufffdb", options) == "a\ufffd\ufffdb"
