"""Floor 3: the dates of a table in memory, whatever type its column has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleantext.dates import EARLIEST, LATEST, NO_DATE, date_or_none
from cleantext.deduplication.tables import ColumnNames
from cleantext.errors import InvalidOption

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["dates_of"]

_SCALES = {"s": 10**6, "ms": 10**3, "us": 1}
"""How many microseconds a unit of a column of timestamps is."""
_MILLISECONDS = 86_400 * 10**3
_MICROSECONDS = 86_400 * 10**6
"""So many are a day."""


def dates_of(table: Any, names: ColumnNames) -> NDArray[np.int64]:
    """The date of each row, as `parse_date` has it; `NO_DATE` where there is none.

    What a `datetime` can't tell is none, as it is in files: some databases write the last moment
    that a number can tell for one that never comes. Raises `InvalidOption` for a column of lists,
    or whatever else can't hold dates.
    """
    import numpy as np
    import pyarrow as pa

    column = table[names.date] if names.date is not None else None
    if column is None or pa.types.is_null(column.type):
        return np.full(table.num_rows, NO_DATE)
    if _holds_moments(column):
        return _read_moments(column)
    if not pa.types.is_dictionary(column.type):
        try:
            column = column.dictionary_encode()
        except pa.ArrowNotImplementedError as error:
            raise InvalidOption(
                f"the column {names.date!r} does not hold dates, but {column.type}"
            ) from error
    column = column.unify_dictionaries().combine_chunks()
    column = column.chunk(0) if isinstance(column, pa.ChunkedArray) else column
    known = np.append(_read_values(column.dictionary), NO_DATE)
    return known[np.asarray(column.indices.fill_null(len(known) - 1), np.int64)]


def _holds_moments(column: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_timestamp(column.type) or pa.types.is_date(column.type))


def _read_values(values: Any) -> NDArray[np.int64]:
    """The date of each of the values that a column has, which are read one by one."""
    import numpy as np

    from cleantext.corpus.reader import value_of

    if _holds_moments(values):
        return _read_moments(values)
    return np.array([date_or_none(value_of(value)) for value in values], np.int64)


def _read_moments(column: Any) -> NDArray[np.int64]:
    """The date of each row of a column of timestamps or of days."""
    import numpy as np

    numbers, scale = _count_units(column)
    is_told = (numbers >= EARLIEST // scale) & (numbers <= LATEST // scale)
    return np.where(np.asarray(column.is_valid()) & is_told, numbers * scale, NO_DATE)


def _count_units(column: Any) -> tuple[NDArray[np.int64], int]:
    """How many units after 1970 each row is, and how many microseconds a unit has."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    stored = column.cast(pa.int32() if pa.types.is_date32(column.type) else pa.int64())
    numbers = stored.fill_null(0)
    if pa.types.is_date64(column.type):
        return np.asarray(numbers) // _MILLISECONDS, _MICROSECONDS
    if pa.types.is_date32(column.type):
        return np.asarray(numbers, np.int64), _MICROSECONDS
    if column.type.unit == "ns":  # the digits beyond a microsecond are dropped
        return np.asarray(pc.divide(numbers, 1000)), 1
    return np.asarray(numbers), _SCALES[column.type.unit]
