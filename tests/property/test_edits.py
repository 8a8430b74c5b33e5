"""Properties of changes: applied, undone, composed."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleantext.edits import Change, apply_changes, compose_changes, undo_changes
from tests.property.strategies import changes_of


@given(st.data(), st.text(alphabet="abc\n", max_size=30))
def test_apply_and_undo_are_inverses(data: st.DataObject, text: str) -> None:
    """Undoing changes gives back exactly the text they were applied to."""
    changes = data.draw(changes_of(text))
    assert undo_changes(apply_changes(text, changes), changes) == text


@given(st.data(), st.text(alphabet="abc\n", max_size=30))
def test_composition_is_one_change_after_the_other(data: st.DataObject, text: str) -> None:
    """Composed changes do what the two lists do in turn, in the offsets of the first text."""
    first = data.draw(changes_of(text))
    middle = apply_changes(text, first)
    second = data.draw(changes_of(middle))
    composed = compose_changes(first, second, middle)
    assert apply_changes(text, composed) == apply_changes(middle, second)
    assert undo_changes(apply_changes(text, composed), composed) == text
    assert_well_formed(text, composed)


def assert_well_formed(text: str, changes: list[Change]) -> None:
    """Sorted, not overlapping, each says truly what stood there, and none does nothing."""
    end = 0
    for change in changes:
        assert end <= change.start <= change.end <= len(text)
        assert text[change.start : change.end] == change.before
        assert change.before != change.after
        end = change.end
