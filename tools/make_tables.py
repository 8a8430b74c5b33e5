"""Write the tables of README and documentation from what the benchmarks measured.

    python tools/make_tables.py

A table stands between ``<!-- measured: NAME -->`` and ``<!-- end -->``, and is made from
``benchmarks/results/NAME.json``. Nothing in it is typed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

__all__ = ["PAGES", "fill_in"]

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "docs" / "measured.md"]
_UNTIMED = {"quality_repair", "quality_robustness", "quality_text", "quality_html"}
"""Nothing of these is timed, so rounds mean nothing."""
_PLACE = re.compile(r"(<!-- measured: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)

Figures = Mapping[str, Any]


def main() -> None:
    """Rewrite the pages whose tables are old."""
    for page in PAGES:
        before = page.read_text(encoding="utf-8")
        after = fill_in(before)
        if after != before:
            page.write_text(after, encoding="utf-8")
            print(f"{page.relative_to(ROOT)} is new")


def fill_in(text: str) -> str:
    """The text of a page with its tables made anew."""
    return _PLACE.sub(lambda place: f"{place[1]}{_section(place[2])}{place[3]}", text)


def _section(name: str) -> str:
    path = ROOT / "benchmarks" / "results" / f"{name}.json"
    if not path.exists():
        return "\nNot measured yet.\n\n"
    report = json.loads(path.read_text(encoding="utf-8"))
    tables = "\n".join(_TABLES[name.removesuffix("_data")](report["figures"]))
    return f"\n{tables}\n{_conditions(name, report)}\n\n"


def _conditions(name: str, report: Figures) -> str:
    machine, parameters = report["machine"], report["parameters"]
    data = {"made": f"made texts, seed {parameters['seed']}"}.get(parameters["data"], "texts given")
    if any(each.startswith("written") for each in report["figures"]):
        data = f"written pages; {data}"
    rounds = f"{parameters['rounds']} rounds; " if parameters["rounds"] > 1 else "one round; "
    return (
        f"<small>{machine['processor']}, {machine['cores']} cores, Python {machine['python']}; "
        f"{data}; {'' if name.removesuffix('_data') in _UNTIMED else rounds}"
        f"commit {report['commit']}.</small>"
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown; all columns but the first are numbers."""
    lines = [head, ["---", *["---:"] * (len(head) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _spread(measured: Figures) -> str:
    median, least, most = (_number(measured[k]) for k in ("median", "least", "most"))
    return f"{median} ({least} to {most})"


def _number(value: float) -> str:
    """Two digits of what is small, one of what is not."""
    return f"{value:,.2f}" if abs(value) < 10 else f"{value:,.1f}"


def _percent(share: float) -> str:
    """A share as it is; nothing is rounded up to all."""
    return "100 %" if share == 1 else f"{min(share * 100, 99.9):.1f} %"


def _speeds(figures: Figures) -> Iterable[str]:
    """Sets of texts by contenders, in megabytes a second."""
    unit = "megabytes a second"
    contenders = list(next(iter(figures.values()))[unit])
    rows = [[name, *(_spread(each[unit][c]) for c in contenders)] for name, each in figures.items()]
    yield _table(["MB/s, median (least to most)", *contenders], rows)


def _startup(figures: Figures) -> Iterable[str]:
    for name, measured in figures.items():
        rows = [[what, _spread(each)] for what, each in measured.items()]
        yield _table([name, "median (least to most)"], rows)


def _throughput(figures: Figures) -> Iterable[str]:
    yield from _speeds({f"{figures['texts']:,} stories": figures})


def _dedupe(figures: Figures) -> Iterable[str]:
    yield _measures("files to result", figures["contenders"])


def _growth(figures: Figures) -> Iterable[str]:
    sizes = {name: each for name, each in figures.items() if isinstance(each, dict)}
    yield _measures("files to result", sizes)
    rest = {name: value for name, value in figures.items() if name not in sizes}
    yield "".join(f"{name[0].upper()}{name[1:]}: {value:,}.\n" for name, value in rest.items())


def _index(figures: Figures) -> Iterable[str]:
    taken = figures["processor seconds by documents in the index"]
    rows = [[name, _number(seconds)] for name, seconds in taken.items()]
    yield _table(["documents in the index", "processor seconds"], rows)
    updates = figures["processor seconds of each update"]
    yield (
        f"Each of {len(updates)} updates: {_number(min(updates))} to {_number(max(updates))} "
        f"processor seconds. Bytes a document: {figures['bytes a document']:,}.\n"
    )


def _measures(head: str, measured: Figures) -> str:
    """What was measured by what of it."""
    units = list(next(iter(measured.values())))
    rows = [[name, *(_number(each[unit]) for unit in units)] for name, each in measured.items()]
    return _table([head, *units], rows)


def _recovered(figures: Figures) -> Iterable[str]:
    contenders = list(figures["good sentences changed"])
    rows = [
        [f"`{codec}`", *(_percent(each[c]) for c in contenders)]
        for codec, each in figures["recovered"].items()
    ]
    changed = [str(figures["good sentences changed"][c]) for c in contenders]
    rows.append([f"good sentences changed, of {figures['sentences']:,}", *changed])
    yield _table(["UTF-8 read as", *contenders], rows)


def _scores(figures: Figures) -> Iterable[str]:
    contenders = [name for name in next(iter(figures.values())) if name != "pages"]
    rows = [
        [f"{name} ({each['pages']:,} pages)", *(_score(each[c]) for c in contenders)]
        for name, each in figures.items()
    ]
    yield _table(["F1 (precision, recall)", *contenders], rows)


def _score(each: Figures) -> str:
    return f"{each['F1']:.3f} ({each['precision']:.3f}, {each['recall']:.3f})"


def _robustness(figures: Figures) -> Iterable[str]:
    kinds = figures["kinds"]
    contenders = list(next(iter(kinds.values()))["found"])
    rows = [
        [
            kind,
            f"{each['similarity']['least']:.2f} to {each['similarity']['most']:.2f}",
            *(_percent(each["found"][c]) for c in contenders),
        ]
        for kind, each in kinds.items()
    ]
    yield _table(["copy", "similarity", *contenders], rows)


_TABLES: dict[str, Callable[[Figures], Iterable[str]]] = {
    "speed_clean": _speeds,
    "speed_dedupe": _dedupe,
    "speed_dedupe_growth": _growth,
    "speed_html": _speeds,
    "speed_index": _index,
    "speed_repair": _speeds,
    "speed_startup": _startup,
    "speed_throughput": _throughput,
    "quality_repair": _recovered,
    "quality_text": _scores,
    "quality_html": _scores,
    "quality_robustness": _robustness,
}


if __name__ == "__main__":
    main()
