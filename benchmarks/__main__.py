"""Run one benchmark: ``python -m benchmarks {speed,quality} NAME [--data DIR] [--rounds N]``."""

from __future__ import annotations

import argparse
import importlib
import json
from pathlib import Path

from benchmarks.measure import environment

_HERE = Path(__file__).parent
_KINDS = ("speed", "quality")


def main() -> None:
    """Run it, print its figures, and keep them with what they were measured on."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("kind", choices=_KINDS)
    parser.add_argument("name", help="a module of that folder, such as repair")
    parser.add_argument("--data", type=Path, help="a folder of .jsonl.xz; without it, made texts")
    parser.add_argument("--rounds", type=int, default=5, help="measurements of each contender")
    parser.add_argument("--seed", type=int, default=1, help="of the made texts")
    arguments = parser.parse_args()
    known = sorted(path.stem for path in (_HERE / arguments.kind).glob("[!_]*.py"))
    if arguments.name not in known:
        parser.error(f"no benchmark {arguments.name!r} in {arguments.kind}; there are {known}")
    module = importlib.import_module(f"benchmarks.{arguments.kind}.{arguments.name}")
    parameters = {
        "data": "the user's" if arguments.data else "made",
        "rounds": arguments.rounds,
        "seed": arguments.seed,
    }
    figures = module.run(arguments.data, rounds=arguments.rounds, seed=arguments.seed)
    report = {"parameters": parameters, **environment(), "figures": figures}
    written = json.dumps(report, indent=2, ensure_ascii=False)
    print(written)
    target = _HERE / "results" / f"{arguments.kind}_{arguments.name}.json"
    target.parent.mkdir(exist_ok=True)
    target.write_text(written + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
