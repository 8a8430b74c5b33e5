"""What holds of lost characters in any text."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from cleantext.edits import apply_changes, undo_changes
from cleantext.repair.leftovers import leave_plain_ascii
from cleantext.repair.lossy.evidence import Evidence
from cleantext.repair.lossy.questions import has_bytes_as_questions
from cleantext.repair.lossy.restoration import find_lossy
from cleantext.repair.lossy.scars import read_marks
from cleantext.repair.lossy.shortened import narrow
from cleantext.repair.lossy.suspicion import may_have_scars
from cleantext.repair.screen import may_be_lossy, may_leave_lossy

PIECES = st.sampled_from(
    [
        *"â Ã Â € � ? ' \" “ ” ‘ ’ – — … . , ! ( ) \n \r 1 9 a A s t é".split(" "),
        " ", "???", "ï¿½", "â€", "â€?", "â€™", "â??", "Ã¢", "Ã©", "â¦", "â¢", "€™", "€œ", "&#-99;",
        "château", "gâte", "âge", "hâ", "donât", "crewâs", "What???", "5€", "€“", "€?",
        "don", "the crew", "We have", "said", "and", "of the ship", "Gît", "l", "homme", "10",
        "\x80", "\x9d", "\xa0", "\ud800",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))
MARKS = "’‘“”–—…"
WORDS = st.sampled_from("the crew said that they were not on a ship of their own yet".split())
GOOD = st.lists(st.one_of(WORDS, st.sampled_from(MARKS)), min_size=1, max_size=30).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(TEXTS, st.booleans())
def test_changes_apply_and_undo_and_never_overlap(text: str, curly: bool) -> None:
    """On any text the changes are sorted, of the text itself, and can be undone."""
    changes = find_lossy(text, curly=curly)
    done = 0
    for change in changes:
        assert done <= change.start < change.end
        assert text[change.start : change.end] == change.before != change.after
        done = change.end
    assert undo_changes(apply_changes(text, changes), changes) == text


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_a_text_comes_to_rest(text: str) -> None:
    """Restoring again and again ends: each round leaves fewer scars than it found."""
    for _ in range(len(text) + 2):
        changes = find_lossy(text)
        if not changes:
            return
        text = apply_changes(text, changes)
    raise AssertionError("it goes on changing")


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_the_screen_misses_nothing(text: str) -> None:
    """Where the screen sees nothing there is no scar."""
    if not may_be_lossy(text):
        assert not any(mark.kind for mark in read_marks(text).marks)


@settings(max_examples=100, deadline=None)
@given(GOOD)
def test_good_marks_are_left(text: str) -> None:
    """Text that lost nothing is not changed, however odd its marks."""
    assert find_lossy(text) == []


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_a_reading_has_a_place_for_each_mark(text: str) -> None:
    """The marks of a reading are in order, and each has its place in the skeleton."""
    reading = read_marks(text)
    places = [mark.at for mark in reading.marks]
    assert places == sorted(set(places))
    assert all(place < len(reading.skeleton) for place in places)


@given(TEXTS)
def test_what_plain_ascii_leaves_shows_every_scar_but_question_marks(text: str) -> None:
    """A text is looked at for what it lost only if the little that is not ASCII in it allows it."""
    if may_be_lossy(text):
        assert "???" in text or may_leave_lossy(leave_plain_ascii(text))


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_the_closer_look_misses_nothing(text: str) -> None:
    """Where nothing is suspicious, no scar is worth a question what it was."""
    if not (may_be_lossy(text) and may_have_scars(text)):
        reading = narrow(read_marks(text, questions=has_bytes_as_questions(text)))
        evidence = Evidence(reading)
        assert not any(evidence.may_be_damage(mark) for mark in reading.marks)


@given(TEXTS)
def test_question_marks_count_by_the_line(text: str) -> None:
    """Lines without a question mark change nothing, wherever they stand."""
    if len(text) < 300:  # in a long text it counts how much there is between questions
        among = "\n".join(["No question.", text.replace("\n", "\nNone here.\n"), "None."])
        assert has_bytes_as_questions(among) == has_bytes_as_questions(text)
