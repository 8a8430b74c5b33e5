"""Floor 3: another process of this machine, which works together with this one."""

from __future__ import annotations

import pickle
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from cleantext.engines.local import follow_parent

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

__all__ = ["Worker", "WorkerDied", "take"]

Item = TypeVar("Item")
Result = TypeVar("Result")

_AT_ONCE = 2
"""So many items a worker has: it does one, while this process takes the one before from it."""


class WorkerDied(Exception):
    """The process has ended before its work was done."""


class Worker(Generic[Item, Result]):
    """A process that does what is left, from the front, and a thread that talks with it.

    ``left`` has the indices of ``items`` that nobody has taken yet; where one fails, nothing is
    left for others either. The function and the items must be picklable.
    """

    # Why not a ProcessPoolExecutor: it never ends if a process dies after this one has cancelled
    # what it does itself (up to Python 3.11), nor if one dies while it writes a result larger than
    # a pipe holds, as this process, too, can write into the pipe that all of them share. Here
    # each has its own, of which this process has one end: death is the end of what it reads.

    def __init__(
        self, function: Callable[[Item], Result], items: Sequence[Item], left: deque[int]
    ) -> None:
        import multiprocessing  # here: whoever works in one process does not wait for it

        context = multiprocessing.get_context("spawn")  # a fork of a process with threads can hang
        self._done: dict[int, Result] = {}
        self._failure: BaseException | None = None
        self._pipe, its_end = context.Pipe()
        # Daemons, both: this process ends also where a second Ctrl-C keeps `end` from being called.
        self._process = context.Process(target=_serve, args=(its_end,), daemon=True)
        self._process.start()
        its_end.close()
        self._thread = threading.Thread(
            target=self._hand_over, args=(function, items, left), daemon=True
        )
        self._thread.start()

    def wait(self) -> dict[int, Result]:
        """The results by index, as soon as nothing is left.

        Raises what the function has raised in the process, and `WorkerDied`.
        """
        self._thread.join()
        if self._failure is not None:
            raise self._failure
        return self._done

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._thread.join()
        self._process.join()
        self._pipe.close()

    def _hand_over(
        self, function: Callable[[Item], Result], items: Sequence[Item], left: deque[int]
    ) -> None:
        sent: deque[int] = deque()
        try:
            self._send(function)
            for index in take(left.popleft):
                self._send(items[index])
                sent.append(index)
                if len(sent) == _AT_ONCE:
                    self._done[sent.popleft()] = self._receive()
            while sent:
                self._done[sent.popleft()] = self._receive()
        except BaseException as error:  # `wait` raises it
            self._failure = error
            left.clear()

    def _send(self, value: object) -> None:
        with _deaths_told():
            self._pipe.send(value)

    def _receive(self) -> Result:
        with _deaths_told():
            answer = self._pipe.recv()
        result, error = answer
        if error is not None:
            raise error
        return result  # type: ignore[no-any-return]  # the function's, out of the pipe


def take(pop: Callable[[], int]) -> Iterator[int]:
    """Whatever ``pop`` gives, until there is nothing: others may take from the same deque.

    >>> list(take(deque([1, 2]).pop))
    [2, 1]
    """
    with suppress(IndexError):
        while True:
            yield pop()


@contextmanager
def _deaths_told() -> Iterator[None]:
    try:
        yield
    except (EOFError, OSError) as error:
        raise WorkerDied from error


def _serve(pipe: Connection[Any, Any]) -> None:
    """What the process does, until it is killed."""
    follow_parent()
    inbox: SimpleQueue[bytes] = SimpleQueue()
    threading.Thread(target=_read, args=(pipe, inbox), daemon=True).start()
    function = pickle.loads(inbox.get())
    while True:
        answer = _answer(function, pickle.loads(inbox.get()))
        with suppress(OSError):  # the parent has ended, and so will this process
            pipe.send_bytes(answer)


def _read(pipe: Connection[Any, Any], inbox: SimpleQueue[bytes]) -> None:
    """Read beside the work: two processes that both write and do not read would never end."""
    with suppress(EOFError, OSError):
        while True:
            inbox.put(pipe.recv_bytes())


def _answer(function: Callable[[Any], Any], item: object) -> bytes:
    try:
        return pickle.dumps((function(item), None))
    except BaseException as error:
        error.add_note("In another process:\n" + "".join(traceback.format_exception(error)))
        return pickle.dumps((None, error))
