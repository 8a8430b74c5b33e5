"""How a command fails: one line on standard error that says what to do, and an exit code."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from functools import partial
from types import FrameType

import click

from cleantext.cli.paths import visible
from cleantext.errors import CleantextError, InvalidOption

__all__ = ["counted", "exit_codes", "give_up_output", "interruption_says", "warn"]

_A_MOMENT = 0.01
"""Seconds after which a signal is heeded that came at a bad time."""
_BY_LLVM = "_raw_object_cache"
"""How the names begin of what llvmlite lets LLVM call (llvmlite.binding.executionengine)."""
_Frame = FrameType | None


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
        with _signals_heard():
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
def _signals_heard() -> Iterator[None]:
    """Let SIGTERM raise `Terminated` inside, unless somebody else heeds it; a second ends all.

    It, and Ctrl-C, wait where Python would swallow what they raise.
    """
    usual = (
        (signal.SIGTERM, signal.SIG_DFL, _terminate),
        (signal.SIGINT, signal.default_int_handler, signal.default_int_handler),
    )
    is_main = threading.current_thread() is threading.main_thread()
    with ExitStack() as stack:
        for number, before, heed in usual:
            if is_main and signal.getsignal(number) == before:
                signal.signal(number, partial(_heed, heed, _list_frames(sys._getframe())))
                stack.callback(signal.signal, number, before)
        yield


def _list_frames(frame: _Frame) -> list[FrameType]:
    """A frame and all that it was called from."""
    frames = []
    while frame is not None:
        frames.append(frame)
        frame = frame.f_back
    return frames


def _heed(
    heed: Callable[[int, _Frame], object],
    around: Sequence[FrameType],
    number: int,
    frame: _Frame,
) -> None:
    if not _is_swallowed(frame, around):
        heed(number, frame)
        return
    again = threading.Timer(_A_MOMENT, _tell_main_thread, (number,))
    again.daemon = True
    again.start()


def _tell_main_thread(number: int) -> None:
    main = threading.main_thread().ident
    if main is not None and hasattr(signal, "pthread_kill"):
        signal.pthread_kill(main, number)  # so that it wakes, whatever it waits for
    else:
        signal.raise_signal(number)


def _terminate(number: int, frame: _Frame) -> None:
    signal.signal(number, signal.SIG_DFL)
    # Ctrl-C is told to all processes of a terminal, and SIGTERM to this one alone.
    # That module may not be loaded, or be on its way in: then there is no other process yet.
    find_started = getattr(sys.modules.get("multiprocessing"), "active_children", list)
    for process in find_started():
        process.terminate()
    raise Terminated


def _is_swallowed(frame: _Frame, around: Sequence[FrameType]) -> bool:
    """Whether Python may swallow an exception here: a module, or a kernel, is on its way in.

    A kernel from its cache is asked for by LLVM, which knows nothing of exceptions. What the
    command itself was called from (``around``) may be a module on its way in, too.
    """
    while frame is not None and frame not in around:
        code = frame.f_code
        if code.co_filename.startswith("<frozen importlib") or code.co_name.startswith(_BY_LLVM):
            return True
        frame = frame.f_back
    return False


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
