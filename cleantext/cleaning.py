"""Floor 2: one document, from text to the story: `clean`, `explain`, and the steps of both.

A text is parsed into blocks; each step of `STEPS` looks at the blocks and returns changes; the
loop here, not the step, applies and records them. The steps run in turn until each of them has
found nothing to change in what is left, which is what makes a second `clean` change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Literal

from cleantext.edits import apply_changes, compose_changes
from cleantext.model import Block, Change, Cleaned
from cleantext.options import check_argument, check_options, documented, option
from cleantext.page import plain, story
from cleantext.page.boilerplate.judgement import find_boilerplate
from cleantext.page.captions.repeated import find_captions
from cleantext.page.profile.site_patterns import SitePatterns
from cleantext.repair import RepairOptions, find_repairs, repair

__all__ = ["STEPS", "CleanOptions", "Settings", "clean", "explain", "run_steps"]


@documented
@dataclass(frozen=True, slots=True, kw_only=True)
class CleanOptions:
    """What `clean` does to a story.

    Raises `InvalidOption` for a value that an option can't have.

    >>> CleanOptions(captions="drop").captions
    'drop'
    """

    repair: RepairOptions | None = option(
        RepairOptions(), "repair characters, as its own options say; None for none", optional=True
    )
    boilerplate: bool = option(True, "remove what belongs to the site and not to the story")
    captions: Literal["collapse", "drop", "keep"] = option(
        "collapse",
        "repeated captions: collapse to the first, drop all captions, or keep them",
        choices=("collapse", "drop", "keep"),
    )

    def __post_init__(self) -> None:
        check_options(self)


@dataclass(frozen=True, slots=True)
class Settings:
    """What a step may ask besides the blocks: the options, and what is known of the site.

    Raises TypeError for what is none of these, before anything is cleaned with it.
    """

    options: CleanOptions
    profile: SitePatterns | None = None
    site: str | None = None
    is_html: bool = False

    def __post_init__(self) -> None:
        check_argument("options", self.options, CleanOptions, "CleanOptions(...)")
        if self.profile is not None:
            described = "a SiteProfile, such as SiteProfile.load(path) reads"
            check_argument("profile", self.profile, SitePatterns, described)
        if self.site is not None:
            check_argument("site", self.site, str, "a str")


def _repair(blocks: Sequence[Block], settings: Settings) -> list[Change]:
    options = settings.options.repair
    return find_repairs(plain.join(blocks), options) if options else []


def _boilerplate(blocks: Sequence[Block], settings: Settings) -> list[Change]:
    if not settings.options.boilerplate:
        return []
    find = story.find_furniture if settings.is_html else find_boilerplate
    return find(blocks, settings.profile, settings.site)


def _captions(blocks: Sequence[Block], settings: Settings) -> list[Change]:
    return find_captions(blocks, settings.options.captions)


Step = Callable[[Sequence[Block], Settings], list[Change]]
STEPS: tuple[tuple[str, Step], ...] = (
    ("repair", _repair),
    ("boilerplate", _boilerplate),
    ("captions", _captions),
)
"""The steps in their order. A new step is a function from blocks to changes, and a line here."""

_TEXT_STEPS = (*STEPS[1:], STEPS[0])
_SELF_RESTING = frozenset({"repair"})
"""Steps that find nothing in what they themselves have made: `find_repairs` goes on until then."""

_DEFAULT = CleanOptions()
# Each pass only repairs or removes, so a text comes to rest in two or three. The bound is for
# hostile input alone: `clean` must end.
_MOST_PASSES = 20


def clean(
    text: str,
    options: CleanOptions = _DEFAULT,
    *,
    profile: SitePatterns | None = None,
    site: str | None = None,
) -> str:
    r"""Make the story out of a scraped text: repaired, without boilerplate and repeated captions.

    ``profile`` is what sites repeat on their pages; its patterns of ``site`` are applied, or of
    all sites where ``site`` is None or not known to it. A text that is fine comes out unchanged,
    but for what the options of repair normalize, and so does the output of `clean`.

    Raises TypeError for a ``text`` that is not a str, and for another argument of a wrong type;
    no str makes it fail. It can be wrong where boilerplate
    reads like prose, or a story like a list of links; `explain` shows why each piece went.

    >>> clean("The countryâs oil.\n\nMore From This Section\n\nIt is the only export it has left.")
    "The country's oil.\n\nIt is the only export it has left."
    """
    settings = _settle(text, options, profile, site)
    repaired = repair(text, options.repair) if options.repair else text
    _, cleaned = run_steps(plain.parse(repaired), _TEXT_STEPS, settings, _reparse, [])
    return plain.join(cleaned)


def explain(
    text: str,
    options: CleanOptions = _DEFAULT,
    *,
    profile: SitePatterns | None = None,
    site: str | None = None,
) -> Cleaned:
    """Do what `clean` does, and show each change: its step, its rule and its place in ``text``.

    The arguments and errors are those of `clean`.

    >>> cleaned = explain("the countryâs oil")
    >>> [(change.step, change.start, change.before) for change in cleaned.changes]
    [('repair', 11, 'â')]
    >>> cleaned.undo()
    'the countryâs oil'
    """
    settings = _settle(text, options, profile, site)
    # Characters come first, and need no lines: those are made once, of what the repairs leave.
    whole = [Block(0, text, "")]
    repairs = _repair(whole, settings)
    changes, cleaned = run_steps(_reparse(whole, repairs), _TEXT_STEPS, settings, _reparse, repairs)
    return Cleaned(plain.join(cleaned), tuple(changes))


def _settle(
    text: str, options: CleanOptions, profile: SitePatterns | None, site: str | None
) -> Settings:
    """The settings, if the arguments are of the right types."""
    if not isinstance(text, str):
        raise TypeError(
            f"clean() takes a str, got {type(text).__name__}: decode bytes with "
            "cleantext.decode(), or give a page's bytes to cleantext.clean_html()"
        )
    return Settings(options, profile, site)


def run_steps(
    blocks: Sequence[Block],
    steps: Sequence[tuple[str, Step]],
    settings: Settings,
    move: Callable[[Sequence[Block], Sequence[Change]], Sequence[Block]],
    repairs: list[Change] | None = None,
) -> tuple[list[Change], Sequence[Block]]:
    """Run the steps until they rest: all changes, in the offsets of the first text; the blocks.

    ``move`` gives the blocks after changes to their text; ``repairs`` are the changes that led to
    the first blocks, where characters were repaired before.
    """
    changes = repairs or []
    at_rest = int(repairs is not None)  # so many of the last steps find nothing in the blocks
    for name, step in islice(cycle(steps), _MOST_PASSES * len(steps)):
        found = step(blocks, settings)
        at_rest += 1
        if found:
            changes = compose_changes(changes, found, plain.join(blocks))
            blocks = move(blocks, found)
            at_rest = int(name in _SELF_RESTING)
        if at_rest == len(steps):
            break
    return changes, blocks


def _reparse(blocks: Sequence[Block], changes: Sequence[Change]) -> Sequence[Block]:
    """Plain text has nothing to carry over, and a repair can make new lines."""
    text = plain.join(blocks)
    return plain.parse(apply_changes(text, changes) if changes else text)
