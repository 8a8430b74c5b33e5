"""How a command fails: one line on standard error that says what to do, and an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from cleantext.cli.paths import visible
from cleantext.errors import CleantextError, InvalidOption

__all__ = ["counted", "exit_codes", "give_up_output", "interruption_says", "warn"]


class Failure(click.ClickException):
    """What ends the command, with exit code 1: one line for the user."""

    def show(self, file: object = None) -> None:
        """Print the line on standard error."""
        warn(self.message)


class WrongUsage(Failure):
    """The command was asked for what it can't do."""

    exit_code = 2


class Interrupted(Failure):
    """Ctrl-C; the exit code is the shell's for it."""

    exit_code = 130


def warn(message: str) -> None:
    """Print one line on standard error, under the command's name."""
    # Asked for by name: while a progress bar is shown, what is printed there goes above it.
    click.echo(f"cleantext: {visible(message)}", sys.stderr, err=True)


def counted(number: int, noun: str) -> str:
    """A number of things in words.

    >>> counted(1, "document"), counted(2000, "document")
    ('1 document', '2,000 documents')
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def give_up_output() -> None:
    """Let go of what standard output could not take: it would fail again when the process ends."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def exit_codes() -> Iterator[None]:
    """Turn the errors that cleantext raises on purpose into exit code 1, or 2 for wrong usage.

    Ctrl-C becomes 130, as in a shell. Any other error is a bug, and keeps its traceback.
    """
    try:
        yield
    except InvalidOption as error:
        raise WrongUsage(f"error: {error}") from error
    except CleantextError as error:
        raise Failure(f"error: {error}") from error
    except KeyboardInterrupt as error:
        raise Interrupted("interrupted") from error


@contextmanager
def interruption_says(what_is_left: str) -> Iterator[None]:
    """Let Ctrl-C inside say what the interrupted work leaves, and how it goes on."""
    try:
        yield
    except KeyboardInterrupt as error:
        raise Interrupted(f"interrupted; {what_is_left}") from error
