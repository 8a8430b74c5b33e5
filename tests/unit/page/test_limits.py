"""Pages brought within a parser's limits."""

from __future__ import annotations

from cleantext.page.limits import MOST_DEPTH, limit_page


def test_a_real_page_is_untouched() -> None:
    """A long but flat page comes back as it was."""
    page = "<div><p class='a b'>One <b>two</b></p></div>" * 3_000
    assert limit_page(page) == page


def test_tags_beyond_the_depth_become_line_breaks() -> None:
    """What nests too deep loses its tags, not its text, and the rest keeps its own."""
    page = "<div>" * 10_000 + "deep" + "</div>" * 10_000 + "<p>after"
    limited = limit_page(page)
    assert limited.count("<div>") == limited.count("</div>") == MOST_DEPTH
    assert limited.endswith("<p>after")
    assert "deep" in limited
