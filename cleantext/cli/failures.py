"""How a command fails: one line on standard error that says what to do, and an exit code."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import click

from cleantext.cli.paths import visible
from cleantext.errors import CleantextError, InvalidOption

__all__ = ["counted", "exit_codes", "give_up_output", "interruption_says", "warn"]

_A_MOMENT = 0.01
"""Seconds after which a signal is heeded that came at a bad time."""


class Failure(click.ClickException):
    """What ends the command, with exit code 1: one line for the user."""

    def show(self, file: object = None) -> None:
        """Print the line on standard error."""
        warn(self.message)


class WrongUsage(Failure):
    """The command was asked for what it can't do."""

    exit_code = 2


class Terminated(KeyboardInterrupt):
    """SIGTERM, by which containers and schedulers end a process: it ends as at Ctrl-C."""


class Interrupted(Failure):
    """Ctrl-C; the exit code is the shell's for it."""

    exit_code = 128 + signal.SIGINT


class Ended(Failure):
    """SIGTERM; the exit code is the shell's for it."""

    exit_code = 128 + signal.SIGTERM


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

    So does a lack of memory. Ctrl-C becomes 130, as in a shell, and SIGTERM 143. Any other error is
    a bug, and keeps its traceback.
    """
    try:
        with _termination_heard():
            yield
    except InvalidOption as error:
        raise WrongUsage(f"error: {error}") from error
    except CleantextError as error:
        raise Failure(f"error: {error}") from error
    except MemoryError as error:
        raise Failure("error: out of memory: each document must fit into it") from error
    except KeyboardInterrupt as error:
        raise _failure_of(error) from error


@contextmanager
def _termination_heard() -> Iterator[None]:
    """Let SIGTERM raise `Terminated` inside, unless somebody else heeds it; a second ends all."""

    def terminate(number: int, frame: FrameType | None) -> None:
        if _is_importing(frame):
            again = threading.Timer(_A_MOMENT, signal.raise_signal, (number,))
            again.daemon = True
            again.start()
            return
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        # Ctrl-C is told to all processes of a terminal, and SIGTERM to this one alone.
        # That module may not be loaded, or be on its way in: then there is no other process yet.
        find_started = getattr(sys.modules.get("multiprocessing"), "active_children", list)
        for process in find_started():
            process.terminate()
        raise Terminated

    is_main = threading.current_thread() is threading.main_thread()
    if not is_main or signal.getsignal(signal.SIGTERM) is not signal.SIG_DFL:
        yield
        return
    signal.signal(signal.SIGTERM, terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _is_importing(frame: FrameType | None) -> bool:
    """Whether a module is on its way in: Python swallows an exception in the midst of that."""
    while frame is not None and not frame.f_code.co_filename.startswith("<frozen importlib"):
        frame = frame.f_back
    return frame is not None


@contextmanager
def interruption_says(what_is_left: str) -> Iterator[None]:
    """Let Ctrl-C and SIGTERM inside say what the work leaves, and how it goes on."""
    try:
        yield
    except KeyboardInterrupt as error:
        raise _failure_of(error, f"; {what_is_left}") from error


def _failure_of(error: KeyboardInterrupt, what_is_left: str = "") -> Failure:
    if isinstance(error, Terminated):
        return Ended(f"terminated{what_is_left}")
    return Interrupted(f"interrupted{what_is_left}")
