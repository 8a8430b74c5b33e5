"""Run the benchmarks: all of them, those of one kind, or one.

    python -m benchmarks                 everything
    python -m benchmarks quality         one kind
    python -m benchmarks speed dedupe    one

Each writes what it measured, and on what, to results/ as JSON; tools/make_tables.py makes the
tables of README and documentation from these files.
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.measure import environment

_HERE = Path(__file__).parent
_RESULTS = _HERE / "results"
_KINDS = ("speed", "quality")
_SHARED = {"measures"}  # modules beside the benchmarks that are none


def main() -> None:
    """Run what is asked for, print its figures, and keep them with what they were measured on."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("kind", nargs="?", choices=_KINDS, help="without it, all")
    parser.add_argument("name", nargs="?", help="one of that kind; without it, all of them")
    parser.add_argument("--data", type=Path, help="a folder of yours; without it, made texts")
    parser.add_argument("--rounds", type=int, default=5, help="measurements of each contender")
    parser.add_argument("--seed", type=int, default=1, help="of the made texts")
    parser.add_argument("--results", type=Path, default=_RESULTS, help="where the results go")
    arguments = parser.parse_args()
    chosen = [
        (kind, name)
        for kind in ([arguments.kind] if arguments.kind else _KINDS)
        for name in _names(kind)
        if arguments.name in (None, name)
    ]
    if not chosen:
        known = ", ".join(_names(arguments.kind))
        parser.error(f"no benchmark {arguments.name!r} in {arguments.kind}; there are {known}")
    if arguments.data and not arguments.data.is_dir():
        parser.error(f"the data {arguments.data} is no directory")
    arguments.results.mkdir(exist_ok=True)
    for kind, name in chosen:
        try:
            report = _run(kind, name, arguments)
        except FileNotFoundError as error:  # a folder of the user's need not hold everything
            print(f"{kind} {name} is left out: {error}", file=sys.stderr)
            continue
        suffix = "_data" if arguments.data else ""
        written = json.dumps(report, indent=2, ensure_ascii=False)
        print(f"{kind} {name}\n{json.dumps(report['figures'], indent=2, ensure_ascii=False)}")
        target = arguments.results / f"{kind}_{name}{suffix}.json"
        target.write_text(written + "\n", encoding="utf-8")


def _names(kind: str) -> list[str]:
    """The benchmarks of a kind."""
    return sorted({path.stem for path in (_HERE / kind).glob("[!_]*.py")} - _SHARED)


def _run(kind: str, name: str, arguments: argparse.Namespace) -> dict[str, Any]:
    module = importlib.import_module(f"benchmarks.{kind}.{name}")
    started = time.perf_counter()
    figures = module.run(arguments.data, rounds=arguments.rounds, seed=arguments.seed)
    parameters = {
        "data": "the user's" if arguments.data else "made",
        "rounds": arguments.rounds,
        "seed": arguments.seed,
        "seconds": round(time.perf_counter() - started, 1),
    }
    return {"parameters": parameters, **environment(), "figures": figures}


if __name__ == "__main__":
    main()
