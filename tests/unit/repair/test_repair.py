"""The room's door: what it takes, what it loads, how it composes, how long it takes."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from cleantext.edits import apply_changes
from cleantext.repair import RepairOptions, find_repairs, repair


def test_bytes_are_refused() -> None:
    """The error says what to call instead."""
    with pytest.raises(TypeError, match=r"takes a str, got bytes: .* cleantext\.decode\(\)"):
        repair(b"caf\xc3\xa9")  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(TypeError, match=r"takes a str, got bytes"):
        find_repairs(b"caf\xc3\xa9")  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize("text", ["plain", "caf\N{LATIN SMALL LETTER E WITH ACUTE}"])
def test_options_of_another_kind_are_refused(text: str) -> None:
    """A mistake with the options shows with every text, not with the first that needs them."""
    for function in (repair, find_repairs):
        with pytest.raises(TypeError, match=r"options must be RepairOptions\(...\); got None"):
            function(text, None)  # type: ignore[arg-type]  # wrong on purpose


def test_plain_ascii_loads_nothing() -> None:
    """Text that is plain ASCII is fine before ftfy, regex, NumPy or Arrow are imported."""
    code = (
        "import sys; from cleantext.repair import find_repairs, repair; "
        "assert not find_repairs('Fine?') and repair('Fine, is it?\\n') == 'Fine, is it?\\n'; "
        "print(sorted({'ftfy', 'regex', 'numpy', 'pyarrow', 'numba'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\x00", "a\nb\n"])
def test_small_texts(text: str) -> None:
    """Nothing, white space and a control are repaired like other texts."""
    assert apply_changes(text, find_repairs(text)) == repair(text) == text.replace("\x00", "")


def test_offsets_are_in_the_input() -> None:
    """After several lines and steps, each change still has its place in the text given."""
    text = "Fine.\nCafé &amp; thÃ© “hot”\r\nFine."
    changes = find_repairs(text)
    assert all(text[change.start : change.end] == change.before for change in changes)
    assert [change.rule for change in changes] == [
        "entity",
        "mojibake:utf8-as-latin-1",
        "quote",
        "quote",
        "line-break",
    ]


def test_a_damage_upon_a_damage_has_both_rules() -> None:
    """A curly quote that was mojibake, and is then made straight, says both."""
    (change,) = find_repairs("donâ€™t")
    assert change.rule == "mojibake:utf8-as-cp1252+quote"


def test_good_lines_are_not_touched_by_bad_ones() -> None:
    """A line is its own context: mojibake in one says nothing about another."""
    text = "Ça vaut 5 € – à peine\nCafÃ©\nÀ Â demain"
    assert repair(text) == "Ça vaut 5 € – à peine\nCafé\nÀ Â demain"


def test_curly_quotes_may_stay() -> None:
    """With ``uncurl_quotes`` off, repaired quotes are curly, and good ones stay."""
    assert repair("“Yes” â€œnoâ€\x9d", RepairOptions(uncurl_quotes=False)) == "“Yes” “no”"


def test_repairs_that_bring_new_lines_are_taken_to_the_end() -> None:
    """What was one line for the first look is two for the second, and is repaired as two."""
    text = "a < b\rFish &amp; chips"
    assert repair(text) == "a < b\nFish & chips"
    assert repair(repair(text)) == repair(text)


_LONG = 300_000


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" * 1_000_000, id="a megabyte on one line"),
        pytest.param("&" * _LONG, id="ampersands"),
        pytest.param("&" + "amp;" * (_LONG // 4), id="entities in entities"),
        pytest.param("#39;s " * (_LONG // 6), id="entities without ampersand"),
        pytest.param("Ã©" * (_LONG // 2), id="mojibake"),
        pytest.param("Ã©¢¢" * (_LONG // 4), id="mojibake that unlocks mojibake"),
        pytest.param("À\x80" * (_LONG // 2), id="NULs in two bytes"),
        pytest.param("í\xa0½í¸\x80" * (_LONG // 6), id="surrogates in UTF-8"),
        pytest.param("\x1b[" * (_LONG // 2), id="terminal escapes"),
        pytest.param("\x1b[" + "1;" * (_LONG // 2), id="a terminal escape without end"),
        pytest.param("a" + "\u0301\u0323" * (_LONG // 2), id="marks on one letter"),
        pytest.param("“a” " * (_LONG // 4), id="quotes"),
        pytest.param("\ud800" * _LONG, id="surrogates"),
        pytest.param("Γ©" * (_LONG // 2), id="Greek letters and signs"),
        pytest.param("é”a" * (_LONG // 3), id="bad and no mojibake"),
        pytest.param("x\n" * 100_000 + "Ã©\n" * 20_000, id="many lines"),
        pytest.param("a\r" * 100_000, id="many carriage returns"),
    ],
)
def test_hostile_texts_take_linear_time(text: str) -> None:
    """On one line of this length, any quadratic step would take minutes."""
    started = time.process_time()
    repair(text, RepairOptions(lossy=False))
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "line", ["%dlâ homme' item\n", "%dlâhomme' dit\n", "%dlâhomme ‘ x\n", '"’ )\na$%d\ngoâ, é \n']
)
def test_marks_that_show_each_other_without_end_hold_up_no_other_repair(line: str) -> None:
    """Where each mark that is restored changes what another must be, all else is repaired.

    What was lost from the other lines is restored, or left as it is.
    """
    text = "".join(line % number for number in range(200))
    damage = "\nMÃ¼ller's caf&eacute; \x00 \ud800\r\nWait &acirc;&brvbar; for â€œhimâ€\n"
    repaired = repair(text + damage)
    assert "\nMüller's café  \ufffd\n" in repaired
    assert repaired.endswith(("Wait &acirc;&brvbar; for â€œhimâ€\n", 'Wait … for "him"\n'))
    assert repair(repaired) == repaired
    assert apply_changes(text + damage, find_repairs(text + damage)) == repaired
