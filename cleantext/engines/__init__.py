"""Floor 3: where work runs.

An engine is a function ``run(function, items, workers)`` that gives the results in the order of
the items, so that no result can depend on which engine it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from cleantext.errors import InvalidOption

__all__ = ["ENGINES", "Run", "choose_engine"]

Run = Callable[[Callable[[Any], Any], Sequence[Any], int], Iterator[Any]]
"""An engine: a picklable function, its items, and how many workers may share them."""

ENGINES = ("local", "ray")
"""The names of the engines: processes of this machine, or a Ray cluster."""


def choose_engine(name: str) -> Run:
    """The engine of that name.

    Raises `InvalidOption` for a name that no engine has, `NotAvailable` if the engine needs an
    extra that is not installed, and `CleantextError` if nobody answers where its cluster should be.

    >>> list(choose_engine("local")(str.upper, ["a", "b"], 1))
    ['A', 'B']
    """
    if name == "local":
        from cleantext.engines import local

        return local.run
    if name == "ray":
        from cleantext.engines import ray

        ray.check_installed()
        ray.check_cluster()
        return ray.run
    shown = ", ".join(repr(engine) for engine in ENGINES)
    raise InvalidOption(f"engine must be one of {shown}; got {name!r}")
