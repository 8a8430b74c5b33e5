"""The command ``cleantext explain``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import click
from rich.console import Console

from cleantext.cleaning import CleanOptions
from cleantext.cleaning import explain as explain_text
from cleantext.cli import shared_flags
from cleantext.cli.failures import warn
from cleantext.cli.flags import SectionedCommand, options_from_flags
from cleantext.cli.markup import Piece, pieces_of, print_pieces, print_reasons
from cleantext.cli.paths import PATH
from cleantext.cli.reasons import Reason, Reasons
from cleantext.cli.streams import STANDARD, format_of, read_bytes, read_page, standard_output
from cleantext.errors import CorpusError
from cleantext.model import BlockReport, Change
from cleantext.page_cleaning import explain_html
from cleantext.repair.decoding.decode import decode

__all__ = ["explain"]


@click.command(cls=SectionedCommand)
@click.argument("file", type=PATH)
@click.option(
    "--json", "as_json", is_flag=True, help="Print JSON lines: a change each, or a block of HTML."
)
@shared_flags.html_input
@shared_flags.profile
@shared_flags.site
@options_from_flags(CleanOptions, "options")
def explain(
    file: Path,
    as_json: bool,
    is_html: bool,
    profile_path: Path | None,
    site: str | None,
    options: CleanOptions,
) -> None:
    """Show what 'clean' changes in FILE, and why.

    FILE is a text or an HTML page ('-' for standard input). Removed text is red and struck
    through, added text green; the step and the rule that did it stand in the margin. A list of the
    rules comes last, with a count of changes for each; a rule that is too long for the margin has
    its number there (#3). Of an HTML page each block is shown, with the reason it was left out;
    why a page gives no text is said as 'clean' says it.
    """
    profile = shared_flags.load_profile(profile_path, site)
    kind = _kind(file, is_html)
    if kind == "html":
        page = explain_html(read_page(file), options, profile=profile, site=site)
        with standard_output():
            _show_json(page.blocks) if as_json else _show_blocks(page.blocks)
        if page.reason:
            warn(page.reason)
        return
    text = decode(read_bytes(file))
    changes = explain_text(text, options, profile=profile, site=site).changes
    with standard_output():
        _show_json(changes) if as_json else _show_changes(text, changes)


def _kind(file: Path, is_html: bool) -> str:
    if file == STANDARD:
        return "html" if is_html else "text"
    kind = format_of(file).kind
    if kind not in ("text", "html"):
        raise CorpusError(
            f"{file} holds many documents, and explain shows one: give the text of a record on "
            "standard input"
        )
    return "html" if is_html else kind


def _show_json(rows: Iterable[Change | BlockReport]) -> None:
    for row in rows:
        click.echo(json.dumps(asdict(row), ensure_ascii=False))


def _show_changes(text: str, changes: tuple[Change, ...]) -> None:
    edits = [(Reason(each.step, each.rule), each.before, each.after) for each in changes]
    _show(pieces_of(text, changes), Reasons(edits), "Nothing to change.")


def _show_blocks(blocks: tuple[BlockReport, ...]) -> None:
    removed = [(Reason("", block.reason), block.text, "") for block in blocks if not block.kept]
    _show(_block_pieces(blocks), Reasons(removed), "Nothing to remove.")


def _block_pieces(blocks: tuple[BlockReport, ...]) -> Iterator[Piece]:
    for block in blocks:
        state = "kept" if block.kept else "removed"
        yield Piece(f"{block.text}\n", state, None if block.kept else Reason("", block.reason))
        yield Piece("\n", "kept")


def _show(pieces: Iterable[Piece], reasons: Reasons, none: str) -> None:
    """Print a document with its changes, and a count of them by rule, the largest removal first."""
    console = Console(highlight=False)
    print_pieces(pieces, reasons, console)
    console.print()
    if reasons.rows:
        print_reasons(reasons, console)
    else:
        console.print(none)
