"""Floor 3: work that this process shares with others, for whoever waits for all of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from cleantext.engines.local import explain_death, follow_parent, interrupts_held

__all__ = ["share"]

Item = TypeVar("Item")
Result = TypeVar("Result")


def share(function: Callable[[Item], Result], items: Sequence[Item], workers: int) -> list[Result]:
    """Give ``function(item)`` of all items, in order, from this process and ``workers - 1`` others.

    Another process takes a third of a second to start, and this one does not wait for it: the
    others work from the front, this one from the back, until they meet. What `local.run` says of
    pickling and of errors holds here; of several errors, any may be the one that is raised.

    >>> share(len, ["a", "bc"], workers=1)
    [1, 2]
    """
    if workers <= 1 or len(items) <= 1:
        return list(map(function, items))
    # Loaded here: whoever cleans texts in one process does not wait for what starts others.
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    pool = ProcessPoolExecutor(
        min(workers, len(items)) - 1,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=follow_parent,
    )
    try:
        with interrupts_held():
            tasks = [pool.submit(function, item) for item in items]
        own: dict[int, Result] = {}
        for index in reversed(range(len(items))):
            if not tasks[index].cancel():  # it has been taken, and all before it
                break
            own[index] = function(items[index])
        theirs = [task.result() for task in tasks[: len(items) - len(own)]]
        return theirs + [own[index] for index in sorted(own)]
    except BrokenProcessPool as error:
        raise explain_death(workers) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
