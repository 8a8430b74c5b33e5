"""The story in a page's JSON-LD."""

from __future__ import annotations

import json
import time

import pytest

from cleantext.page.html.structured_data import find_article_body, find_scripts
from cleantext.page.html.survey import find_data


def script(data: object) -> str:
    """A script with the data."""
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def find_body(html: str) -> str:
    """The story in the data of a page."""
    source = html.encode()
    return find_article_body(find_scripts(source, find_data(source)[0]))


@pytest.mark.parametrize(
    ("html", "body"),
    [
        ("", ""),
        ("articleBody", ""),
        (script({"articleBody": "One."}), "One."),
        (script([{"@graph": [{"x": {"articleBody": "Deep."}}]}]), "Deep."),
        (script({"articleBody": "One."}) + script({"articleBody": "Longer."}), "Longer."),
        (script({"articleBody": ["One.", 2, "Two."]}), "One.\nTwo."),
        ("<script>x.type = 'application/ld+json'</script>" + script({"articleBody": "A"}), "A"),
        (script({"articleBody": {"@value": "Valued.", "@language": "en"}}), "Valued."),
        (script({"articleBody": ["One.", {"@value": "Two."}, {"@value": 3}]}), "One.\nTwo."),
        ('<script type="application/ld+json">{"articleBody": "a,]b",\n} {"x": 1}</script>', "a,]b"),
        ('<script type="application/ld+json">[{"articleBody": "\\",}"},]</script>', '",}'),
        (script({"articleBody": None, "x": 1}), ""),
        ('<script type="application/ld+json">{"articleBody": "cut', ""),
        ('<script type="application/ld+json">{"articleBody": "a\nb"}</script>', "a\nb"),
        ('<script type="application/ld+json">{"articleBody": wrong}</script>', ""),
        ('<script type="application/ld+json">{"articleBody": "Mühle"}</script>', "Mühle"),
    ],
)
def test_the_longest_body_counts(html: str, body: str) -> None:
    """Wherever it stands in the data; broken data is passed over."""
    assert find_body(html) == body


@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "\n//<![CDATA[\n{}\n//]]>",
        "<![CDATA[{}]]>",
        "/*<![CDATA[*/ {} /*]]>*/",
        "<!-- {} -->",
        "{};",
        "\ufeff{}\n",
        '{{"@type": "WebSite"}}\n{}',
        "{},",
        "[{}];",
        '{} {{"broken',
    ],
)
def test_what_stands_around_data_does_not_matter(around: str) -> None:
    """Marks for XHTML and old programs, a semicolon, other data before it or broken after it."""
    data = around.format(json.dumps({"articleBody": "The mill burned."}))
    html = f"<script type='application/ld+json'>{data}</script>"
    assert find_body(html) == "The mill burned."


@pytest.mark.parametrize("key", ["itemListElement", "comment", "mentions", "isPartOf"])
def test_the_stories_of_other_pages_do_not_count(key: str) -> None:
    """A list of stories, what readers say, what the story speaks of: none is the page's own."""
    other = {"@type": "NewsArticle", "articleBody": "A far longer story of some other page."}
    assert find_body(script({"articleBody": "Ours.", key: [other]})) == "Ours."
    assert find_body(script({key: {"item": other}})) == ""


@pytest.mark.parametrize(
    "html",
    [
        "<script type=application/ld+json>articleBody" * 50_000,
        script({"articleBody": "x"})[:-9] + "[" * 100_000 + "</script>",
        script([{"articleBody": str(n)} for n in range(100_000)]),
        "application/ld+json articleBody </script>" * 50_000,
        "application/ld+json</script" * 100_000,
        script({"articleBody": "x"})[:-9] + '\\"' * 200_000 + "</script>",
        script({"articleBody": "x"})[:-12] + '"\\' * 100_000 + "</script>",
        script({"articleBody": "x"})[:-9] + "," + " ," * 200_000 + "</script>",
        script({"articleBody": "x"})[:-9] + "[" + "," * 200_000 + "]</script>",
    ],
    ids=[
        "never closed",
        "nested",
        "many",
        "no scripts",
        "no tag ends",
        "escaped",
        "no end escaped",
        "commas",
        "empty",
    ],
)
def test_hostile_data_takes_linear_time(html: str) -> None:
    """What is made to be slow takes seconds at most, and raises nothing."""
    started = time.process_time()
    find_body(html)
    assert time.process_time() - started < 4
