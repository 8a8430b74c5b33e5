"""The command ``cleantext bench``."""

from __future__ import annotations

import json
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from time import perf_counter

import click
from rich.console import Console
from rich.table import Table

from cleantext.cleaning import clean
from cleantext.cli import shared_flags
from cleantext.cli.documents import SourceReader
from cleantext.cli.failures import interruption_says, warn
from cleantext.cli.paths import PATH
from cleantext.cli.progress import progress_bar
from cleantext.corpus.records import Fields
from cleantext.deduplication import DedupeOptions, dedupe, dedupe_corpus
from cleantext.errors import CorpusError
from cleantext.model import Document
from cleantext.repair import repair

__all__ = ["bench"]

_MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Timing:
    """How long a stage took on the sample."""

    stage: str
    seconds: float
    megabytes_per_second: float
    documents_per_second: float


@click.command()
@click.argument("source", type=PATH)
@click.option(
    "--sample",
    "megabytes",
    type=click.IntRange(min=1),
    default=50,
    show_default=True,
    metavar="MB",
    help="Stop after so many megabytes of text; they are held in memory.",
)
@shared_flags.all_workers
@shared_flags.text_field
@shared_flags.id_field
@shared_flags.patterns
@click.option("--json", "as_json", is_flag=True, help="Print a JSON line a stage instead.")
def bench(
    source: Path,
    megabytes: int,
    workers: int,
    text_field: str,
    id_field: str,
    include: Sequence[str],
    exclude: Sequence[str],
    as_json: bool,
) -> None:
    """Measure the throughput of each stage on the documents of SOURCE.

    Each stage is timed once, on one sample, the first documents of SOURCE. Reading (into strings),
    repair, clean and signatures run on one core; dedupe is the whole command, from files to
    files, on --workers. Megabytes are millions of bytes of text in UTF-8. Nothing is left on
    the disk.
    """
    reader = SourceReader(source, Fields(text_field, id_field), include, exclude)
    with interruption_says("nothing was written"), progress_bar() as progress:
        started = perf_counter()
        texts = list(_take(reader.read(progress), megabytes * _MEGABYTE))
        if not any(texts):
            raise CorpusError(f"{source} has no text to measure with")
        seconds = {"read": perf_counter() - started}
        sign = _make_signer(texts)
        clean(texts[0])  # what the first call loads and compiles is no throughput
        dedupe(texts[:2])
        _dedupe_files(texts[:2], 1)
        stages: dict[str, Callable[[], object]] = {
            "repair": lambda: deque(map(repair, texts), maxlen=0),
            "clean": lambda: deque(map(clean, texts), maxlen=0),
            "shingles and signatures": sign,
            "dedupe": lambda: _dedupe_files(texts, workers),
        }
        for done, (stage, work) in enumerate(stages.items()):
            progress("stages timed", done, len(stages))
            seconds[stage] = _time(work)
    timings = [_rate(stage, spent, texts) for stage, spent in seconds.items()]
    _show_json(timings) if as_json else _show_table(timings)
    warn(f"measured on {len(texts):,} documents")


def _make_signer(texts: Sequence[str]) -> Callable[[], object]:
    from cleantext.deduplication.compare import Signer
    from cleantext.neardup.texts import Texts

    column = Texts.of_strings(texts)
    return lambda: Signer(DedupeOptions()).compute_keys(column)


def _take(documents: Iterator[Document], most_bytes: int) -> Iterator[str]:
    """Give the texts of the first documents, up to the one that reaches so many bytes."""
    taken = 0
    for document in documents:
        yield document.text
        taken += _size(document.text)
        if taken >= most_bytes:
            return


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))


def _time(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


def _dedupe_files(texts: Sequence[str], workers: int) -> None:
    """Deduplicate the sample as the command does, from a file to files."""
    with tempfile.TemporaryDirectory() as directory:
        source = Path(directory) / "sample.jsonl"
        with source.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps({"text": text}) + "\n" for text in texts)
        dedupe_corpus(source, Path(directory) / "result", workers=workers)


def _rate(stage: str, seconds: float, texts: Sequence[str]) -> Timing:
    size = sum(map(_size, texts))
    return Timing(stage, seconds, size / _MEGABYTE / seconds, len(texts) / seconds)


def _show_json(timings: Sequence[Timing]) -> None:
    for timing in timings:
        click.echo(json.dumps(asdict(timing)))


def _show_table(timings: Sequence[Timing]) -> None:
    table = Table("stage", box=None, pad_edge=False, header_style="bold")
    for name in ("seconds", "MB/s", "documents/s"):
        table.add_column(name, justify="right")
    for timing in timings:
        table.add_row(
            timing.stage,
            f"{timing.seconds:.2f}",
            f"{timing.megabytes_per_second:,.1f}",
            f"{timing.documents_per_second:,.0f}",
        )
    Console(highlight=False).print(table)
