"""What a site repeats."""

from __future__ import annotations

import json
import pickle
import time

import pytest

from cleantext.errors import CorpusError
from cleantext.model import Document
from cleantext.page.profile.site_patterns import Pattern, SitePatterns

OWN = ["rain", "snow", "wind", "hail", "fog", "frost", "thaw", "flood", "drought", "storm"]


def pages(site: str, extra: str = "") -> list[Document]:
    """Ten stories of a site, each with the same last lines."""
    return [
        Document(
            f"{site}/{number}",
            f"There was much {word} in the valley this year, say farmers.\n"
            f"Page {number} of the Valley News\n{extra}",
        )
        for number, word in enumerate(OWN)
    ]


def test_a_long_line_of_a_profile_takes_linear_time() -> None:
    """It is no pattern of titles, however many separators are in it."""
    line = "- a " * 100_000 + "..."
    source = json.dumps({"version": 1, "sites": {"valley": [{"line": line}]}})
    started = time.process_time()
    (pattern,) = SitePatterns.from_json(source).sites["valley"]
    assert time.process_time() - started < 2
    assert pattern.line == line.strip()


def test_learns_lines_with_numbers_masked() -> None:
    """A line on every page is a pattern, counted, with examples; a story's own line is not."""
    patterns = SitePatterns.learn(pages("valley")).sites["valley"]
    assert [(pattern.line, pattern.count) for pattern in patterns] == [
        ("page # of the valley news", 10)
    ]
    assert patterns[0].examples[0] == "Page 0 of the Valley News"


def test_a_story_on_many_pages_is_not_furniture() -> None:
    """Copies of a story count as one story, so that its lines are no patterns."""
    copies = [Document(f"valley/copy{n}", "The wire story\nIt has two lines.") for n in range(50)]
    learned = SitePatterns.learn([*pages("valley"), *copies])
    assert not learned.matches("The wire story", "valley")
    assert learned.matches("Page 99 of the Valley News", "valley")


def test_long_lines_are_never_patterns() -> None:
    """A paragraph that all pages have is more likely a story than furniture."""
    paragraph = "word " * 40
    assert not SitePatterns.learn(pages("valley", paragraph)).matches(paragraph, "valley")


def test_a_document_without_a_site_teaches_nothing() -> None:
    """Only documents of a site are learned from."""
    assert SitePatterns.learn([Document("1", "Line"), Document("2", "Line")]).sites == {}


def test_json_and_pickle_round_trip() -> None:
    """The file a person edits gives the same profile, and so does a worker's copy."""
    learned = SitePatterns.learn(pages("valley"))
    assert SitePatterns.from_json(learned.to_json()) == learned
    copy = pickle.loads(pickle.dumps(learned))
    assert copy.matches("Page 3 of the Valley News", None)


def test_a_pattern_may_be_written_by_hand() -> None:
    """A line as it stands on the page is enough; it is masked when it is read."""
    source = '{"version": 1, "sites": {"valley": [{"line": "Page 12 of the Valley News"}]}}'
    assert SitePatterns.from_json(source).sites["valley"] == (
        Pattern("page # of the valley news", 0, ()),
    )


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("nonsense", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", '"sites"'),
        ('{"version": 1, "sites": []}', '"sites"'),
        ('{"version": 9, "sites": {}}', "version 9"),
        ('{"version": true, "sites": {}}', "version True"),
        ('{"version": 1, "sites": {}, "valley": []}', "'valley' beside"),
        ('{"version": 1, "sites": {"a": [{"line": "x", "examples": [1]}]}}', "a list of texts"),
        ('{"version": 1, "sites": {"a": {}}}', "'a' must be a list"),
        ('{"version": 1, "sites": {"a": [{}]}}', "Pattern 1 of 'a'"),
        ('{"version": 1, "sites": {"a": ["x"]}}', "Pattern 1 of 'a'"),
        ('{"version": 1, "sites": {"a": [{"line": "x", "count": "9"}]}}', '"count"'),
        ('{"version": 1, "sites": {"a": [{"line": "x", "examples": 1}]}}', '"examples"'),
        ('{"version": 1, "sites": {"a": [{"line": "x", "ends_story": 1}]}}', '"ends_story"'),
        ('{"version": 1, "sites": {"a": [{"line": "x", "count": -1}]}}', "at least 0"),
        ('{"version": 1, "sites": {"a": [{"line": "x", "count": true}]}}', "whole number"),
        ('{"version": 1, "sites": {"a": [{"line": "x", "ends-story": true}]}}', "'ends-story'"),
        ('{"version": 1, "sites": {"a": [{"line": "x\\ny"}]}}', "several lines"),
        ('{"version": 1, "sites": {"a": [], "b": [], "a": []}}', "'a' twice"),
    ],
)
def test_nonsense_is_refused_with_its_place(source: str, message: str) -> None:
    """A profile that was edited wrongly says where."""
    with pytest.raises(CorpusError, match=message):
        SitePatterns.from_json(source)


def test_json_is_readable() -> None:
    """The JSON has a version, and sites with lines, counts and examples."""
    whole = json.loads(SitePatterns.learn(pages("valley")).to_json())
    assert whole["version"] == 1
    assert whole["sites"]["valley"][0]["count"] == 10


def test_sites_are_sorted_in_the_file() -> None:
    """Two profiles can be compared line by line, whatever order the corpus was read in."""
    learned = SitePatterns.learn([*pages("valley"), *pages("bay")])
    swapped = SitePatterns.learn([*pages("bay"), *pages("valley")])
    assert learned.to_json() == swapped.to_json()
    assert list(json.loads(learned.to_json())["sites"]) == ["bay", "valley"]


STORY = "The mill burned down at night, the town said. It was the last of the five on the river."


def profile_with_an_end(*sites: str) -> SitePatterns:
    """A profile in which each site has its comments below the story."""
    patterns = (Pattern("comments (#)", ends_story=True), Pattern("share"))
    return SitePatterns(dict.fromkeys(sites, patterns))


def test_what_stands_below_the_end_of_a_story_is_furniture() -> None:
    """Comments are running text, too; only their place on the site's pages tells them."""
    page = ["Share", STORY, "Comments (2)", STORY.replace("mill", "inn")]
    assert profile_with_an_end("valley").find_furniture(page, "valley") == {
        0: "profile",
        2: "profile",
        3: "profile:below",
    }


def test_a_story_does_not_end_above_most_of_it() -> None:
    """A line that ends stories elsewhere ends none where most of the text is below it."""
    page = ["Comments (2)", STORY, "Share", STORY, "Comments (3)"]
    furniture = profile_with_an_end("valley").find_furniture(page, "valley")
    assert furniture == dict.fromkeys((0, 2, 4), "profile")


def test_another_sites_end_ends_no_story() -> None:
    """Where the site is not known, lines of all sites go, but only a single site's ends count."""
    page = [STORY, "Comments (2)", STORY]
    assert profile_with_an_end("a", "b").find_furniture(page) == {1: "profile"}
    assert profile_with_an_end("a").find_furniture(page) == {1: "profile", 2: "profile:below"}
    assert SitePatterns({}).find_furniture(page) == {}


NO_TEXT = Document("a/1", None)  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize("wrong", ["a text", ["a text"], [NO_TEXT]])
def test_what_is_no_document_teaches_nothing(wrong: object) -> None:
    """A text given for a document is told with its place."""
    with pytest.raises(TypeError, match=r"learn\(\) takes documents; got .* at index 0"):
        SitePatterns.learn(wrong)  # type: ignore[arg-type]  # wrong on purpose


def test_lines_of_the_story_stay_unless_a_person_wrote_them() -> None:
    """A learned pattern gives way to who knows that the line is the story's; so does no end."""
    patterns = (Pattern("ingredients", 9), Pattern("share"), Pattern("comments", 9, (), True))
    profile = SitePatterns({"valley": patterns})
    page = ["Ingredients", "Share", STORY, "Comments", "Ingredients"]
    assert profile.find_furniture(page, "valley", {0, 1, 4}) == {
        1: "profile",
        3: "profile",
        4: "profile",
    }


@pytest.mark.parametrize(
    ("written", "first"),
    [
        (["... - Valley News"], "Mill burns - Valley News"),
        (["valley news", "since #"], "Valley News\nSince 1962"),
    ],
)
def test_a_title_or_a_block_of_lines_goes_if_a_person_wrote_them(
    written: list[str], first: str
) -> None:
    """Though the model knows it for the story's; not if one of the lines was learned."""
    lines: list[dict[str, object]] = [{"line": line} for line in written]
    profile = SitePatterns.from_json(json.dumps({"version": 1, "sites": {"valley": lines}}))
    assert profile.find_furniture([first, STORY], "valley", {0, 1}) == {0: "profile"}
    lines[-1]["count"] = 9
    learned = SitePatterns.from_json(json.dumps({"version": 1, "sites": {"valley": lines}}))
    assert learned.find_furniture([first, STORY], "valley", {0, 1}) == {}


def test_a_title_goes_by_what_the_site_puts_beside_the_headline() -> None:
    """Only the first line is a title; the headline may be spelled otherwise there."""
    documents = [
        Document(
            f"valley/{word}", f"The {word} in the hills - Valley News\nThe {word} in the hills"
        )
        for word in OWN
    ]
    profile = SitePatterns.learn(documents)
    assert "\N{HORIZONTAL ELLIPSIS} - valley news" in [
        pattern.line for pattern in profile.sites["valley"]
    ]
    page = ["", "Old mill burns - Valley News", "Fire in the mill", "Who reads it - Valley News"]
    assert profile.find_furniture(page, "valley") == {1: "profile"}
    assert SitePatterns.from_json(profile.to_json()) == profile


def test_a_title_without_its_headline_teaches_nothing() -> None:
    """Where the first line is the headline itself, what stands before it belongs to the story."""
    documents = [Document(f"valley/{word}", f"Comment | The {word} of the year") for word in OWN]
    assert SitePatterns.learn(documents).sites == {"valley": ()}


def test_a_long_line_goes_if_a_person_wrote_it() -> None:
    """None is learned, but what a person writes goes in any case, whatever its length."""
    owner = "The Valley News is published by its owners, " + "who say so once more, " * 20
    source = {"version": 1, "sites": {"valley": [{"line": owner}]}}
    page = [STORY, owner, owner + "and here."]
    assert SitePatterns.from_json(json.dumps(source)).find_furniture(page, "valley") == {
        1: "profile"
    }


def test_a_block_of_several_lines_is_furniture_if_each_of_them_is() -> None:
    """What is learned line by line is known again in a page's paragraph with line breaks."""
    profile = SitePatterns({"valley": (Pattern("valley news", 9, (), True), Pattern("since #", 9))})
    page = [STORY, "Valley News\nSince 1962", "Below"]
    assert profile.find_furniture(page, "valley") == {1: "profile", 2: "profile:below"}
    assert profile.find_furniture([STORY, "Valley News\nThe mill burned"], "valley") == {}


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("... - Valley News", "\N{HORIZONTAL ELLIPSIS} - valley news"),
        ("\N{HORIZONTAL ELLIPSIS} | Valley News", "\N{HORIZONTAL ELLIPSIS} | valley news"),
        ("Comment: ...", "comment: ..."),
        ("Comment - ...", "comment - \N{HORIZONTAL ELLIPSIS}"),
        ("Loading ...", "loading ..."),
    ],
)
def test_the_part_of_a_title_may_be_written_with_three_dots(written: str, line: str) -> None:
    """Keyboards have no ellipsis; where no separator stands beside them, dots are dots."""
    source = {"version": 1, "sites": {"valley": [{"line": written}]}}
    (pattern,) = SitePatterns.from_json(json.dumps(source)).sites["valley"]
    assert pattern.line == line
