"""Floor 3: many documents: `clean` with its options bound, for pools and pipelines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cleantext.cleaning import CleanOptions, clean
from cleantext.engines import local
from cleantext.errors import InvalidOption
from cleantext.page.profile import SitePatterns

__all__ = ["Cleaner"]

_TEXTS_A_TASK = 64  # enough to make the trip to another process worth it


@dataclass(frozen=True, slots=True)
class Cleaner:
    """`clean` with its options and profile bound: a picklable callable.

    >>> Cleaner()("the countryâs oil")
    "the country's oil"
    """

    options: CleanOptions = CleanOptions()
    profile: SitePatterns | None = None

    def __call__(self, text: str, *, site: str | None = None) -> str:
        """Clean one text, as `clean` does; raises what `clean` raises."""
        return clean(text, self.options, profile=self.profile, site=site)

    def batch(self, texts: Sequence[str], workers: int = 1) -> list[str]:
        """Clean many texts, on ``workers`` processes; the result does not depend on their number.

        Raises `InvalidOption` for fewer than one worker, and TypeError for one text alone.

        >>> Cleaner().batch(["One.", "Two &amp; three."])
        ['One.', 'Two & three.']
        """
        if isinstance(texts, (str, bytes)):
            raise TypeError("batch() takes a list of texts, not one text; call the Cleaner with it")
        if workers < 1:
            raise InvalidOption(f"workers must be at least 1; got {workers!r}")
        tasks = [
            list(texts[start : start + _TEXTS_A_TASK])
            for start in range(0, len(texts), _TEXTS_A_TASK)
        ]
        done = local.run(self._clean_all, tasks, workers)
        return [text for cleaned in done for text in cleaned]

    def _clean_all(self, texts: list[str]) -> list[str]:
        return [self(text) for text in texts]
