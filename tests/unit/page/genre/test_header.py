"""The header of a message or a document."""

from __future__ import annotations

import pytest

from cleantext import clean
from cleantext.page.genre.header import find_header, is_message
from cleantext.page.plain import parse

STORY = "The ferry sails twice a day, unless the wind is too strong for it, the harbour said.\n"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 0),
        ("From: Ann\nTo: Tom\nDate: today\n\nHello", 3),
        ("From: Ann\nTo: Tom\nDate: today", 3),
        ("From: Ann\nTo:\n  Tom,\n\tKim\nDate: today\nHello", 5),
        ("From: Ann\n\nTo: Tom\nDate: today", 0),
        ("From: Ann\nTo: Tom\n\nHello", 0),
        ("Hello\nFrom: Ann\nTo: Tom\nDate: today", 0),
        ("Ann Example: hello\nTom Marsh: hello\nAnn Example: goodbye", 0),
        ("https://a.example\nhttps://b.example\nhttps://c.example", 0),
        ("From: Ann \nTo: Tom\t\nDate: today \nHello\nthere", 3),
        ("From: Ann\r\nTo: Tom,\r\n Kim\r\nDate: today\r\nHello\r\nthere", 4),
        ("---\ntitle: Ferries\n- a\n\n- b\n---\nHello", 5),
        ("---\nHello\n---\nHello", 0),
        ("---\ntitle: Ferries\nHello", 0),
        ("---", 0),
        ("---\n" + "a: b\n" * 200 + "---", 0),
    ],
)
def test_a_header_is_a_run_of_fields_at_the_start(text: str, lines: int) -> None:
    """Three fields and more, without a gap; in front matter one between two lines of dashes."""
    assert find_header(parse(text)) == range(lines)


@pytest.mark.parametrize("header", ["From: Ann\nTo: Tom\nDate: today\n\n", "---\ntitle: a\n---\n"])
def test_white_space_may_stand_before_a_header(header: str) -> None:
    """The lines are counted with the empty block that parsing makes of it."""
    assert find_header(parse(f" \n\n{header}Hello")) == range(1, 4)
    assert find_header(parse("\n\nFrom: Ann\nTo: Tom\n\nHello")) == range(0)


def test_a_header_stays_and_the_same_lines_below_a_story_go() -> None:
    """``Share:`` is a field of a header, and a button elsewhere."""
    fields = "Name: Ferries\nShare: yes\nTweet: no\n"
    assert clean(f"{fields}\n{STORY}\n{STORY}") == f"{fields}\n{STORY}\n{STORY}"
    assert "Share" not in clean(f"{STORY}\n{STORY}\nShare:\nTweet:\nPrint:\n")


FOOT = "Follow us on Facebook and Twitter\n\nSubscribe to our newsletter\n"


@pytest.mark.parametrize(
    "header",
    [
        "From: Ann\nTo: Tom\nSubject: Ferries\n",
        "Von: Ann\nGesendet: heute\nAn: Tom\nBetreff: Boote\n",
        "De: Ann\nPara: Tom\nAsunto: Barcos\n",
        "Metadata-Version: 2.1\nName: ferries\nVersion: 1.0\n",
        "To: Tom\nSubject: Ferries\nDate: today\n",
        "Source: ferries\nSection: harbours\nPriority: optional\nMaintainer: Ann\n",
        "Format: 1.0\nUpstream-Name: ferries\nSource: a.example\n",
    ],
)
def test_a_message_stays_with_its_signature(header: str) -> None:
    """What stands at its end is the sender's; below a story the same is the site's."""
    text = f"{header}\n{STORY}\n{STORY}\n{FOOT}"
    assert is_message(parse(text))
    assert clean(text) == text
    assert "Follow" not in clean(f"{STORY}\n{STORY}\n{FOOT}")


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Title: Ferries\nURL: a.example\nDate: today\n",
        "---\nfrom: Ann\nto: Tom\nsubject: a\n---\n",
        "From: Ann\nTo: Tom\n",
        "Title: Ferries\nSource: Marrow News\nSection: Harbours\n",
        "Title: Ferries\nSource: Marrow News\nLicense: free\n",
        "Title: Ferries\nAuthor: Ann\nSummary: Two a day\n",
        "Title: Ferries\nSubject: Harbours\nDate: today\n",
    ],
)
def test_below_another_header_stands_a_page(header: str) -> None:
    """As in a corpus, where each story has its title and its address above it."""
    text = f"{header}\n{STORY}\n{STORY}\n{FOOT}"
    assert not is_message(parse(text))
    assert "Follow" not in clean(text)
