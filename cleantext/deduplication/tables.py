"""Floor 3: tables in memory, whichever library they are of: their columns in, their rows out.

Nothing is imported that the user does not have: a table says by its class whose it is, and its
own methods do the work. On the way from the table to the comparison there is no Python object
per row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cleantext.errors import InvalidOption
from cleantext.model import Document

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from cleantext.neardup.texts import Texts

__all__ = [
    "ColumnNames",
    "TextColumn",
    "hold_table",
    "ids_of",
    "read_table",
    "sites_of",
    "take_rows",
    "texts_of",
]


@dataclass(frozen=True, slots=True)
class ColumnNames:
    """The names of a table's columns that are read; None: there is none."""

    text: str = "text"
    id: str | None = None
    url: str | None = None
    date: str | None = None

    def __iter__(self) -> Iterator[str]:
        """The names that there are, each once."""
        names = (self.text, self.id, self.url, self.date)
        return iter(dict.fromkeys(name for name in names if name is not None))


def read_table(data: object, names: ColumnNames) -> Any:
    """The named columns of a table as an Arrow table; None if the data are not a table.

    A table is an Arrow Table, RecordBatch (or a list of them) or RecordBatchReader, a pandas or
    Polars DataFrame, a Hugging Face Dataset, or whatever exports an Arrow stream
    (``__arrow_c_stream__``). Raises `InvalidOption` for a column that is not there, and
    TypeError for a table that is not in memory, or is several.
    """
    found = _columns_of(data, names)
    if found is None:
        return None
    _check_unique(found.column_names, names)
    missing = [name for name in names if name not in found.column_names]
    if missing:
        raise InvalidOption(
            f"the table has no column {missing[0]!r}: say which one to read with text_column, "
            "id_column, url_column or date_column"
        )
    return found.select(list(names))


def _check_unique(columns: Iterable[object], names: ColumnNames) -> None:
    """Raise `InvalidOption` if several columns have one of the names."""
    counts = Counter(columns)
    for name in names:
        if counts[name] > 1:
            raise InvalidOption(f"the table has {counts[name]} columns {name!r}: rename the others")


def _columns_of(data: Any, names: ColumnNames) -> Any:
    kind = _kind_of(data)
    wanted = [name for name in names if name in getattr(data, "columns", ())]
    if kind == "pandas":
        import pyarrow as pa

        _check_unique(data.columns, names)
        try:
            return pa.Table.from_pandas(data[wanted], preserve_index=False)
        except pa.ArrowException as error:
            raise InvalidOption(f"a column holds values of several types: {error}") from error
        except UnicodeEncodeError as error:
            raise InvalidOption(f"a column holds a text that has no UTF-8: {error}") from error
    if kind == "polars":
        return data.select(wanted).to_arrow()
    if kind == "datasets":
        chosen = [name for name in names if name in data.column_names]
        return data.select_columns(chosen).with_format("arrow")[:]
    return _arrow_columns(data)


def _kind_of(data: object) -> str | None:
    """Whose table it is; raises TypeError for those that are not one table in memory."""
    for base in type(data).__mro__:
        library, name = base.__module__.partition(".")[0], base.__name__
        if (library, name) in (("polars", "LazyFrame"), ("datasets", "IterableDataset")):
            raise TypeError(f"a {library} {name} is not in memory: collect it first")
        if (library, name) in (("datasets", "DatasetDict"), ("datasets", "IterableDatasetDict")):
            raise TypeError("a DatasetDict holds several tables: give one of its splits")
        if (library, name) in (
            ("pandas", "DataFrame"),
            ("polars", "DataFrame"),
            ("datasets", "Dataset"),
        ):
            return library
    return None


def _arrow_columns(data: Any) -> Any:
    if type(data).__name__ == "Series":  # of pandas or Polars: some texts, no table
        return None
    is_list = isinstance(data, (list, tuple)) and bool(data)
    first = data[0] if is_list else data
    if not (hasattr(first, "__arrow_c_stream__") or hasattr(first, "__arrow_c_array__")):
        return None
    import pyarrow as pa

    if is_list and isinstance(first, pa.RecordBatch):
        return pa.Table.from_batches(data)
    if isinstance(data, pa.RecordBatchReader):
        return data.read_all()
    if isinstance(first, (pa.Array, pa.ChunkedArray, pa.Scalar)) or is_list:
        return None
    return data if isinstance(data, pa.Table) else pa.table(data)


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column of texts: their bytes, which rows have one, and their lengths in characters.

    A row without a text has an empty one.
    """

    texts: Texts
    is_valid: NDArray[np.bool_]
    lengths: NDArray[np.int64]


def texts_of(table: Any, names: ColumnNames) -> TextColumn:
    """The texts of an Arrow table's rows; raises `InvalidOption` if the column holds none."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    from cleantext.neardup.texts import PADDING, Texts

    array = _as_strings(table[names.text], names.text)
    try:
        array.validate(full=True)
    except pa.ArrowInvalid as error:
        raise InvalidOption(f"the column {names.text!r} holds no valid texts: {error}") from error
    is_valid = np.asarray(array.is_valid())
    array = array.fill_null("") if array.null_count else array
    _, ends, data = array.buffers()
    offsets = np.frombuffer(ends, np.int64, len(array) + 1, array.offset * 8)
    utf8 = np.zeros(offsets[-1] - offsets[0] + PADDING, np.uint8)
    if data is not None:
        utf8[:-PADDING] = np.frombuffer(data, np.uint8)[offsets[0] : offsets[-1]]
    lengths = np.asarray(pc.utf8_length(array), np.int64)
    return TextColumn(Texts(utf8, offsets - offsets[0]), is_valid, lengths)


def _as_strings(column: Any, name: str) -> Any:
    """A column of texts as one array of large strings."""
    import pyarrow as pa

    kind = column.type.value_type if pa.types.is_dictionary(column.type) else column.type
    is_text = pa.types.is_string(kind) or pa.types.is_large_string(kind)
    if column.null_count == len(column):
        return pa.nulls(len(column), pa.large_string())  # Pandas takes such columns for numbers
    if not (is_text or pa.types.is_string_view(kind)):
        raise InvalidOption(f"the column {name!r} does not hold texts, but {column.type}")
    whole = column.cast(pa.large_string())
    whole = whole.combine_chunks() if isinstance(whole, pa.ChunkedArray) else whole
    return pa.concat_arrays(whole.chunks) if isinstance(whole, pa.ChunkedArray) else whole


def ids_of(table: Any, names: ColumnNames) -> list[str]:
    """The ids of the rows: their places from "0" if no column holds them.

    Raises `InvalidOption` for a row without one, or a column that can't hold them.
    """
    import pyarrow as pa

    if names.id is None:
        return [str(row) for row in range(table.num_rows)]
    column = table[names.id]
    if column.null_count:
        raise InvalidOption(f"{column.null_count} rows have no id in the column {names.id!r}")
    if pa.types.is_integer(column.type):
        return [str(number) for number in column.to_pylist()]
    ids: list[str] = _as_strings(column, names.id).to_pylist()
    return ids


def sites_of(table: Any, names: ColumnNames) -> Iterator[str | None]:
    """The site of each row, as `Document.site` has it.

    Raises `InvalidOption` for a column of addresses that are no texts.
    """
    rows = table.num_rows
    urls = _as_strings(table[names.url], names.url).to_pylist() if names.url else [None] * rows
    for name, url in zip(ids_of(table, names), urls, strict=True):
        yield Document(name, "", url).site


def hold_table(data: Any) -> Any:
    """Data that can be read again: what only exports an Arrow stream is an Arrow table then.

    So is a list of batches. A stream may be one that can be read once.
    """
    if _kind_of(data) is not None:
        return data
    found = _arrow_columns(data)
    return data if found is None or _is_batch(data) else found


def _is_batch(data: object) -> bool:
    import pyarrow as pa

    return isinstance(data, pa.RecordBatch)


def take_rows(table: Any, is_kept: NDArray[np.bool_]) -> Any:
    """The rows that are kept of a table that is held, as a table of the same kind."""
    import numpy as np

    kind = _kind_of(table)
    if kind == "pandas":
        return table.loc[is_kept]
    if kind == "polars":
        return table[np.flatnonzero(is_kept)]
    if kind == "datasets":
        return table.select(np.flatnonzero(is_kept))
    return _take_arrow_rows(table, is_kept)


def _take_arrow_rows(table: Any, is_kept: NDArray[np.bool_]) -> Any:
    import numpy as np
    import pyarrow as pa

    from cleantext.corpus.parquet_tables import slice_rows

    try:
        return table.filter(pa.array(is_kept))
    except pa.ArrowNotImplementedError:
        whole = pa.Table.from_batches([table]) if _is_batch(table) else table
        taken = pa.concat_tables([whole.slice(0, 0), *slice_rows(whole, np.flatnonzero(is_kept))])
        if not _is_batch(table):
            return taken
        batches = taken.combine_chunks().to_batches()
        return batches[0] if batches else table.slice(0, 0)
