"""Unicode's normalization forms, in linear time."""

import unicodedata

import pytest

from cleantext import jaccard
from cleantext.normal_forms import _MAY_BE_MARKS, Form, normalize
from cleantext.words import tokenize

PILE = "\u0301\u0323" * 500_000


def test_a_run_of_marks_is_seen_at_a_glance() -> None:
    """Every mark is among the characters whose long runs are looked at."""
    marks = [c for c in map(chr, range(0x110000)) if unicodedata.category(c).startswith("M")]
    assert all(map(_MAY_BE_MARKS.fullmatch, marks))


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_normal_forms_are_unicodes(form: Form) -> None:
    """Of short texts and of long ones."""
    text = "a\u030angle ﬁ ½ \u212b \uac01 \u1100\u1161\u11a8 \u0958 e\u0301\u0323 "
    for times in (1, 2000):
        assert normalize(text * times, form) == unicodedata.normalize(form, text * times)


def test_a_pile_of_marks_is_left() -> None:
    """A million marks on one letter, which Python would sort for minutes, stay; the rest not."""
    assert normalize(f"e\u0301 a{PILE} e\u0301", "NFC") == f"é a{PILE} é"


def test_a_pile_of_marks_does_not_hold_up_comparison() -> None:
    """Tokens beside it are found, by words and by kernels."""
    text = f"cafe\u0301 a{PILE} blue"
    assert tokenize(text) == ["café", "a", "blue"]
    assert jaccard(text, "café a blue") == 1.0
