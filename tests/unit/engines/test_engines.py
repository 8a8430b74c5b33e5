"""Engines give the results in order, whoever computed them."""

import importlib.util
import itertools
import operator
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from functools import partial
from types import FunctionType, SimpleNamespace
from typing import Any

import pytest

from cleantext.engines import choose_engine, local, ray
from cleantext.errors import CleantextError, InvalidOption, NotAvailable

HAS_RAY = importlib.util.find_spec("ray") is not None


@pytest.mark.parametrize("workers", [1, 2])
def test_local_keeps_the_order(workers: int) -> None:
    """Results come in the order of the items, on one process or on two."""
    assert list(local.run(operator.neg, list(range(20)), workers)) == [-n for n in range(20)]


def test_local_takes_no_more_than_asked() -> None:
    """Of items without an end, at most as many are taken ahead as were asked for."""
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for number in itertools.count():
            taken.append(number)
            yield number

    with closing(local.run(operator.neg, numbers(), 2, ahead=5)) as results:
        assert [next(results) for _ in range(20)] == [-n for n in range(20)]
        assert len(taken) <= 20 + 5


@pytest.mark.parametrize("workers", [1, 2])
def test_local_raises_what_the_function_raises(workers: int) -> None:
    """An error of the work is raised where the work was asked for."""
    with pytest.raises(ZeroDivisionError):
        list(local.run(partial(operator.truediv, 1), [1, 0], workers))


def test_worker_that_dies() -> None:
    """The message says what may be the cause."""
    program = (
        "import os; from cleantext.engines import local\n"
        "if __name__ == '__main__': list(local.run(os._exit, [3, 3], 2))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert "CleantextError: a worker process died before its work was done" in done.stderr


@pytest.mark.skipif(not hasattr(os, "killpg"), reason="there are no groups of processes here")
@pytest.mark.parametrize("delay", [0.06, 0.08, 0.1, 0.12, 0.14])
def test_ctrl_c_while_processes_start(delay: float) -> None:
    """A terminal sends it to all of them: none prints where it was, and none is waited for."""
    program = (
        "import time; from cleantext.engines import local\n"
        "if __name__ == '__main__':\n"
        "    try: print('ready', flush=True); list(local.run(time.sleep, [30] * 4, 3))\n"
        "    except KeyboardInterrupt: raise SystemExit(130)"
    )
    heed = partial(signal.signal, signal.SIGINT, signal.default_int_handler)
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", program]
    with subprocess.Popen(
        command, stdout=pipe, stderr=pipe, start_new_session=True, preexec_fn=heed
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=20)
    assert (process.returncode, said) == (130, b"")


def test_unknown_engine() -> None:
    """The message lists the engines there are."""
    with pytest.raises(InvalidOption, match="engine must be one of 'local', 'ray'; got 'spark'"):
        choose_engine("spark")


@pytest.mark.skipif(HAS_RAY, reason="Ray is installed")
def test_ray_that_is_not_installed() -> None:
    """The message says how to install it, before any work is done."""
    with pytest.raises(NotAvailable, match=r"pip install 'cleantext-toolkit\[ray\]'"):
        choose_engine("ray")


class RayError(Exception):
    """What Ray raises."""


class RayTaskError(RayError):
    """What Ray raises for an error of a task: its text is the traceback of the worker."""

    def __init__(self, cause: Exception) -> None:
        super().__init__(f"ray::_call()\n  File ...\n{cause}")
        self.cause = cause


class StandIn:
    """As much of Ray as the engine uses; a task is computed when its result is asked for."""

    exceptions = SimpleNamespace(RayError=RayError, RayTaskError=RayTaskError)

    def __init__(self) -> None:
        self.pending = 0
        self.most_pending = 0

    def is_initialized(self) -> bool:
        """Say that there is a cluster."""
        return True

    def remote(self, function: Callable[..., Any]) -> SimpleNamespace:
        """Make a task of a function, and of nothing else, as Ray does."""
        assert isinstance(function, FunctionType)

        def start(*arguments: object) -> Callable[[], Any]:
            self.pending += 1
            self.most_pending = max(self.most_pending, self.pending)
            return partial(function, *arguments)

        return SimpleNamespace(remote=start)

    def put(self, value: object) -> object:
        """Keep what several tasks need."""
        return value

    def get(self, reference: Callable[[], Any]) -> object:
        """Give a task's result."""
        self.pending -= 1
        try:
            return reference()
        except SystemExit as error:
            raise RayError("The worker died.\nSee the logs.") from error
        except Exception as error:
            raise RayTaskError(error) from error


@pytest.mark.parametrize("items", [[], [1], [1, 2, 3, 4, 5]])
def test_ray_keeps_order_and_window(monkeypatch: pytest.MonkeyPatch, items: list[int]) -> None:
    """Results come in order, and never more tasks are under way than there are workers."""
    stand_in = StandIn()
    monkeypatch.setitem(sys.modules, "ray", stand_in)
    monkeypatch.setattr(ray, "check_installed", lambda: None)
    assert list(ray.run(operator.neg, items, 2)) == [-item for item in items]
    assert stand_in.most_pending == min(2, len(items))


def test_errors_of_ray_are_those_of_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the work raises comes as it is, without a traceback for a message; a death is told."""
    monkeypatch.setitem(sys.modules, "ray", StandIn())
    monkeypatch.setattr(ray, "check_installed", lambda: None)
    with pytest.raises(ZeroDivisionError) as raised:
        list(ray.run(partial(operator.truediv, 1), [1, 0], 2))
    assert str(raised.value) == "division by zero"
    with pytest.raises(CleantextError, match=r"lost .*\(The worker died\.\): .* for 2 workers\?$"):
        list(ray.run(sys.exit, [0], 2))


def test_a_cluster_that_does_not_answer_is_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ray would ask for minutes; and nothing of the run has begun yet."""
    monkeypatch.setattr(ray, "check_installed", lambda: None)
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        monkeypatch.setenv("RAY_ADDRESS", f"127.0.0.1:{port}")
        choose_engine("ray")
    for address in (f"127.0.0.1:{port}", f"ray://127.0.0.1:{port}", "127.0.0.1:99999"):
        monkeypatch.setenv("RAY_ADDRESS", address)
        with pytest.raises(CleantextError, match=f"no Ray cluster answers at {address}, .* unset"):
            choose_engine("ray")
    monkeypatch.setenv("RAY_ADDRESS", "auto")
    choose_engine("ray")
    monkeypatch.setenv("RAY_ADDRESS", f"127.0.0.1:{port}")
    monkeypatch.setitem(sys.modules, "ray", StandIn())  # it is joined already
    choose_engine("ray")


def test_a_cluster_that_can_not_be_joined(monkeypatch: pytest.MonkeyPatch) -> None:
    """What Ray says of an address is told in a line, with the address."""

    def init(**settings: bool) -> None:
        raise ValueError("Invalid address format: nonsense\nmore")

    stand_in = StandIn()
    monkeypatch.setattr(stand_in, "is_initialized", lambda: False)
    monkeypatch.setattr(stand_in, "init", init, raising=False)
    monkeypatch.setitem(sys.modules, "ray", stand_in)
    monkeypatch.setattr(ray, "check_installed", lambda: None)
    monkeypatch.setenv("RAY_ADDRESS", "nonsense")
    with pytest.raises(CleantextError, match=r"join the cluster at nonsense, .* format: nonsense$"):
        list(ray.run(operator.neg, [1], 2))
    monkeypatch.delenv("RAY_ADDRESS")
    with pytest.raises(CleantextError, match=r"^Ray can't start: Invalid"):
        list(ray.run(operator.neg, [1], 2))


@pytest.mark.skipif(not HAS_RAY, reason="an extra that the tests do not install")
def test_ray_itself() -> None:
    """A cluster on this machine gives the results in order, and raises what the work raises."""
    assert list(ray.run(partial(operator.sub, 10), [1, 2, 3], 2)) == [9, 8, 7]
    with pytest.raises(ZeroDivisionError, match=r"^division by zero$"):
        list(ray.run(partial(operator.truediv, 1), [1, 0], 2))


def test_signals_wait_while_processes_are_started() -> None:
    """Each is heard afterwards, also behind one that is ignored, and by who heard it before."""
    heard: list[int] = []
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda number, frame: heard.append(number))
        with local.interrupts_held():
            handler = signal.getsignal(signal.SIGTERM)
            signal.raise_signal(signal.SIGINT)
            signal.raise_signal(signal.SIGTERM)
            assert heard == []
        assert heard == [signal.SIGTERM]
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        assert signal.getsignal(signal.SIGTERM) is not handler
    finally:
        for number, each in before.items():
            signal.signal(number, each)
