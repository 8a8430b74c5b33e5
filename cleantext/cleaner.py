"""Floor 3: many documents: `clean` with its options bound, for pools and pipelines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cleantext.cleaning import CleanOptions, Settings, clean
from cleantext.engines.sharing import share
from cleantext.errors import InvalidOption
from cleantext.page.profile.site_patterns import SitePatterns

__all__ = ["Cleaner"]

_CHARACTERS_A_TASK = 100_000
"""So many characters are worth the trip to another process."""
_CHARACTERS_A_WORKER = 500_000
"""Fewer are cleaned before another process has started."""


@dataclass(frozen=True, slots=True)
class Cleaner:
    """`clean` with its options and profile bound: a picklable callable.

    Raises TypeError for an argument of a wrong type.

    >>> Cleaner()("the countryâs oil")
    "the country's oil"
    """

    options: CleanOptions = CleanOptions()
    profile: SitePatterns | None = None

    def __post_init__(self) -> None:
        Settings(self.options, self.profile)  # a wrong one is told here, and not by the first text

    def __call__(self, text: str, *, site: str | None = None) -> str:
        """Clean one text, as `clean` does; raises what `clean` raises."""
        return clean(text, self.options, profile=self.profile, site=site)

    def batch(self, texts: Iterable[str], workers: int = 1) -> list[str]:
        """Clean many texts, on up to ``workers`` processes; their number changes nothing else.

        The calling process is one of them. Half a megabyte for each is the least that is worth
        the start of another. A process that may have no children, as those of
        `multiprocessing.Pool`, does it all.

        Raises `InvalidOption` for fewer workers than one, and TypeError for one text alone, and for
        what is no text, with its place.

        >>> Cleaner().batch(["One.", "Two &amp; three."])
        ['One.', 'Two & three.']
        """
        if isinstance(texts, (str, bytes)):
            raise TypeError("batch() takes a list of texts, not one text; call the Cleaner with it")
        if isinstance(workers, bool) or not isinstance(workers, int) or workers < 1:
            raise InvalidOption(f"workers must be a whole number, at least 1; got {workers!r}")
        texts = list(texts)  # which may come from a generator, and are looked at more than once
        for place, text in enumerate(texts):
            if not isinstance(text, str):
                raise TypeError(f"batch() takes texts; got {type(text).__name__} at index {place}")
        worth = 1 + sum(map(len, texts)) // _CHARACTERS_A_WORKER
        done = share(self._clean_all, list(_cut(texts)), min(workers, worth))
        return [text for cleaned in done for text in cleaned]

    def _clean_all(self, texts: list[str]) -> list[str]:
        return [self(text) for text in texts]


def _cut(texts: Iterable[str]) -> Iterator[list[str]]:
    """The texts in tasks."""
    task: list[str] = []
    size = 0
    for text in texts:
        task.append(text)
        size += len(text)
        if size >= _CHARACTERS_A_TASK:
            yield task
            task, size = [], 0
    if task:
        yield task
