"""Work that this process shares with others."""

from __future__ import annotations

import multiprocessing
import operator
import os
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest

from cleantext.engines.local import may_have_children, run
from cleantext.engines.sharing import share


def work_slowly(number: int) -> tuple[int, int]:
    """The number and the process that had it, after so long that another has started."""
    time.sleep(0.05)
    return number, os.getpid()


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_the_order_is_kept(workers: int) -> None:
    """Results come in the order of the items, whoever had them."""
    assert share(operator.neg, list(range(20)), workers) == [-n for n in range(20)]
    assert share(operator.neg, [], workers) == []


def test_this_process_works_too() -> None:
    """The first items are another process's, the last are this one's."""
    done = share(work_slowly, list(range(100)), workers=2)
    assert [number for number, _ in done] == list(range(100))
    owners = [process for _, process in done]
    assert owners[-1] == os.getpid() != owners[0]
    assert owners == sorted(owners, key=owners.index)
    assert len(set(owners)) == 2


def share_and_run() -> tuple[list[int], list[int]]:
    """Work for two, asked for by a process that may have no children."""
    return share(operator.neg, [1, 2, 3], 2), list(run(operator.neg, [1, 2, 3], 2))


def test_a_process_that_may_have_no_children_works_alone() -> None:
    """Those of a pool are daemons, for which Python refuses to start others."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply(share_and_run) == ([-1, -2, -3], [-1, -2, -3])


def test_a_process_of_joblib_works_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would tell its children to start others in a way of which they know nothing."""
    monkeypatch.setattr(multiprocessing, "get_start_method", lambda **_: "loky")
    assert not may_have_children()
    monkeypatch.undo()
    assert may_have_children()


@pytest.mark.parametrize("items", [[0, *[1] * 9], [*[1] * 9, 0]])
@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_is_raised(items: list[int], workers: int) -> None:
    """What the function raises is raised here, whichever process it was in."""
    with pytest.raises(ZeroDivisionError):
        share(partial(operator.truediv, 1), items, workers)


def test_a_process_that_dies() -> None:
    """The message says what may be the cause."""
    task = (
        "import multiprocessing, os, time\n"
        "multiprocessing.parent_process() and os._exit(3)\n"
        "time.sleep(0.1)"
    )
    program = (
        "from cleantext.engines.sharing import share\n"
        f"if __name__ == '__main__': share(exec, [{task!r}] * 50, 2)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert "CleantextError: a worker process died before its work was done" in done.stderr


def test_a_process_that_dies_while_it_gives_its_result(tmp_path: Path) -> None:
    """The rest of the result is not waited for: this process is busy, and has begun to read it."""
    program = (
        "import multiprocessing, os, threading, time\n"
        "from cleantext.engines.sharing import share\n"
        "def work(number):\n"
        "    if multiprocessing.parent_process():\n"
        "        threading.Timer(0.1, os._exit, [3]).start()\n"
        "        return bytes(20_000_000)\n"
        "    end = time.monotonic() + 0.3\n"
        "    while time.monotonic() < end: pass\n"
        "if __name__ == '__main__': share(work, range(8), 2)"
    )
    script = tmp_path / "script.py"
    script.write_text(program, encoding="utf-8")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=20)
    assert "CleantextError: a worker process died before its work was done" in done.stderr
