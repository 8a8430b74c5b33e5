"""What of a letter looks like the surroundings of a story."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleantext.page.boilerplate.letter import HEAD_LINES, find_letter
from cleantext.page.features import normalize_phrase
from tests.unit.page.boilerplate.described import LONG, describe

HEAD = ["3 Mill Lane", "Valley Bridge", "7 May"]


@pytest.mark.parametrize(
    ("salutation", "closing"),
    [
        ("Dear Mrs Example,", "Yours sincerely"),
        ("Dear Sir or Madam:", "Kind regards"),
        ("Sehr geehrte Frau Beispiel,", "Mit freundlichen Grüßen"),
        ("Chère Madame,", "Cordialement"),
        ("Estimado señor Ejemplo:", "Atentamente"),
        ("Szanowna Pani,", "Z poważaniem"),
        ("Уважаемая Анна!", "С уважением"),
        ("Bästa Anna,", "Med vänliga hälsningar"),
        ("Kære fru Eksempel,", "Med venlig hilsen"),
    ],
)
def test_address_date_and_name_are_the_letters(salutation: str, closing: str) -> None:
    """What stands above the salutation and below the closing, in several languages."""
    page = describe([*HEAD, salutation, LONG, closing, "Tom Example", "Mill Office"])
    assert find_letter(page) == {0, 1, 2, 3, 5, 6, 7}


def test_both_are_needed_in_their_order() -> None:
    """A salutation alone may open a column, a closing alone end one."""
    assert find_letter(describe([*HEAD, "Dear Ann,", LONG, "Tom"])) == set()
    assert find_letter(describe([*HEAD, LONG, "Yours sincerely", "Tom"])) == set()
    assert find_letter(describe(["Yours sincerely", "Tom", LONG, "Dear Ann,"])) == set()
    assert find_letter(describe([*HEAD, "Dear friends of the mill", LONG, "Regards"])) == set()


def test_a_closing_is_no_salutation() -> None:
    """One begins with a word that letters in Dutch open with."""
    lines = [*HEAD, LONG, "Beste Grüße,", "Tom", LONG, "Viele Grüße", "Ann"]
    page = replace(describe(lines), phrases=[normalize_phrase(line) for line in lines])
    assert find_letter(page) == set()


def test_what_sites_have_is_not_the_letters() -> None:
    """Up to the first long line, phrase or entry of a menu; and no more lines than a head has."""
    lines = [
        "Town",
        *["Mill Lane"] * HEAD_LINES,
        "Dear Ann,",
        LONG,
        "Regards",
        "Tom",
        "Home",
        "Bob",
    ]
    assert find_letter(describe(lines)) == {*range(1, 9), 10, 11}
    page = describe(["Old", "Share this", *HEAD, "Dear Ann,", LONG, "Regards", LONG])
    assert find_letter(replace(page, kinds={1: "share"})) == {2, 3, 4, 5, 7}
