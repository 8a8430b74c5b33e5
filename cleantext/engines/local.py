"""Floor 3: the processes and threads of this machine."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from itertools import chain, islice
from typing import Any, TypeVar

from cleantext.errors import CleantextError

__all__ = [
    "explain_death",
    "follow_parent",
    "interrupts_held",
    "may_have_children",
    "run",
    "run_in_threads",
]

_ENDING = (signal.SIGINT, signal.SIGTERM)
Item = TypeVar("Item")
Result = TypeVar("Result")


def run(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    workers: int,
    *,
    ahead: int | None = None,
) -> Generator[Result, None, None]:
    """Give ``function(item)`` for each item, in order, on up to ``workers`` processes.

    With one worker, or one item, everything runs in this process, and in one that may have no
    children (`may_have_children`). Otherwise processes are
    spawned (a fork of a process with threads can hang), so ``function`` and the items must be
    picklable. With ``ahead`` no more than so many items are taken that are not done, or whose
    results nobody asked for yet: then there may be more of them than memory holds. Whatever
    ``function`` raises is raised here, at its place in the order. Raises `CleantextError` if a
    process dies.

    >>> list(run(len, ["a", "bc"], workers=1))
    [1, 2]
    """
    left = iter(items)
    first = list(islice(left, 2)) if workers > 1 else []
    left = chain(first, left)
    if len(first) <= 1 or not may_have_children():
        yield from map(function, left)
        return
    # Loaded here: most work needs no processes, and whoever starts it does not wait for them.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=follow_parent,
    )
    try:
        # Not the pool's own map: it gives up what it waits for at Ctrl-C, which those that the
        # signal ended are just being told of, and a thread of the pool ends with a traceback.
        tasks: deque[Future[Result]] = deque()
        while True:
            free = None if ahead is None else ahead - len(tasks)
            taken = list(islice(left, free))
            with interrupts_held():
                tasks.extend(pool.submit(function, item) for item in taken)
            if not tasks:
                return
            yield tasks.popleft().result()
    except BrokenProcessPool as error:
        raise explain_death(workers) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def run_in_threads(
    function: Callable[[Item], Result], items: Sequence[Item], workers: int
) -> Iterator[Result]:
    """Give ``function(item)`` for each item, in order, from up to ``workers`` threads.

    It is for work that leaves Python to itself: kernels, reading and writing. The first error
    that an item raises is raised here.

    >>> list(run_in_threads(len, ["a", "bc"], workers=2))
    [1, 2]
    """
    if workers <= 1 or len(items) <= 1:
        yield from map(function, items)
        return
    pool = ThreadPoolExecutor(min(workers, len(items)))
    try:
        yield from pool.map(function, items)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def explain_death(workers: int) -> CleantextError:
    """The error for a process that died, with what may be the cause."""
    return CleantextError(
        "a worker process died before its work was done: was there too little memory for "
        f"{workers} workers, or does the script that started them lack "
        "'if __name__ == \"__main__\":' around its work?"
    )


def may_have_children() -> bool:
    """Whether this process may start others.

    Those of a `multiprocessing.Pool` are daemons, and those of joblib would tell their children to
    start others in a way that only joblib knows.
    """
    import multiprocessing

    if multiprocessing.current_process().daemon:
        return False
    method = multiprocessing.get_start_method(allow_none=True)
    return method is None or method in multiprocessing.get_all_start_methods()


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Let Ctrl-C, and what else asks this process to end, wait while others are started inside.

    One that is still starting would print where it was interrupted, and a pool of which one has
    half started would never end. They take over that it waits, until `follow_parent`.
    """
    has_masks = hasattr(signal, "pthread_sigmask")  # Windows has none
    if has_masks:
        from multiprocessing import resource_tracker

        # Otherwise the first process of all would start it, and that ends the mask.
        resource_tracker.ensure_running()
    # The mask is for those that are started: here, another thread may be told of the signal, and
    # this one be interrupted all the same, while it holds a lock of the pool's.
    came: list[int] = []
    is_main = threading.current_thread() is threading.main_thread()
    before = {number: signal.getsignal(number) for number in _ENDING if is_main}
    heard = {number: handler for number, handler in before.items() if handler is not None}
    held: set[int] = set()
    try:
        for number in heard:
            signal.signal(number, lambda number, frame: came.append(number))
        if has_masks:
            held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        yield
    finally:
        if has_masks:
            signal.pthread_sigmask(signal.SIG_SETMASK, held)
        _restore(list(heard.items()))
        for each in dict.fromkeys(came):
            signal.raise_signal(each)


def _restore(handlers: Sequence[tuple[int, Any]]) -> None:
    """Let signals be heard as before; one that comes meanwhile keeps no other from it."""
    if handlers:
        try:
            signal.signal(*handlers[0])
        finally:
            _restore(handlers[1:])


def follow_parent() -> None:
    """End silently at Ctrl-C, and when the parent ends: a killed parent tells nobody."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
    threading.Thread(target=_end_after_parent, daemon=True).start()


def _end_after_parent() -> None:
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
