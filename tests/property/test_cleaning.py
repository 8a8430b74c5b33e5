"""Properties of clean: it never raises, comes to rest, and every change can be undone."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from cleantext import CleanOptions, clean, clean_html, explain
from cleantext.cleaning import STEPS, Settings
from cleantext.edits import apply_changes
from cleantext.page.plain import join, parse
from tests.property.strategies import texts
from tests.property.test_edits import assert_well_formed

options = st.builds(CleanOptions, captions=st.sampled_from(["collapse", "drop", "keep"]))


@given(texts, options)
def test_changes_apply_and_undo_exactly(text: str, options: CleanOptions) -> None:
    """Applying the changes to the input gives the output, undoing them gives the input."""
    cleaned = explain(text, options)
    assert apply_changes(text, cleaned.changes) == cleaned.text == clean(text, options)
    assert cleaned.undo() == text
    assert_well_formed(text, list(cleaned.changes))


@given(texts, options)
def test_a_second_clean_changes_nothing(text: str, options: CleanOptions) -> None:
    """The output of clean is clean."""
    once = clean(text, options)
    assert clean(once, options) == once


@given(texts, options)
def test_no_step_finds_anything_in_the_result(text: str, options: CleanOptions) -> None:
    """The loop ends only where each of the steps rests, although it does not run all of them."""
    blocks = parse(clean(text, options))
    assert [step(blocks, Settings(options)) for _, step in STEPS] == [[]] * len(STEPS)


@given(texts)
def test_blocks_are_the_lines_that_hold_something(text: str) -> None:
    """Each line without the white space around it, but for lines of white space alone."""
    lines = [line.strip() for line in text.split("\n")]
    assert [block.text for block in parse(text) if block.text] == list(filter(None, lines))


@given(texts)
def test_parse_and_join_are_inverses(text: str) -> None:
    """A text is its blocks, and blocks that are joined are parsed as they were."""
    blocks = parse(text)
    assert join(blocks) == text
    assert parse(join(blocks)) == blocks


@given(st.one_of(texts, st.text(alphabet="<>/=\"' abpdiv!-&;é\x00\ud800")))
def test_clean_html_never_raises(markup: str) -> None:
    """Any text at all can be given as HTML, and comes out as text."""
    assert isinstance(clean_html(markup), str)


@given(st.binary())
@example(b"\x98\xce\x9d")  # capitals in a codec that has no small letters for them
def test_clean_html_takes_any_bytes(data: bytes) -> None:
    """Any bytes at all can be given as HTML."""
    assert isinstance(clean_html(data), str)
