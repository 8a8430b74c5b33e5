"""Floor 5: the command line. A module a command: parse, call, print; nothing is decided here.

Data goes to standard output, messages and progress to standard error. The exit code is 0 when the
work is done, 1 when it failed, 2 for wrong usage, 130 when it was interrupted and 143 when it
was told to end.
"""

from __future__ import annotations

import sys
from io import TextIOWrapper

import click

from cleantext import __version__
from cleantext.cli.commands import CommandGroup
from cleantext.cli.quick_start import leave_quickly

__all__ = ["main"]


@click.group(
    cls=CommandGroup,
    commands_by_module={
        "clean": "Make stories out of scraped pages: a file, a directory or standard input.",
        "explain": "Show what cleaning changes in a document, and why.",
        "dedupe": "Keep one copy of each story of a corpus.",
        "report": "Show what a run of dedupe did, as one HTML page.",
        "learn": "Learn what each site of a corpus repeats on its pages.",
        "bench": "Measure the throughput of each stage on your own data.",
    },
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="'cleantext COMMAND --help' shows the options of a command.",
)
@click.version_option(__version__, "-V", "--version", prog_name="cleantext")
def main() -> None:
    """Clean, unique stories out of scraped news and web pages."""
    # What is written is UTF-8, like all files of a corpus, whatever the machine's own encoding.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    leave_quickly()
