"""Tables in, tables out: Arrow, pandas, Polars, Hugging Face, and what exports Arrow streams."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import numpy as np
import pyarrow as pa
import pytest

from cleantext import DedupeOptions, Duplicate, DuplicateDocumentId, InvalidOption
from cleantext.deduplication import dedupe, drop_duplicates
from cleantext.deduplication.tables import ColumnNames, read_table, texts_of

STORY = " ".join(f"word{n}" for n in range(60))
DAY = datetime(2024, 5, 17, tzinfo=UTC)
COLUMNS: dict[str, Any] = {
    "key": ["a", "b", "c", "d", "e"],
    "body": [STORY, "Größe, naïve and 東京", None, f"{STORY} more", "Größe, naïve and 東京"],
    "when": ["2024-05-17", None, None, "2024-05-16", "2024-05-18"],
    "n": [1, 2, 3, 4, 5],
}


class Exporter:
    """A table of nobody we know, that exports an Arrow stream."""

    def __init__(self, columns: dict[str, Any]) -> None:
        self._table = pa.table(columns)

    def __arrow_c_stream__(self, schema: object = None) -> object:
        return self._table.__arrow_c_stream__(schema)


def sliced(columns: dict[str, Any]) -> pa.Table:
    """A table in chunks, one of which begins in the middle of its buffers."""
    table = pa.table(columns)
    return pa.concat_tables([table.slice(0, 2), table.slice(2)])


def pandas_frame(columns: dict[str, Any]) -> Any:
    """A frame whose labels are not the rows' places."""
    pandas = pytest.importorskip("pandas")
    return pandas.DataFrame(columns, index=[10 * n for n in range(len(columns["key"]))])


def hugging_face_dataset(columns: dict[str, Any]) -> Any:
    """A data set that is a selection of a longer one."""
    datasets = pytest.importorskip("datasets")
    longer = {name: ["0" if name != "n" else 0, *values] for name, values in columns.items()}
    return datasets.Dataset.from_dict(longer).select(range(1, len(columns["key"]) + 1))


KINDS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "table": pa.table,
    "chunks": sliced,
    "batch": pa.record_batch,
    "batches": lambda columns: sliced(columns).to_batches(),
    "reader": lambda columns: sliced(columns).to_reader(),
    "stream": Exporter,
    "pandas": pandas_frame,
    "polars": lambda columns: pytest.importorskip("polars").DataFrame(columns),
    "datasets": hugging_face_dataset,
}


@pytest.mark.parametrize("kind", KINDS)
def test_dedupe_takes_tables_of_every_kind(kind: str) -> None:
    """The result is that of the same documents, one by one; a row without text is kept."""
    result = dedupe(KINDS[kind](COLUMNS), text_column="body", id_column="key")
    similarity = dedupe([STORY, f"{STORY} more"]).duplicates[0].similarity
    assert result.kept_ids == ("a", "b", "c")
    assert result.duplicates == (Duplicate("d", "a", similarity), Duplicate("e", "b", 1.0))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "reader"])
def test_drop_duplicates_gives_the_same_kind(kind: str) -> None:
    """All columns of the kept rows come back, in order, in a table of the kind that went in."""
    given = KINDS[kind](COLUMNS)
    kept = drop_duplicates(
        given, DedupeOptions(keep="earliest"), text_column="body", date_column="when"
    )
    if kind in ("batches", "stream"):
        assert isinstance(kept, pa.Table)
    else:
        assert type(kept) is type(given)
    names = getattr(kept, "column_names", None) or list(kept.columns)
    assert names == list(COLUMNS)
    assert list(np.asarray(kept["n"])) == [3, 4, 5]
    if kind == "pandas":
        assert list(kept.index) == [20, 30, 40]


def test_a_stream_that_can_be_read_once() -> None:
    """A reader of batches is a table, too: what it gives is held until the rows are known."""
    table = pa.table({"text": ["x", "y", "x"], "n": [1, 2, 3]})
    kept = drop_duplicates(pa.RecordBatchReader.from_stream(table))
    assert kept.to_pydict() == {"text": ["x", "y"], "n": [1, 2]}


@pytest.mark.parametrize("texts", [["x", "y", "x", "z"], []])
def test_columns_that_arrow_can_not_filter(texts: list[str]) -> None:
    """Rows with string views, as Polars exports them, are dropped like all others."""
    table = pa.table({"text": pa.array(texts, pa.string_view()), "n": range(len(texts))})
    kept = {"text": ["x", "y", "z"] if texts else [], "n": [0, 1, 3] if texts else []}
    assert drop_duplicates(table).to_pydict() == kept
    batch = drop_duplicates(pa.RecordBatch.from_pydict(table.to_pydict(), table.schema))
    assert isinstance(batch, pa.RecordBatch)
    assert (batch.to_pydict(), batch.schema) == (kept, table.schema)


def test_pandas_texts_without_utf8() -> None:
    """A lone surrogate in a column of objects is told like all that is no text."""
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame({"text": pandas.Series(["a \ud800 b", "a b"], dtype=object)})
    with pytest.raises(InvalidOption, match="a column holds a text that has no UTF-8"):
        drop_duplicates(frame)


def test_types_of_text_and_numbers_as_ids() -> None:
    """Every Arrow type of text is read; numbers can be ids; without a column the place is."""
    for kind in (pa.string(), pa.large_string(), pa.string_view(), pa.dictionary(pa.int8(), "str")):
        table = pa.table({"text": pa.array(["x", None, "x"]).cast(kind), "id": [7, 8, 9]})
        assert dedupe(table, id_column="id").duplicates == (Duplicate("9", "7", 1.0),)
        assert dedupe(table).duplicate_ids == ("2",)
    assert dedupe(pa.table({"text": pa.nulls(2)})).kept_ids == ("0", "1")
    assert dedupe(pa.table({"text": pa.array([], pa.string())})).kept_ids == ()


def test_sites_from_addresses_or_ids() -> None:
    """Preferred sites are looked for where a `Document` has them."""
    table = pa.table(
        {
            "text": ["x", "x", "x"],
            "id": ["wire/1", "2", "3"],
            "url": [None, "https://a.example/2", "https://b.example/3"],
        }
    )

    def kept(site: str, **columns: str) -> tuple[str, ...]:
        return dedupe(table, DedupeOptions(prefer=(site,)), **columns).kept_ids

    assert kept("b.example", url_column="url") == ("2",)
    assert kept("b.example", url_column="url", id_column="id") == ("3",)
    assert kept("wire", id_column="id", url_column="url") == ("wire/1",)
    with pytest.raises(InvalidOption, match="no document has one; name the column of addresses"):
        kept("b.example")
    empty = table.drop_columns("url").append_column("url", pa.nulls(3, pa.string()))
    with pytest.raises(InvalidOption, match="no document has one in the column 'url'"):
        dedupe(empty, DedupeOptions(prefer=("b.example",)), url_column="url")


@pytest.mark.parametrize(
    ("data", "settings", "error", "message"),
    [
        ({"story": ["x"]}, {}, InvalidOption, "no column 'text': say which one to read"),
        ({"text": ["x"]}, {"id_column": "id"}, InvalidOption, "the table has no column 'id'"),
        ({"text": [1]}, {}, InvalidOption, "column 'text' does not hold texts, but int64"),
        ({"text": ["x"], "id": [0.5]}, {"id_column": "id"}, InvalidOption, "but double"),
        (
            {"text": ["x", "y"], "id": ["a", None]},
            {"id_column": "id"},
            InvalidOption,
            "1 rows have no id in the column 'id'",
        ),
        (
            {"text": ["x", "y"], "id": ["a", "a"]},
            {"id_column": "id"},
            DuplicateDocumentId,
            "documents 0 and 1 .* have the same id 'a'",
        ),
        (
            {"text": ["x"]},
            {"options": DedupeOptions(keep="earliest")},
            InvalidOption,
            "has one that can be read; name their column with date_column",
        ),
        (
            {"text": ["x"], "when": [[1]]},
            {"options": DedupeOptions(keep="earliest"), "date_column": "when"},
            InvalidOption,
            "the column 'when' does not hold dates, but list<",
        ),
        (
            {"text": ["x"], "url": [1]},
            {"options": DedupeOptions(prefer=("ap.org",)), "url_column": "url"},
            InvalidOption,
            "the column 'url' does not hold texts, but int64",
        ),
    ],
)
def test_refused_tables(
    data: dict[str, Any], settings: dict[str, Any], error: type[Exception], message: str
) -> None:
    """The message names the column, and the keyword that would help."""
    with pytest.raises(error, match=message):
        dedupe(pa.table(data), **settings)


def test_several_columns_of_one_name() -> None:
    """Nobody knows which of them is meant."""
    twice = pa.Table.from_arrays([pa.array(["a"]), pa.array(["b"])], names=["text", "text"])
    message = "the table has 2 columns 'text': rename the others"
    with pytest.raises(InvalidOption, match=message):
        dedupe(twice)
    pandas = pytest.importorskip("pandas")
    with pytest.raises(InvalidOption, match=message):
        dedupe(pandas.DataFrame([["a", "b"]], columns=["text", "text"]))


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_series_is_texts_and_no_table(library: str) -> None:
    """It has no columns; its values are documents as those of a list are."""
    series = pytest.importorskip(library).Series(["The same story.", "Another.", "The same story"])
    assert dedupe(series).duplicate_ids == ("2",)
    with pytest.raises(TypeError, match="takes an Arrow table, a pandas or Polars DataFrame"):
        drop_duplicates(series)


def test_what_is_no_table() -> None:
    """`drop_duplicates` says what it takes; arrays and lists are not tables."""
    for data in (["x", "x"], pa.array(["x"]), "text", []):
        with pytest.raises(TypeError, match="takes an Arrow table, a pandas or Polars DataFrame"):
            drop_duplicates(data)


def test_columns_of_what_is_no_table() -> None:
    """To name a column of documents is a mistake, and so is a table without a column of texts."""
    with pytest.raises(InvalidOption, match="are for tables: these documents are no table"):
        dedupe(["The mill.", "The crane."], id_column="id")
    assert dedupe([], id_column="id").kept_ids == ()  # a batch may be empty
    missing: Any = None
    for function in (dedupe, drop_duplicates):
        with pytest.raises(TypeError, match="text_column must be the name of a column; got None"):
            function(pa.table({"text": ["x"]}), text_column=missing)


def test_column_of_several_types() -> None:
    """A pandas column of texts and numbers is refused with its trouble."""
    pandas = pytest.importorskip("pandas")
    with pytest.raises(InvalidOption, match="a column holds values of several types"):
        dedupe(pandas.DataFrame({"text": ["x", 1]}))


def test_tables_that_are_not_in_memory() -> None:
    """A lazy frame is to be collected, of a dictionary of data sets one is to be chosen."""
    polars = pytest.importorskip("polars")
    with pytest.raises(TypeError, match="LazyFrame is not in memory: collect it first"):
        dedupe(polars.LazyFrame({"text": ["x"]}))
    datasets = pytest.importorskip("datasets")
    split = datasets.Dataset.from_dict({"text": ["x"]})
    with pytest.raises(TypeError, match="give one of its splits"):
        dedupe(datasets.DatasetDict(train=split))
    with pytest.raises(TypeError, match="IterableDataset is not in memory"):
        drop_duplicates(split.to_iterable_dataset())


@pytest.mark.parametrize("texts", [[], [None, float("nan")]])
def test_a_column_without_a_text(texts: list[Any]) -> None:
    """Pandas takes one for numbers: a row whose text is missing is kept."""
    pandas = pytest.importorskip("pandas")
    assert len(drop_duplicates(pandas.DataFrame({"text": texts}))) == len(texts)


def test_texts_that_are_not_utf8() -> None:
    """A column that nobody checked is refused."""
    binary = pa.array([b"caf\xe9", b"ok"], pa.large_binary())
    column = pa.Array.from_buffers(pa.large_string(), 2, binary.buffers())
    with pytest.raises(InvalidOption, match="the column 'text' holds no valid texts: Invalid UTF8"):
        dedupe(pa.table({"text": column}))


def test_a_column_is_not_held_as_objects() -> None:
    """Reading a column takes its bytes and a few numbers a text, and no object for each."""
    story = "some words of a story"
    table = pa.table({"text": pa.array([story] * 100_000, pa.large_string())})
    tracemalloc.start()
    column = texts_of(read_table(table, ColumnNames()), ColumnNames())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert len(column.texts) == 100_000
    assert peak < 100_000 * (len(story) + 20)


def test_nothing_is_needed_that_the_user_does_not_have() -> None:
    """Texts in a list load no Arrow, and Arrow tables work where no other library is installed."""
    code = """
import sys
class NotInstalled:
    def find_spec(self, name, path=None, target=None):
        if name in ("pandas", "polars", "datasets"):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, NotInstalled())
import cleantext
cleantext.dedupe(["a", "b"])
assert "pyarrow" not in sys.modules
import pyarrow as pa
cleantext.drop_duplicates(pa.table({"text": ["a", "b"]}))
"""
    subprocess.run([sys.executable, "-c", code], check=True)
