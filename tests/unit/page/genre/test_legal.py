"""What is a licence or a contract, and what only speaks of one."""

from __future__ import annotations

import time

import pytest

from cleantext import clean
from cleantext.page.genre.legal import is_legal

GRANT = (
    "Copyright (c) 2021 Ann Example\n\n"
    "Permission is hereby granted to use, modify and distribute these tide tables, provided that\n"
    "this notice is kept. They come without warranty, and nobody is liable for any damages.\n"
)
REPORT = (
    "The harbour gave an exclusive licence to the Marrow Ferry Company, which may distribute its\n"
    "tickets in all towns of the coast. The agreement was granted for ten years, both parties said."
)
STORY = "The ferry sails twice a day, unless the wind is too strong for it, the harbour said.\n\n"
LEASE = (
    "The landlord lets the flat to the tenant. The tenant shall pay the rent in advance. Either\n"
    "party may end this agreement in writing, without liability for damages, pursuant to section 4."
)


@pytest.mark.parametrize("text", [GRANT, GRANT.upper(), LEASE], ids=["licence", "shouted", "lease"])
def test_a_licence_is_known_by_its_words(text: str) -> None:
    """Whoever grants it, and in whatever case."""
    assert is_legal(text)


@pytest.mark.parametrize(
    "text",
    ["", REPORT, "damages " * 1000, STORY * 40 + GRANT],
    ids=["nothing", "a report", "one word", "a story with its terms"],
)
def test_what_speaks_of_one_is_none(text: str) -> None:
    """It takes several of a lawyer's words, and most of the text must be of them."""
    assert not is_legal(text)


def test_its_rights_stay_and_those_of_a_page_go() -> None:
    """The same line is a part of a licence, and furniture below a story."""
    assert clean(GRANT) == GRANT
    assert clean(f"{STORY * 3}Copyright (c) 2021 Ann Example\n") == f"{STORY * 3}".rstrip() + "\n"


PAGE_OF_TERMS = (
    "Home\nNews\nSport\nWeather\nContact us\nAbout us\n\nShare\n\nTerms\n\n{}\nHelp\nJobs\nLogin\n"
    "Contact us\nAbout us\nSubscribe to our newsletter\n"
)


def test_a_page_of_terms_loses_its_menus() -> None:
    """What stands above and below the terms goes, and nothing within."""
    terms = (
        GRANT.replace("tables, provided that\n", "tables, provided that ")
        + "Share\nTweet\n\n"
        + (LEASE.replace("\n", " ") + "\n")
    )
    cleaned = clean(PAGE_OF_TERMS.format(terms))
    assert terms.strip() in cleaned
    assert not {"News", "Sport", "Jobs", "Subscribe"} & set(cleaned.split())
    assert clean(f"Share\n{terms}Share\n") == f"Share\n{terms}Share\n"  # without a menu, no page


def test_a_large_text_takes_linear_time() -> None:
    """Ten megabytes take a second or so."""
    started = time.process_time()
    is_legal("shall " * 1_700_000)
    assert time.process_time() - started < 10
