"""Letters that are left in a line which lost other bytes."""

from __future__ import annotations

from cleantext import repair


def test_letters_that_ftfy_leaves_are_decoded_beside_what_was_lost() -> None:
    """In a line that lost nothing the result is ftfy's; in one that did, each letter counts."""
    lossy = "Hon gick pÃ¥ vÃ¤gen â€œmed Ã¥renâ€ hela dan."
    assert repair(lossy) == 'Hon gick på vägen "med åren" hela dan.'
    assert repair("pÃ¥ vÃ¤g “x”") == 'pÃ¥ väg "x"'
