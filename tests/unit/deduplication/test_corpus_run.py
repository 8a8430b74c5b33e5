"""What works on a corpus: threads or processes."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleantext import CleanOptions, DedupeOptions
from cleantext.corpus.journal import Workplace
from cleantext.corpus.listing import write_listing
from cleantext.corpus.records import Fields
from cleantext.corpus.source import SourceFile
from cleantext.deduplication.corpus_run import CorpusRun
from cleantext.deduplication.parts import Job
from cleantext.engines import Run, ray
from cleantext.engines.local import run as processes
from cleantext.engines.local import run_in_threads as threads

MEGA = 1_000_000


def make_run(
    folder: Path, sizes: dict[str, int], clean: CleanOptions | None, engine: Run
) -> CorpusRun:
    """A run over files of these sizes."""
    workplace = Workplace(folder / "out")
    workplace.clear()
    write_listing(workplace.listing, [SourceFile(path, size, 0) for path, size in sizes.items()])
    job = Job(folder, workplace, DedupeOptions(), Fields("text", "id", "url", None), clean)
    return CorpusRun(job, {}, list, engine, 2, lambda stage, done, total: None)


@pytest.mark.parametrize(
    ("sizes", "clean", "engine", "chosen"),
    [
        ({"a.jsonl": 90 * MEGA, "b.txt": 90 * MEGA}, None, processes, threads),
        ({"a.jsonl": 1}, CleanOptions(), processes, processes),
        ({"a.jsonl": 1}, None, ray.run, ray.run),
        ({"a.html": 15 * MEGA, "b.warc.gz": 15 * MEGA}, None, processes, processes),
        ({"a.html": 1 * MEGA, "b.warc.gz": 1 * MEGA, "c.txt": 90 * MEGA}, None, processes, threads),
        ({"a.warc.gz": 90 * MEGA, "b.txt": 90 * MEGA}, None, processes, threads),
    ],
    ids=["texts", "cleaned", "asked for", "many pages", "few pages", "one file of pages"],
)
def test_processes_are_started_where_they_are_worth_it(
    tmp_path: Path, sizes: dict[str, int], clean: CleanOptions | None, engine: Run, chosen: Run
) -> None:
    """Kernels need none; pages do, where there are many, and in several files."""
    assert make_run(tmp_path, sizes, clean, engine).choose_engine() is chosen
