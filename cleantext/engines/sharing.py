"""Floor 3: work that this process shares with others, for whoever waits for all of it."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import TypeVar

from cleantext.engines.local import explain_death, interrupts_held, may_have_children
from cleantext.engines.worker import Worker, WorkerDied, take

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
    if workers <= 1 or len(items) <= 1 or not may_have_children():
        return list(map(function, items))
    left = deque(range(len(items)))
    others: list[Worker[Item, Result]] = []
    try:
        with interrupts_held():
            others.extend(
                Worker(function, items, left) for _ in range(min(workers, len(items)) - 1)
            )
        done = {index: function(items[index]) for index in take(left.pop)}
        for other in others:
            done |= other.wait()
        return [done[index] for index in range(len(items))]
    except WorkerDied as error:
        raise explain_death(workers) from error
    finally:
        left.clear()
        for other in others:
            other.end()
