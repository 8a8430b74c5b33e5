"""Another process, which works together with this one."""

from __future__ import annotations

import operator
import os
import subprocess
import sys
import threading
import time
from collections import deque
from functools import partial
from typing import Any

import pytest

from cleantext.engines.worker import Worker, WorkerDied, take

LARGE = 5_000_000  # bytes: no pipe holds so many


def test_all_that_is_left_is_done() -> None:
    """A worker takes what nobody has taken, from the front, and tells which results are its."""
    left = deque(range(10))
    assert left.pop() == 9
    worker = Worker(operator.neg, range(10), left)
    assert worker.wait() == {n: -n for n in range(9)}
    worker.end()


def test_nothing_is_taken_twice() -> None:
    """Two that take from the same deque have all of it, and end when it is empty."""
    left = deque(range(100))
    first, last = take(left.popleft), take(left.pop)
    assert sorted(n for pair in zip(first, last, strict=True) for n in pair) == list(range(100))


def test_large_items_and_results() -> None:
    """A worker reads while it writes: neither waits for the other's end."""
    items = [bytes([n]) * LARGE for n in range(6)]
    worker = Worker(bytes.swapcase, items, deque(range(6)))
    assert worker.wait() == dict(enumerate(items))
    worker.end()


def test_an_error_leaves_nothing_to_others() -> None:
    """It is the function's own, with the place in the other process where it was raised."""
    left = deque(range(1_000))
    worker = Worker(partial(operator.truediv, 1), [0] * 1_000, left)
    with pytest.raises(ZeroDivisionError, match=r"^division by zero") as raised:
        worker.wait()
    assert "in _answer" in raised.value.__notes__[0]
    assert not left
    worker.end()


@pytest.mark.parametrize(
    ("function", "item"), [(lambda item: item, 1), (operator.neg, threading.Lock())]
)
def test_what_can_not_be_sent(function: Any, item: object) -> None:
    """The error says so, and is no death of the worker."""
    worker = Worker(function, [item], deque([0]))
    with pytest.raises(Exception, match="pickle"):
        worker.wait()
    worker.end()


def test_what_can_not_be_sent_back() -> None:
    """The same holds for a result."""
    worker = Worker(eval, ["lambda: 1"], deque([0]))
    with pytest.raises(Exception, match="pickle"):
        worker.wait()
    worker.end()


def test_a_death() -> None:
    """It is told, and nothing is left for others."""
    left = deque(range(9))
    worker = Worker(os._exit, [3] * 9, left)
    with pytest.raises(WorkerDied):
        worker.wait()
    assert not left
    worker.end()


def test_a_worker_is_ended_whatever_it_does() -> None:
    """Nobody waits for work that is not wanted any more."""
    worker = Worker(time.sleep, [60, 60], deque([0, 1]))
    started = time.perf_counter()
    worker.end()
    assert time.perf_counter() - started < 10


def test_a_worker_that_nobody_ends() -> None:
    """It ends with the process that started it."""
    program = (
        "import time; from collections import deque; from cleantext.engines.worker import Worker\n"
        "if __name__ == '__main__': Worker(time.sleep, [60, 60], deque([0, 1]))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=20)
    assert (done.returncode, done.stderr) == (0, b"")


def test_another_process_does_the_work() -> None:
    """The function is called there, and not in this one."""
    worker = Worker(eval, ["__import__('os').getpid()"], deque([0]))
    assert worker.wait()[0] != os.getpid()
    worker.end()
