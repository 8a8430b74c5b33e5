"""Floor 3: a Ray cluster. Every machine of it must see the source and the destination."""

from __future__ import annotations

import importlib.util
import os
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from cleantext.errors import CleantextError, NotAvailable

__all__ = ["check_cluster", "check_installed", "run"]

Item = TypeVar("Item")
Result = TypeVar("Result")

_LONGEST_WAIT = 10  # seconds


def check_installed() -> None:
    """Raise `NotAvailable`, saying how to install it, if Ray is not there."""
    if importlib.util.find_spec("ray") is None:
        raise NotAvailable(
            "the engine 'ray' needs Ray: install it with pip install 'cleantext-toolkit[ray]'"
        )


def check_cluster() -> None:
    """Raise `CleantextError` if nobody answers where ``RAY_ADDRESS`` says that a cluster is.

    Ray itself would go on asking for minutes.
    """
    address = os.environ.get("RAY_ADDRESS", "")
    host, _, port = address.rpartition("://")[2].rpartition(":")
    if not host or not port.isdecimal() or _is_joined():
        return
    try:
        socket.create_connection((host.strip("[]"), int(port)), _LONGEST_WAIT).close()
    except (OSError, OverflowError) as error:
        raise CleantextError(
            f"no Ray cluster answers at {address}, which RAY_ADDRESS names ({error}); start it, "
            "or unset RAY_ADDRESS for one on this machine"
        ) from error


def _is_joined() -> bool:
    return "ray" in sys.modules and bool(sys.modules["ray"].is_initialized())


def run(
    function: Callable[[Item], Result], items: Sequence[Item], workers: int
) -> Iterator[Result]:
    """Give ``function(item)`` for each item, in order, as up to ``workers`` Ray tasks at once.

    Joins the cluster that ``RAY_ADDRESS`` names, or starts one on this machine. Raises
    `NotAvailable` if Ray is not installed, whatever ``function`` raises, and `CleantextError` if
    there is no cluster to join, or a worker dies.
    Source: Ray's documentation, "Tasks" and "Pattern: Using ray.wait to limit pending tasks".
    """
    check_installed()
    import ray

    if not ray.is_initialized():
        _join()
    # Ray makes tasks of plain functions alone, not of what `functools.partial` gives; and what
    # all tasks need is sent to each machine once.
    task, shared = ray.remote(_call), ray.put(function)
    # Results are asked for in order, with a window of tasks under way.
    pending = [task.remote(shared, item) for item in items[:workers]]
    for following in range(workers, workers + len(items)):
        result = _wait_for(pending.pop(0), workers)
        if following < len(items):
            pending.append(task.remote(shared, items[following]))
        yield result


def _join() -> None:
    import ray

    try:
        ray.init(log_to_driver=False)
    # What Ray raises for a wrong address, for none that answers, for what it was built without.
    except (ValueError, OSError, RuntimeError, ray.exceptions.RayError) as error:
        reason = str(error).partition("\n")[0]
        address = os.environ.get("RAY_ADDRESS")
        where = f"join the cluster at {address}, which RAY_ADDRESS names" if address else "start"
        raise CleantextError(f"Ray can't {where}: {reason}") from error


def _wait_for(reference: Any, workers: int) -> Any:
    import ray

    try:
        return ray.get(reference)
    except ray.exceptions.RayTaskError as error:
        # Ray makes the worker's traceback the message; what the function raised has its own.
        raise error.cause from error
    except ray.exceptions.RayError as error:
        reason = str(error).partition("\n")[0]
        raise CleantextError(
            f"a Ray task was lost before its work was done ({reason}): was there too little memory "
            f"for {workers} workers?"
        ) from error


def _call(function: Callable[[Item], Result], item: Item) -> Result:
    return function(item)
