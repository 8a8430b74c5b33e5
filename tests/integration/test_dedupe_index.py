"""`dedupe_corpus` against an index of earlier corpora: days of a crawl, one after the other."""

from __future__ import annotations

import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from cleantext import (
    CleanOptions,
    CorpusError,
    DedupeOptions,
    DedupeSummary,
    InvalidOption,
    dedupe,
    dedupe_corpus,
    jaccard,
)
from cleantext.corpus import listing
from cleantext.corpus.journal import Workplace

STORY = " ".join(f"word{n}" for n in range(100))
OTHER = " ".join(f"other{n}" for n in range(100))

Record = tuple[str, str]  # id and text
# So high a recall that a pair is missed once in 10**15: what is found is all there is.
CERTAIN = DedupeOptions(num_perm=512, recall=1 - 1e-12, threshold=0.6, shingle_size=2)


def write_day(folder: Path, name: str, records: list[Record], **fields: Any) -> Path:
    """A corpus of one file of JSON lines."""
    source = folder / name
    source.mkdir()
    lines = [json.dumps({"id": key, "text": text, **fields}) + "\n" for key, text in records]
    (source / "wire.jsonl").write_text("".join(lines), encoding="utf-8")
    return source


def duplicates_in(out: Path) -> list[dict[str, Any]]:
    """What a run dropped."""
    return [json.loads(line) for line in (out / "duplicates.jsonl").read_bytes().splitlines()]


def manifest_of(index: Path) -> dict[str, Any]:
    """The manifest of an index."""
    manifest: dict[str, Any] = json.loads((index / "index.json").read_bytes())
    return manifest


def kept_ids(out: Path) -> list[str]:
    """The ids of the kept documents."""
    path = out / "kept/wire.jsonl"
    return (
        [json.loads(line)["id"] for line in path.read_bytes().splitlines()] if path.exists() else []
    )


@pytest.fixture(name="index")
def make_index(tmp_path: Path) -> Path:
    """An index of one day: a story, another, and a text without tokens."""
    source = write_day(
        tmp_path, "day0", [("a", STORY), ("b", OTHER), ("c", "...")], date="2024-05-01"
    )
    dedupe_corpus(source, tmp_path / "out0", against=tmp_path / "index", update=True)
    return tmp_path / "index"


def test_today_is_compared_with_yesterday(index: Path, tmp_path: Path) -> None:
    """What the index holds is dropped, by name, exact similarity and source; the rest is kept."""
    near = STORY + " and more"
    day = [("a", OTHER), ("n", near), ("x", "Something new."), ("d", "..."), ("e", "---")]
    before = manifest_of(index)
    source = write_day(tmp_path, "day1", [*day, ("y", "Something new.")])
    summary = dedupe_corpus(source, tmp_path / "out1", against=index)
    assert duplicates_in(tmp_path / "out1") == [
        {"id": "a", "duplicate_of": "b", "similarity": 1.0, "source": "index"},
        {"id": "n", "duplicate_of": "a", "similarity": jaccard(STORY, near), "source": "index"},
        {"id": "d", "duplicate_of": "c", "similarity": 1.0, "source": "index"},
        {"id": "y", "duplicate_of": "x", "similarity": 1.0},
    ]
    assert kept_ids(tmp_path / "out1") == ["x", "e"]
    assert (summary.kept, summary.duplicates, summary.exact_duplicates) == (2, 4, 3)
    assert summary.index == {"generation": 1, "documents": 3, "duplicates": 3, "added": 0}
    assert summary.options["against"] == str(index)
    assert manifest_of(index) == before, "without update, the index is not written to"
    again = dedupe_corpus(source, tmp_path / "out1", against=index, resume=True)
    assert (
        again
        == summary
        == DedupeSummary(**json.loads((tmp_path / "out1/summary.json").read_bytes()))
    )


def test_the_more_similar_of_yesterday_and_today_is_named(index: Path, tmp_path: Path) -> None:
    """A kept document of today stands for a copy only if it is more similar than the index's."""
    words = STORY.split()
    near = " ".join([*words[:90], *(f"new{n}" for n in range(90))])
    nearer = " ".join([*words[:80], *(f"new{n}" for n in range(90))])
    middle = " ".join([*words[:85], *(f"new{n}" for n in range(30))])
    options = DedupeOptions(threshold=0.6)
    source = write_day(tmp_path, "base", [("old", STORY)])
    dedupe_corpus(source, tmp_path / "outb", options, against=tmp_path / "index6", update=True)
    source = write_day(tmp_path, "day1", [("kept", near), ("one", nearer), ("two", middle)])
    dedupe_corpus(source, tmp_path / "out1", options, against=tmp_path / "index6")
    assert jaccard(STORY, near) < 0.6 < jaccard(STORY, middle)
    assert jaccard(near, middle) < jaccard(STORY, middle)
    assert duplicates_in(tmp_path / "out1") == [
        {"id": "one", "duplicate_of": "kept", "similarity": jaccard(near, nearer)},
        {
            "id": "two",
            "duplicate_of": "old",
            "similarity": jaccard(STORY, middle),
            "source": "index",
        },
    ]


def make_days(seed: int) -> list[list[Record]]:
    """Days of documents that are copies of each other, of all days, or new."""
    noise = random.Random(seed)
    texts = ["", "..."]
    days = []
    for day in range(6):
        records = []
        for number in range(noise.choice([0, 3, 9])):
            words = noise.choice(texts).split()
            for _ in range(noise.choice([0, 1, 1, 3, 30])):
                words.insert(noise.randint(0, len(words)), noise.choice("abcdefghij") * 3)
            texts.append(" ".join(words) + noise.choice(["", "."]))
            records.append((f"{day}-{number}", texts[-1]))
        days.append(records)
    return days


@pytest.mark.parametrize("seed", range(4))
def test_day_by_day_is_all_at_once(seed: int, tmp_path: Path) -> None:
    """Days compared through an index keep and drop what one comparison of all of them does.

    However the segments were merged in between; and there are never many.
    """
    index = tmp_path / "index"
    days = make_days(seed)
    whole = dedupe([record for day in days for record in day], CERTAIN)
    found, kept = [], []
    for number, records in enumerate(days):
        source, out = write_day(tmp_path, f"day{number}", records), tmp_path / f"out{number}"
        dedupe_corpus(source, out, CERTAIN, against=index, update=True)
        found += duplicates_in(out)
        kept += kept_ids(out)
    assert tuple(kept) == whole.kept_ids
    expected = [(each.id, each.duplicate_of, each.similarity) for each in whole.duplicates]
    assert [(each["id"], each["duplicate_of"], each["similarity"]) for each in found] == expected
    for each in found:
        assert ("source" in each) == (
            each["id"].split("-")[0] != each["duplicate_of"].split("-")[0]
        )
    sizes = [segment["documents"] for segment in manifest_of(index)["segments"]]
    assert sum(sizes) == len(kept)
    assert all(before >= 2 * after for before, after in itertools.pairwise(sizes))


def test_segments_stay_few(tmp_path: Path) -> None:
    """Many small days make segments of growing sizes, a few of them."""
    index = tmp_path / "index"
    for day in range(12):
        records = [(f"{day}", f"a story of day {day}, {day}, {day} and no other")]
        source = write_day(tmp_path, f"day{day}", records)
        dedupe_corpus(source, tmp_path / f"out{day}", against=index, update=True)
    sizes = [segment["documents"] for segment in manifest_of(index)["segments"]]
    assert sum(sizes) == 12
    assert len(sizes) <= 4
    assert len(list((index / "segments").iterdir())) == len(sizes)


# --- Expiry --------------------------------------------------------------------------------------


def compare(folder: Path, name: str, index: Path, *texts: str) -> list[str]:
    """The ids of the index's documents that are found for some texts."""
    source = write_day(folder, name, [(f"{name}-{n}", text) for n, text in enumerate(texts)])
    dedupe_corpus(source, folder / f"{name}.out", against=index)
    return [line["duplicate_of"] for line in duplicates_in(folder / f"{name}.out")]


def test_what_is_older_than_a_date_expires(index: Path, tmp_path: Path) -> None:
    """Documents with an earlier date are found no more; they leave the disk with a segment."""
    day = write_day(
        tmp_path,
        "day1",
        [(str(n), f"{n} stories of May, {n}") for n in range(9)],
        date="2024-05-03",
    )
    dedupe_corpus(day, tmp_path / "out1", against=index, update=True)
    assert compare(tmp_path, "both", index, STORY, "1 stories of May, 1") == ["a", "1"]
    empty = write_day(tmp_path, "day2", [("z", "A day later.")], date="2024-05-04")
    settings: dict[str, Any] = {"against": index, "update": True}
    dedupe_corpus(empty, tmp_path / "out2", expire="2024-05-03", **settings)
    assert compare(tmp_path, "later", index, STORY, "...", "1 stories of May, 1") == ["1"]
    assert sum(each["documents"] for each in manifest_of(index)["segments"]) == 13
    last = write_day(tmp_path, "day3", [("zz", "Two days later.")], date="2024-05-05")
    dedupe_corpus(last, tmp_path / "out3", expire="2024-06-01", **settings)
    assert manifest_of(index)["segments"] == []
    assert list((index / "segments").iterdir()) == []


def test_what_is_partly_expired_is_passed_over(index: Path, tmp_path: Path) -> None:
    """A segment stays as long as half of it counts; the rest of it is not found."""
    day = write_day(
        tmp_path,
        "day1",
        [(str(n), f"{n} stories of May, {n}") for n in range(5)],
        date="2024-05-03",
    )
    dedupe_corpus(day, tmp_path / "out1", against=index, update=True)
    (segment,) = manifest_of(index)["segments"]
    again = write_day(tmp_path, "day2", [("1", "1 stories of May, 1")])
    dedupe_corpus(again, tmp_path / "out2", against=index, update=True, expire="2024-05-02")
    (same,) = manifest_of(index)["segments"]
    assert same == {**segment, "oldest": 1714608000 * 10**6}
    assert compare(tmp_path, "later", index, STORY, "1 stories of May, 1", "...") == ["1"]


def test_days_are_counted_by_the_clock(index: Path, tmp_path: Path) -> None:
    """A document without a date is as old as its update; one that is dated, as its date."""
    day = write_day(tmp_path, "day1", [("new", "Some story without a date.")])
    dedupe_corpus(day, tmp_path / "out1", against=index, update=True, expire=1)
    assert compare(tmp_path, "later", index, STORY, "Some story without a date.") == ["new"]


# --- Requests ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "error", "message"),
    [
        ({"options": DedupeOptions(threshold=0.8)}, CorpusError, "threshold was 0.7, and is now"),
        ({"options": DedupeOptions(shingle_size=4)}, CorpusError, "shingle_size was 5, and is now"),
        ({"options": DedupeOptions(num_perm=64)}, CorpusError, "num_perm was 128, and is now 64"),
        ({"options": DedupeOptions(seed=2)}, CorpusError, "seed was 1, and is now 2"),
        ({"options": DedupeOptions(recall=0.9)}, CorpusError, "recall was 0.99, and is now 0.9"),
        ({"clean": CleanOptions()}, CorpusError, "clean was None, and is now"),
        ({"against": "none"}, CorpusError, "no index at .*none; a run with --update makes one"),
        ({"against": ""}, CorpusError, "the index is an empty path"),
        ({"against": "day1"}, CorpusError, "the source .*day1 lies in the index"),
        ({"against": "day1/index"}, CorpusError, "lies in the source"),
        ({"against": "out1", "update": True}, CorpusError, "the destination .* lies in the index"),
        ({"against": "out1.partial"}, CorpusError, "the workplace .* lies in the index"),
        ({"against": "out1.partial/parts/x", "update": True}, CorpusError, "lies in the workplace"),
        ({"against": "other"}, CorpusError, r"other holds x\.txt, and no index\.json"),
        ({"against": "other", "update": True}, CorpusError, r"other holds x\.txt, and no index"),
        ({"against": None, "update": True}, InvalidOption, "name it with against"),
        ({"expire": 5}, InvalidOption, "ask for update with it"),
        ({"expire": 0, "update": True}, InvalidOption, "at least 1, or a date such as 2024-"),
        ({"expire": True, "update": True}, InvalidOption, "got True"),
        ({"expire": "soon", "update": True}, InvalidOption, "got 'soon'"),
    ],
)  # fmt: skip
def test_refused(
    index: Path, tmp_path: Path, settings: dict[str, Any], error: type[Exception], message: str
) -> None:
    """What can't be done as asked is said at once, and nothing is written."""
    source = write_day(tmp_path, "day1", [("x", "Something new.")])
    (tmp_path / "other").mkdir()
    (tmp_path / "other/x.txt").touch()
    before = sorted(tmp_path.rglob("*"))
    arguments = {"against": index.name, **settings}
    if arguments["against"]:
        arguments["against"] = tmp_path / arguments["against"]
    with pytest.raises(error, match=message):
        dedupe_corpus(source, tmp_path / "out1", **arguments)
    assert sorted(tmp_path.rglob("*")) == before


def test_other_policies_may_differ(index: Path, tmp_path: Path) -> None:
    """Which copy of today is kept is no matter of the index."""
    source = write_day(tmp_path, "day1", [("x", "New."), ("a", STORY)])
    options = DedupeOptions(keep="longest", prefer=("wire",))
    assert dedupe_corpus(source, tmp_path / "out1", options, against=index).kept == 1


def test_damaged_index(index: Path, tmp_path: Path) -> None:
    """A file that is missing is named."""
    (index / "segments/000001/keys").unlink()
    source = write_day(tmp_path, "day1", [("x", "New.")])
    with pytest.raises(CorpusError, match=r"is damaged: .*keys is missing; make it anew"):
        dedupe_corpus(source, tmp_path / "out1", against=index)


@pytest.mark.parametrize(
    ("name", "told"), [("rows", "rows, or"), ("set_offsets", "rows, or"), ("ids", "ids")]
)
def test_index_of_damaged_bytes(index: Path, tmp_path: Path, name: str, told: str) -> None:
    """A file of the right size and of other bytes ends the run, and never leads it astray."""
    path = index / "segments/000001" / name
    path.write_bytes(b"\xff" * path.stat().st_size)
    if name == "set_offsets":  # of which the last is looked at before
        offsets = path.with_name("fingerprints").stat().st_size // 8
        path.write_bytes(path.read_bytes()[:-8] + offsets.to_bytes(8, "little"))
    source = write_day(tmp_path, "day1", [("x", STORY)])
    with pytest.raises(CorpusError, match=rf"damaged: .*{told}.* holds what no run wrote; make"):
        dedupe_corpus(source, tmp_path / "out1", against=index)


def test_index_whose_disk_is_full(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index, which may lie on a disk of its own, is named, and stays as it is."""
    source = write_day(tmp_path, "day1", [("x", "New.")])
    before = content(index)

    def fail(*arguments: object) -> int:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("cleantext.deduplication.index_update.write_segment", fail)
        with pytest.raises(CorpusError, match=r"the index .* can't be written .*No space .*resume"):
            dedupe_corpus(source, tmp_path / "out1", against=index, update=True)
    assert content(index) == before
    dedupe_corpus(source, tmp_path / "out1", against=index, update=True, resume=True)
    assert content(index) != before


# --- Crashes and two at once ---------------------------------------------------------------------

# Runs, and kills itself without warning when it is about to touch the disk for the nth time.
KILLED = """
import os, signal, sys
from cleantext import dedupe_corpus
from cleantext.corpus import listing

listing._LEAST_PART_BYTES = 1
source, destination, index, most = sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4])
events = 0

def count(event, arguments):
    global events
    if event in ("open", "os.rename", "os.mkdir", "os.rmdir", "os.remove", "os.truncate"):
        if str(arguments[0]).startswith((destination, index)):
            events += 1
            if events == most:
                os.kill(os.getpid(), signal.SIGKILL)

sys.addaudithook(count)
dedupe_corpus(source, destination, against=index, update=True)
print(events)
"""


def run_killed(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run until the disk is touched for the nth time."""
    command = [sys.executable, "-c", KILLED, *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def content(folder: Path) -> dict[str, bytes]:
    """All files under a directory that two runs have in common, however they went."""
    files = {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}
    for name, volatile in (
        ("summary.json", ("seconds", "options")),
        ("index.json", ("runs", "made")),
    ):
        if name in files:
            kept = {k: v for k, v in json.loads(files[name]).items() if k not in volatile}
            if name == "index.json":
                kept["segments"] = [each["documents"] for each in kept["segments"]]
            files[name] = json.dumps(kept).encode()
    # A segment that was written twice has another name.
    return {
        "/".join(part for part in path.split("/") if not part.isdecimal()): data
        for path, data in files.items()
    }


@pytest.mark.parametrize("moments", [8])
def test_killed_at_any_moment_and_resumed(
    index: Path, tmp_path: Path, moments: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The index is the old one or the new one, whole; a resumed run ends as one that was not."""
    monkeypatch.setattr(listing, "_LEAST_PART_BYTES", 1)
    day = [("x", "Something new."), ("n", STORY + " and more"), ("y", "And new again, says Y.")]
    source = write_day(tmp_path, "day1", day, date="2024-05-02")

    def copy(name: str) -> tuple[Path, Path]:
        place = tmp_path / name
        place.mkdir()
        shutil.copytree(index, place / "index")
        return place / "out", place / "index"

    old = content(index)
    whole = run_killed(source, *copy("whole"), -1)
    assert whole.returncode == 0, whole.stderr
    out, new = content(tmp_path / "whole/out"), content(tmp_path / "whole/index")
    assert new != old
    events = int(whole.stdout)
    for moment in range(moments):
        # The second half of the moments is in the last quarter, where the index changes.
        share = moment / moments * 1.5 if moment < moments / 2 else 0.5 + moment / moments / 2
        destination, copied = copy(f"killed{moment}")
        dead = run_killed(source, destination, copied, max(1, int(events * share)))
        assert dead.returncode == -signal.SIGKILL, dead.stderr
        if (manifest := manifest_of(copied))["generation"] == 1:
            assert compare(tmp_path, f"then{moment}", copied, STORY, "Something new.") == ["a"]
        else:
            assert manifest["generation"] == 2
        dedupe_corpus(source, destination, against=copied, update=True, resume=True)
        assert content(destination) == out
        assert content(copied) == new
        assert sorted(path.name for path in destination.parent.iterdir()) == ["index", "out"]


class _InterruptedError(Exception):
    """Stands for whatever ends a run early."""


def run_until_indexed(
    monkeypatch: pytest.MonkeyPatch, source: Path, destination: Path, **settings: Any
) -> None:
    """A run that ends when the index has its documents, and before its result is in place."""

    def die(workplace: Workplace, *, replace: bool) -> None:
        raise _InterruptedError

    with monkeypatch.context() as patch:
        patch.setattr(Workplace, "finish", die)
        with pytest.raises(_InterruptedError):
            dedupe_corpus(source, destination, **settings)


def test_killed_when_the_output_was_in_its_place(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run of which only the workplace is left to remove has nothing else to do."""
    source = write_day(tmp_path, "day1", [("x", "Something new.")])
    settings: dict[str, Any] = {"against": index, "update": True}

    def die(workplace: Workplace) -> None:
        raise _InterruptedError

    with monkeypatch.context() as patch:
        patch.setattr(Workplace, "remove", die)
        with pytest.raises(_InterruptedError):
            dedupe_corpus(source, tmp_path / "out", **settings)
    before = content(tmp_path / "out"), content(index)
    summary = dedupe_corpus(source, tmp_path / "out", resume=True, **settings)
    assert summary.index is not None
    assert summary.index["added"] == 1
    assert (content(tmp_path / "out"), content(index)) == before
    assert not (tmp_path / "out.partial").exists()


def test_what_lies_in_the_destination_is_found_before_the_index_changes(
    index: Path, tmp_path: Path
) -> None:
    """The index gets no documents of an output that can't take its place."""
    source = write_day(tmp_path, "day1", [("x", "Something new.")])

    def come(stage: str, done: int, total: int) -> None:
        (tmp_path / "out").mkdir(exist_ok=True)
        (tmp_path / "out/thesis.txt").touch()

    before = content(index)
    with pytest.raises(CorpusError, match="is no longer empty"):
        dedupe_corpus(source, tmp_path / "out", against=index, update=True, progress=come)
    assert content(index) == before


def test_resumed_run_whose_index_has_changed(index: Path, tmp_path: Path) -> None:
    """What was compared with another index can't be gone on with."""
    source = write_day(tmp_path, "day1", [("x", "Something new.")])

    def stop(stage: str, done: int, total: int) -> None:
        if stage == "compare":
            raise _InterruptedError

    settings: dict[str, Any] = {"against": index, "update": True}
    with pytest.raises(_InterruptedError):
        dedupe_corpus(source, tmp_path / "out1", progress=stop, **settings)
    dedupe_corpus(source, tmp_path / "out2", **settings)
    with pytest.raises(
        CorpusError, match=r"can't be continued as asked: the index .* has changed s"
    ):
        dedupe_corpus(source, tmp_path / "out1", resume=True, **settings)


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_result_whose_documents_are_in_the_index_is_not_thrown_away(
    index: Path, tmp_path: Path, overwrite: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Anew, all of it would be found in the index; it is put into its place by a resumed run.

    By then nothing is read or compared any more: the source may be gone, and the version new.
    """
    settings: dict[str, Any] = {"against": index, "update": True}
    source = write_day(tmp_path, "day1", [("x", "Something new.")])
    run_until_indexed(monkeypatch, source, tmp_path / "out", **settings)
    before = content(index)
    with pytest.raises(CorpusError, match=r"the index .* already; .*do that with --resume"):
        dedupe_corpus(source, tmp_path / "out", overwrite=overwrite, **settings)
    with pytest.raises(CorpusError, match=r"against was .*, and is now None; ask for the same$"):
        dedupe_corpus(source, tmp_path / "out", resume=True)
    (source / "wire.jsonl").unlink()
    monkeypatch.setattr("cleantext.__version__", "99.0")
    assert dedupe_corpus(source, tmp_path / "out", resume=True, **settings).kept == 1
    assert kept_ids(tmp_path / "out") == ["x"]
    assert content(index) == before


def test_a_finished_run_whose_index_is_gone_is_not_taken_for_done(
    index: Path, tmp_path: Path
) -> None:
    """Its documents are in no index, nor in one of before; to say so makes none."""
    earlier = tmp_path / "earlier"
    shutil.copytree(index, earlier)
    settings: dict[str, Any] = {"against": index, "update": True}
    source = write_day(tmp_path, "day1", [("x", "Something new.")])
    dedupe_corpus(source, tmp_path / "out", **settings)
    assert dedupe_corpus(source, tmp_path / "out", resume=True, **settings).kept == 1
    shutil.rmtree(index)
    told = pytest.raises(
        CorpusError, match=r"the index .* does not have the documents .* --overwrite"
    )
    with told:
        dedupe_corpus(source, tmp_path / "out", resume=True, **settings)
    assert not index.exists()
    shutil.copytree(earlier, index)
    with told:
        dedupe_corpus(source, tmp_path / "out", resume=True, **settings)
    dedupe_corpus(source, tmp_path / "out", overwrite=True, **settings)
    assert compare(tmp_path, "then", index, "Something new.") == ["x"]


def test_resumed_run_that_had_changed_the_index_before_others_did(
    index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its documents are in the index, and none is lost: they are kept, and not added again."""
    settings: dict[str, Any] = {"against": index, "update": True}
    source = write_day(tmp_path, "day1", [("x", "Something new.")])
    run_until_indexed(monkeypatch, source, tmp_path / "out1", **settings)
    other = write_day(tmp_path, "day2", [("y", "Something else again.")])
    dedupe_corpus(other, tmp_path / "out2", **settings)
    documents = manifest_of(index)["segments"]
    assert dedupe_corpus(source, tmp_path / "out1", resume=True, **settings).kept == 1
    assert manifest_of(index)["segments"] == documents


WAITING = """
import sys, time
from cleantext import dedupe_corpus

def wait(stage, done, total):
    if stage == "compare":
        print("comparing", flush=True)
        time.sleep(60)

source, destination, index = sys.argv[1:]
dedupe_corpus(source, destination, against=index, update=True, progress=wait)
"""


def test_two_runs_at_once(index: Path, tmp_path: Path) -> None:
    """One index is updated, and one destination written, by one run at a time; reading is free."""
    source = write_day(tmp_path, "day1", [("x", "Something new.")])
    command = [sys.executable, "-c", WAITING, str(source), str(tmp_path / "out1"), str(index)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as waiting:
        assert waiting.stdout is not None
        assert waiting.stdout.readline() == "comparing\n"
        with pytest.raises(
            CorpusError, match=rf"\(process {waiting.pid}\) is at work with the ind"
        ):
            dedupe_corpus(source, tmp_path / "out2", against=index, update=True)
        with pytest.raises(
            CorpusError, match=rf"\(process {waiting.pid}\) is at work with the des"
        ):
            dedupe_corpus(source, tmp_path / "out1", against=index, resume=True)
        assert dedupe_corpus(source, tmp_path / "out3", against=index).kept == 1
        os.kill(waiting.pid, signal.SIGKILL)
        waiting.wait()
    summary = dedupe_corpus(source, tmp_path / "out1", against=index, update=True, resume=True)
    assert summary.index is not None
    assert summary.index["added"] == 1


def test_time_depends_on_today(tmp_path: Path) -> None:
    """A crowded index costs no more than its candidates: ten times as large, not twice as slow."""
    days = {size: tmp_path / f"index{size}" for size in (300, 3000)}
    for size, index in days.items():
        records = [(f"{n}", " ".join(f"{size}w{n}x{k}" for k in range(30))) for n in range(size)]
        source = write_day(tmp_path, f"base{size}", records)
        dedupe_corpus(source, tmp_path / f"out{size}", against=index, update=True)
    today = write_day(tmp_path, "today", [(f"{n}", f"today {n} " * 20) for n in range(300)])

    def seconds(size: int, turn: int) -> float:
        started = time.process_time()
        dedupe_corpus(today, tmp_path / f"{size}-{turn}", against=days[size])
        return time.process_time() - started

    seconds(300, 99)
    few = sorted(seconds(300, turn) for turn in range(5))[2]
    many = sorted(seconds(3000, turn) for turn in range(5))[2]
    assert many < 2 * few
