"""Which words a block shares with the rest of its page."""

from __future__ import annotations

import pytest

from cleantext.page.classifier.lexicon import Lexicon
from cleantext.page.classifier.measures import Ints, measure_blocks
from cleantext.page.classifier.vocabulary import COLUMNS, read_vocabulary
from cleantext.page.plain import parse

FIRST = "The mill burned down at night, and nobody was hurt, the chief of the town said today."
SECOND = "The chief said that the mill had burned for hours, and that the town would miss it much."
THIRD = "A mill of this town burned once before, the chief said, and that night nobody was hurt."
OTHER = "Ten famous actors show their gardens, and number seven will surprise you and your guests."
KNOWN = frozenset({"that", "this", "their", "your", "would", "will", "before", "once"})


def read(*texts: str, weights: dict[str, int] | None = None) -> Ints:
    """What the blocks of a page share."""
    blocks = parse("\n".join(texts))
    lexicon = Lexicon(weights or {}, KNOWN)
    measures = measure_blocks(blocks, [0] * len(blocks), lexicon)
    return read_vocabulary([block.text for block in blocks], measures, lexicon)


def column(rows: Ints, name: str) -> list[int]:
    """One feature of each block."""
    return list(rows[:, COLUMNS.index(name)].tolist())


def test_there_is_a_row_for_each_block_and_a_name_for_each_column() -> None:
    """Whatever the page has."""
    assert read(FIRST, "...", "Home").shape == (3, len(COLUMNS))


def test_words_of_meaning_are_long_and_count_once() -> None:
    """Short words, function words and repetitions are not counted."""
    assert column(read("The mill, this mill and that Mill", "by it"), "meaning") == [1, 0]


def test_only_other_running_text_counts() -> None:
    """A block shares nothing with itself, or with a menu."""
    assert column(read(FIRST, "Mill and town"), "shared") == [0, 1000]
    assert column(read("Mill", "Mill and town"), "shared") == [0, 0]


def test_another_story_shares_fewer_words() -> None:
    """A teaser stands out by its words, and so does a headline of the story."""
    rows = read("Mill burned in town", FIRST, SECOND, THIRD, OTHER)
    shared = column(rows, "shared")
    assert shared[0] == 1000
    assert min(shared[1:4]) > 400
    assert shared[4] == 0


def test_blocks_of_a_script_without_spaces_share_words() -> None:
    """No space parts their words, so that each block would be one or two that no other has."""
    story = [
        "老水磨星期一夜里着火了，消防队长星期二说，没有人受伤，火在中午以前就被扑灭了。",
        "消防队长说，水磨烧了几个小时，镇上的人会想念它，因为它是河边最后一座老水磨。",
        "镇上的老水磨以前也着过一次火，那天夜里也没有人受伤，镇上的人说。",
    ]
    shared = column(
        read("水磨着火", *story, "十位演员展示他们的花园，第七位会让您大吃一惊。"), "shared"
    )
    assert shared[0] > 600
    assert min(shared[1:4]) > 200
    assert shared[4] < 100


def test_words_that_more_blocks_have_count_more() -> None:
    """A word that all the story has says more than one that two of its blocks have."""
    two = column(read("Mill", FIRST, SECOND), "shared_blocks")[0]
    three = column(read("Mill", FIRST, SECOND, THIRD), "shared_blocks")[0]
    assert (two, three) == (250, 375)


def test_the_story_is_the_center_of_its_page() -> None:
    """What most of the page speaks of is central, and a teaser is not."""
    central = column(read(FIRST, SECOND, OTHER, THIRD), "central")
    assert max(central) == 1000
    assert min(central[0], central[1], central[3]) > 500
    assert central[2] == 0


def test_a_page_without_running_text_has_no_center() -> None:
    """There is nothing to share words with."""
    assert column(read("Mill", "Mill"), "central") == [0, 0]


def test_what_the_words_of_prose_say() -> None:
    """The mean of their weights, of those against the story, and the share of known words."""
    rows = read("cookies and mill", "mill", "...", weights={"cookies": 9, "mill": -3})
    assert column(rows, "prose_mean") == [32, -48, 0]
    assert column(rows, "prose_against") == [48, 0, 0]
    assert column(rows, "prose_known") == [666, 1000, 0]


@pytest.mark.parametrize("text", ["", "...", "\N{GRINNING FACE}", "a b c"])
def test_a_page_without_words_of_meaning_is_read(text: str) -> None:
    """No pairs of words and blocks, and no error."""
    assert column(read(FIRST, text, FIRST), "meaning")[1] == 0 if text else True
    assert read("a b", text or "c").shape == (2, len(COLUMNS))
