"""Flags that several commands have, spelled once."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleantext.cli.paths import PATH

if TYPE_CHECKING:
    from cleantext.profiles import SiteProfile

__all__ = [
    "all_workers",
    "date_field",
    "html_input",
    "id_field",
    "load_profile",
    "output",
    "overwrite",
    "patterns",
    "profile",
    "site",
    "text_field",
    "url_field",
    "workers",
]

Function = Callable[..., Any]

_SHOWN_SITES = 5

profile = click.option(
    "--profile",
    "profile_path",
    type=PATH,
    metavar="FILE",
    help="What each site repeats on its pages; 'cleantext learn' makes it.",
)
html_input = click.option(
    "--html", "is_html", is_flag=True, help="Take a text or standard input for an HTML page."
)


def _field(name: str, held: str) -> Callable[[Function], Function]:
    """The flag for the field of a record that holds its text, its id ..."""
    return click.option(
        f"--{name}-field",
        default=name,
        show_default=True,
        metavar="NAME",
        help=f"The field of a record that holds its {held}.",
    )


text_field = _field("text", "text")
id_field = _field("id", "id")
url_field = _field("url", "address, which tells its site")
date_field = _field("date", "date, for --keep earliest and --expire")


def _check_site(context: click.Context, parameter: click.Parameter, site: str | None) -> str | None:
    if site is not None and (not site or "/" in site):
        raise click.BadParameter("a site's name is not empty and has no '/'")
    return site


def load_profile(path: Path | None, site: str | None = None) -> SiteProfile | None:
    """The profile that was named, if one was.

    Raises `UsageError` for a site without a profile, which alone knows of sites, and for one that
    the profile does not know: a slip would leave all as it is, or remove other sites' lines.
    """
    if path is None:
        if site is not None:
            raise click.UsageError("--site says whose patterns of a profile apply: give --profile")
        return None
    from cleantext.profiles import SiteProfile

    profile = SiteProfile.load(path)
    if site is not None and profile.sites and site not in profile.sites:
        known = ", ".join(sorted(profile.sites)[:_SHOWN_SITES])
        more = " ..." if len(profile.sites) > _SHOWN_SITES else ""
        raise click.UsageError(f"the profile {path} knows no site {site!r}; it knows {known}{more}")
    return profile


site = click.option(
    "--site",
    metavar="NAME",
    callback=_check_site,
    help="Take all documents for pages of one site with this name.",
)


def _workers(count: int, shown: bool | str, shared: str) -> Callable[[Function], Function]:
    return click.option(
        "--workers",
        type=click.IntRange(min=1),
        default=count,
        show_default=shown,
        metavar="N",
        help=f"How many {shared}; the result is the same.",
    )


def _count_cores() -> int:
    """The cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


workers = _workers(1, True, "processes share the files of a directory, or the records of a file")
all_workers = _workers(_count_cores(), "one a core", "threads or processes share the work")
overwrite = click.option(
    "--overwrite", is_flag=True, help="Replace what is there already once the new is whole."
)


def _check_output(context: click.Context, parameter: click.Parameter, path: Path) -> Path:
    if path == Path("-"):
        raise click.BadParameter("this command writes no standard output; './-' is such a file")
    return path


def output(
    metavar: str, help_text: str, *, is_optional: bool = False
) -> Callable[[Function], Function]:
    """Give a command its ``-o``, which says where the result goes.

    If it ``is_optional``, the result can go to standard output, too.
    """
    return click.option(
        "-o",
        "--output",
        "destination",
        type=PATH,
        metavar=metavar,
        required=not is_optional,
        callback=None if is_optional else _check_output,
        help=help_text,
    )


def patterns(command: Function) -> Function:
    """Give a command the flags that say which files of the source are read."""
    include = click.option(
        "--include",
        multiple=True,
        metavar="PATTERN",
        help="Read only files whose path matches, such as '*.txt'; may be repeated.",
    )
    exclude = click.option(
        "--exclude",
        multiple=True,
        metavar="PATTERN",
        help="Leave out files whose path matches; may be repeated.",
    )
    return include(exclude(command))
