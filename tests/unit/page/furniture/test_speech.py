"""Lines that mention a phrase of the catalogue."""

from __future__ import annotations

import time

import pytest

from cleantext import clean
from cleantext.page.furniture.speech import only_mentions

SAID = [
    '"Share this with me," she said, and broke the bread.',
    "“Follow us on foot,” said the guide, who knew the way.",
    "'Join us on Monday,' the card said.",
    "„Folgen Sie uns auf den Berg“, sagte der Führer.",
    "«Partager sur la route, dit-il, c'est tout.»",
    "« Suivez-nous sur le pont », dit le guide.",
    "— Поделитесь ссылкой, — сказал сторож.",
    "—Comparte en casa lo que tengas —dijo Ana.",
    "「記事をシェアして」と彼は言った。",
    "Share: what of the catch each man of the crew gets.",
]
FURNITURE = [
    "Share this with your friends",
    "• Follow us on Facebook",
    "« Partager sur Facebook",
    "— Suivez-nous sur Facebook",
    "Share: Facebook, Twitter, WhatsApp",
    "Like this: Like Loading...",
]
NIGHT = "The lights of the harbour went out one after the other, and the bell rang as it does."


@pytest.mark.parametrize("line", SAID)
@pytest.mark.parametrize("length", [1, 9])
def test_what_is_said_stays(line: str, length: int) -> None:
    """Speech begins with a mark; no beginning of the catalogue is certain there."""
    paragraph = " ".join([NIGHT] * length)
    story = f"{paragraph}\n\n{line}\n\nThen they rowed home. {paragraph}"
    assert line[1:12] in clean(story)  # the mark itself is straightened


@pytest.mark.parametrize("line", FURNITURE)
def test_what_a_site_says_goes(line: str) -> None:
    """Bullets and arrows before a line make no speech of it."""
    assert clean(f"{NIGHT}\n\n{line}\n\nThen they rowed home in the rain, and slept.") == (
        f"{NIGHT}\n\nThen they rowed home in the rain, and slept."
    )


def test_rights_go_with_a_quoted_name() -> None:
    """The name that a site protects stands in quotation marks."""
    assert not only_mentions('"The Valley News" is a trademark. All rights reserved.', "copyright")


def test_a_long_line_takes_linear_time() -> None:
    """What is made to be slow is not."""
    started = time.process_time()
    for line in ("« " + "a. " * 100_000, "— " + "a " * 100_000, "a: " + "b " * 100_000):
        assert not only_mentions(line, "share")
    assert time.process_time() - started < 1
