"""Learning what sites repeat, in bounded memory."""

from __future__ import annotations

import random
from itertools import count

import pytest

from cleantext.page.profile import learning
from cleantext.page.profile.learning import Learner


def story(number: int) -> str:
    """A story of its own."""
    return f"Story {chr(97 + number % 26)}{hash_word(number)} is told here and nowhere else."


def hash_word(number: int) -> str:
    """A word that no other number has, without digits, which would be masked."""
    letters = "abcdefghij"
    return "".join(letters[int(digit)] for digit in str(number))


def lines(learner: Learner, site: str) -> dict[str, int]:
    """The patterns of a site with their counts."""
    return {pattern.line: pattern.count for pattern in learner.patterns()[site]}


@pytest.mark.parametrize(("pages", "found"), [(2, False), (3, True), (5, True)])
def test_three_to_five_pages_are_enough(pages: int, found: bool) -> None:
    """A line on each of three pages is a pattern; two pages prove nothing."""
    learner = Learner()
    for number in range(pages):
        learner.add("mill", f"{story(number)}\nMill News")
    assert ("mill news" in lines(learner, "mill")) is found


def test_a_line_in_few_of_many_stories_is_no_pattern() -> None:
    """A subheading that a tenth of the stories have is not the site's."""
    learner = Learner()
    for number in range(50):
        learner.add("mill", story(number) + ("\nWhat is left" if number % 10 == 0 else ""))
    assert lines(learner, "mill") == {}


def test_a_wire_story_teaches_nothing() -> None:
    """Pages that repeat a story, with or without a line of their own, count as one story."""
    learner = Learner()
    wire = "\n".join(["The dam broke", *(story(number) for number in range(1000, 1010))])
    for number in range(30):
        learner.add("mill", f"{wire}\nEdition {hash_word(number)}")
    assert lines(learner, "mill") == {}


def test_counts_are_exact_to_one_bucket_and_then_nearly() -> None:
    """Lossy Counting: a frequent line loses nothing, wherever it begins to be frequent."""
    learner = Learner()
    for number in range(4 * learning.STORIES):
        extra = "\nFrom the second half" if number >= 2 * learning.STORIES else ""
        learner.add("mill", f"{story(number)}\nOn every page{extra}")
    assert lines(learner, "mill") == {
        "on every page": 4 * learning.STORIES,
        "from the second half": 2 * learning.STORIES,
    }


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many different lines are read, few are kept, and what a site repeats is found."""
    monkeypatch.setattr(learning, "MOST_LINES", 2_000)
    monkeypatch.setattr(learning, "MOST_SEEN", 500)
    learner = Learner()
    rng = random.Random(1)
    for number in range(1_500):
        own = "\n".join(story(10_000 + 20 * number + each) for each in range(20))
        learner.add(f"site {rng.randrange(3)}", f"{own}\nOn every page")
    assert sum(site.size for site in learner._sites.values()) <= 2_100
    for site in range(3):
        assert "on every page" in lines(learner, f"site {site}")


PARAGRAPH = "{} is told at length in this paragraph, which has a sentence in it. And then another."


def test_what_is_always_below_the_story_ends_it() -> None:
    """Comments stand below the story on each page; an advertisement stands anywhere in it."""
    learner = Learner()
    for number in range(8):
        own = [PARAGRAPH.format(story(100 * number + each)) for each in range(6)]
        own.insert(number % 5 + 1, "Advertisement")
        comments = [PARAGRAPH.format(story(10_000 + number))]
        learner.add("mill", "\n".join(["Mill News", *own, f"Comments ({number})", *comments]))
    ends = {pattern.line: pattern.ends_story for pattern in learner.patterns()["mill"]}
    assert ends == {"mill news": False, "advertisement": False, "comments (#)": True}


def test_fragments_of_sentences_are_no_patterns() -> None:
    """Where markup breaks the lines, "and" stands alone on many pages."""
    learner = Learner()
    for number in range(8):
        learner.add("mill", f"{story(number)}\nand\nof the\nMenu\nthe voice of the valley")
    assert lines(learner, "mill") == {"menu": 8, "the voice of the valley": 8}


RUNNING = "It is told here at length, as all of the stories of the valley are, to the end of it. "


def page(number: int, *lines: str) -> str:
    """A page of lines, of which those that are ``story`` are a paragraph of its own each."""
    own = (
        f"{story(number)} {RUNNING}{hash_word(n)} was seen by {hash_word(number)}." for n in count()
    )
    return "\n".join(next(own) if line == "story" else line for line in lines)


@pytest.mark.parametrize("paragraphs", [4, 5, 6])
def test_what_stands_in_the_midst_of_each_story_ends_none(paragraphs: int) -> None:
    """Below an advertisement behind the third paragraph each story goes on."""
    learner = Learner()
    for number in range(20):
        below = ["story"] * (paragraphs - 3)
        learner.add("mill", page(number, *["story"] * 3, "Advertisement", *below))
    assert [each.ends_story for each in learner.patterns()["mill"]] == [False]


def test_what_has_nothing_below_it_on_many_pages_ends_the_story() -> None:
    """A third of the pages have no comments."""
    learner = Learner()
    for number in range(21):
        below = ["story"] * 2 if number % 3 else []
        learner.add("mill", page(number, *["story"] * 3, "Comments", *below))
    assert [each.ends_story for each in learner.patterns()["mill"]] == [True]


def test_the_headline_to_which_other_pages_link_is_no_pattern() -> None:
    """Eight of the pages have it in a box, one above its story; the heading of the box is one."""
    learner = Learner()
    headline = "Council votes to keep the bus"
    for number in range(8):
        above = headline if number == 3 else f"{story(number)} Twice"
        learner.add("mill", page(number, above, "By Ann", "story", "story", "Most read", headline))
    assert lines(learner, "mill") == {"most read": 8, "by ann": 8}


def test_a_slogan_above_each_story_is_a_pattern() -> None:
    """It stands where headlines do on each page, so it is the headline of none."""
    learner = Learner()
    for number in range(8):
        learner.add("mill", page(number, "The voice of the whole valley", "story", "story"))
    assert lines(learner, "mill") == {"the voice of the whole valley": 8}
