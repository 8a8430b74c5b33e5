"""The command ``cleantext bench``."""

from __future__ import annotations

import json
import tempfile
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from time import perf_counter

import click
from rich.console import Console
from rich.table import Table

from cleantext.cleaning import clean
from cleantext.cli import shared_flags
from cleantext.cli.documents import SourceReader
from cleantext.cli.failures import counted, interruption_says, warn
from cleantext.cli.paths import PATH
from cleantext.cli.progress import progress_bar
from cleantext.cli.streams import standard_output
from cleantext.corpus.records import Fields, Skipped
from cleantext.corpus.whole_file import reason_of
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
    repair, clean, signatures and the scan of lines of JSON run on one core; dedupe is the whole
    command, from files to files, on --workers, and below it are its stages: to read, scan and
    sign, to compare, and to write what is kept. Megabytes are millions of bytes of text in UTF-8.
    Nothing is left on the disk.
    """
    reader = SourceReader(source, Fields(text_field, id_field), include, exclude)
    with interruption_says("nothing was written"), progress_bar() as progress:
        started = perf_counter()
        texts = list(_take(reader.read(progress), megabytes * _MEGABYTE))
        if not any(texts):
            raise CorpusError(f"{source} has no text to measure with")
        seconds = {"read": perf_counter() - started}
        _warm_up(texts)
        stages: dict[str, Callable[[], object]] = {
            "repair": lambda: deque(map(repair, texts), maxlen=0),
            "clean": lambda: deque(map(clean, texts), maxlen=0),
            "shingles and signatures": _make_signer(texts),
        }
        with _sample_file(texts) as sample:
            stages["scan"] = partial(_scan, sample)
            for done, (stage, work) in enumerate(stages.items()):
                progress("stages timed", done, len(stages) + 1)
                seconds[stage] = _time(work)
            progress("stages timed", len(stages), len(stages) + 1)
            seconds.update(_time_dedupe(sample, workers))
    timings = [_rate(stage, spent, texts) for stage, spent in seconds.items()]
    with standard_output():
        _show_json(timings) if as_json else _show_table(timings)
    warn(f"measured on {counted(len(texts), 'document')}")


def _warm_up(texts: Sequence[str]) -> None:
    """Call everything once: what the first call loads and compiles is no throughput."""
    clean(texts[0])
    dedupe(texts[:2])
    with _sample_file(texts[:2]) as sample:
        _time_dedupe(sample, 1)


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


@contextmanager
def _sample_file(texts: Sequence[str]) -> Iterator[Path]:
    """The sample as a file of JSON lines, in a directory that is removed at the end."""
    try:
        with tempfile.TemporaryDirectory() as directory:
            sample = Path(directory) / "sample.jsonl"
            with sample.open("w", encoding="utf-8") as file:
                file.writelines(json.dumps({"text": text}) + "\n" for text in texts)
            yield sample
    except OSError as error:
        raise CorpusError(
            f"there is no room for the sample in a temporary directory ({reason_of(error)}); name "
            "another with TMPDIR, or measure on less with --sample"
        ) from error


def _scan(sample: Path) -> None:
    """Find the texts in the lines of the sample, as the dedupe stage does first."""
    from cleantext.corpus.json_lines import read_json_batches
    from cleantext.corpus.records import WHOLE

    batches = read_json_batches(sample.parent, sample.name, WHOLE, Fields(), _pass_over, 0)
    deque(batches, maxlen=0)


def _pass_over(skipped: Skipped) -> None:
    """What can't be read is no matter here."""


def _time_dedupe(sample: Path, workers: int) -> dict[str, float]:
    """Deduplicate the sample as the command does; the seconds of all of it, and of its stages."""
    began: dict[str, float] = {}

    def note(stage: str, done: int, total: int) -> None:
        began.setdefault(stage, perf_counter())

    started = perf_counter()
    try:
        dedupe_corpus(sample, sample.parent / "result", workers=workers, progress=note)
    except CorpusError as error:
        # Of a disk that is full: what it says of going on is of no use here.
        raise error.__cause__ or error from None
    ended = perf_counter()
    ends = [*list(began.values())[1:], ended]
    stages = {
        f"dedupe: {stage}": end - start
        for (stage, start), end in zip(began.items(), ends, strict=True)
    }
    return {"dedupe": ended - started, **stages}


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
