"""What a block measures, by itself."""

from __future__ import annotations

import pytest

from cleantext.model import Block
from cleantext.page.classifier import measures
from cleantext.page.classifier.lexicon import Lexicon
from cleantext.page.classifier.measures import COLUMNS, SENTENCE_END, measure_blocks
from cleantext.page.plain import parse

LEXICON = Lexicon({"subscribe": 20, "said": -9}, frozenset({"the", "and"}))


def measure(text: str) -> list[dict[str, int]]:
    """The measures of each block of a text, by name."""
    blocks = parse(text)
    rows = measure_blocks(blocks, [0] * len(blocks), LEXICON).tolist()
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


def test_characters_and_words_are_counted_by_class() -> None:
    """Words, capitals, digits and marks of a line of ASCII."""
    (row,) = measure("Home | News, 24 Hours.")
    wanted = {"characters": 18, "words": 5, "separators": 1, "commas": 1, "sentences": 1}
    assert {name: row[name] for name in wanted} == wanted
    assert row["capitalized"] == 600
    assert row["numbers"] == 200
    assert row["end"] == SENTENCE_END


@pytest.mark.parametrize(
    ("text", "words", "unspaced"),
    [
        ("\N{CJK UNIFIED IDEOGRAPH-6771}" * 9 + "\N{IDEOGRAPHIC FULL STOP}", 5, 900),
        ("\N{CYRILLIC SMALL LETTER A} \N{ARABIC LETTER BEH}", 2, 0),
        ("\N{GRINNING FACE} \ud800 x", 3, 0),
    ],
)
def test_any_script_is_measured(text: str, words: int, unspaced: int) -> None:
    """Scripts without spaces count two characters as a word; beyond the plane is a symbol."""
    (row,) = measure(text)
    assert (row["words"], row["unspaced"]) == (words, unspaced)


def test_the_sentence_ends_behind_its_quotes() -> None:
    """Closing quotes and brackets stand after the sentence's end, and don't hide it."""
    (row,) = measure('(He said: "That is all.")')
    assert row["end"] == SENTENCE_END
    assert row["last"] != SENTENCE_END


def test_words_of_the_lexicon_are_evidence() -> None:
    """Their weights are summed; function words are counted."""
    (row,) = measure("Subscribe, the mayor SAID")
    wanted = {"evidence": 11, "evidence_first": 20, "evidence_last": -9, "function_words": 1}
    assert {name: row[name] for name in wanted} == wanted


def test_copies_and_breaks() -> None:
    """How often the page has a line, how often before, and how many line breaks are around."""
    rows = measure("One\n\nTwo\nOne")
    assert [row["copies"] for row in rows] == [2, 1, 2]
    assert [row["copies_before"] for row in rows] == [0, 0, 1]
    assert [row["breaks_before"] for row in rows] == [4, 2, 1]


def test_an_empty_first_block_measures_nothing() -> None:
    """The block that holds a page's leading white space has no first character."""
    row = measure_blocks([Block(0, "", "\n")], [0], LEXICON)[0].tolist()
    assert row[COLUMNS.index("characters")] == row[COLUMNS.index("first")] == 0


def test_a_large_page_is_counted_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of whatever size the parts are, each block has the same measures."""
    text = "Home\n\nThe ferry, which is old, is back.\n| \n" * 9 + "x" * 300 + "\n\nNews 24"
    whole = measure(text)
    for size in (1, 7, 40, 200):
        monkeypatch.setattr(measures, "_PART", size)
        assert measure(text) == whole
