"""Floor 3: documents in memory: `dedupe`, `drop_duplicates`, `jaccard`, `signature`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from cleantext.deduplication.options import DedupeOptions, DedupeResult
from cleantext.errors import DuplicateDocumentId, InvalidOption
from cleantext.model import Document, Duplicate
from cleantext.options import check_argument

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["dedupe", "drop_duplicates", "jaccard", "signature"]

Table = TypeVar("Table")

_DEFAULT = DedupeOptions()


def dedupe(
    documents: Iterable[Document | tuple[str, str] | str] | Any,
    options: DedupeOptions = _DEFAULT,
    *,
    text_column: str = "text",
    id_column: str | None = None,
    url_column: str | None = None,
    date_column: str | None = None,
) -> DedupeResult:
    """Find the near-duplicates among some documents, so that one of each cluster is kept.

    ``documents`` are `Document`, pairs of id and text, or texts, whose id is then their place
    in the input, from "0". Or they are a table: an Arrow Table, RecordBatch, list of these or
    RecordBatchReader, a pandas or Polars DataFrame, a Hugging Face Dataset, or anything that
    exports an Arrow stream. Its columns are named by the keywords; without ``id_column``, ids
    are the rows' places, and a row whose text is missing is kept (`drop_duplicates` gives the
    rows themselves).

    A document is dropped if a kept one before it is at least ``options.threshold`` similar to
    it; the order is that of ``options.prefer`` and ``options.keep``. Every dropped document
    names the most similar of these, and their exact similarity.

    Raises `DuplicateDocumentId`; `InvalidOption` if ``options`` ask for more recall than
    ``num_perm`` can give, or for dates or sites where there are none, or if a table lacks a
    column, or documents that are no table are given with one; and TypeError for what is not a
    document. Method: MinHash (Broder 1997) with banding,
    then the exact similarity of each candidate pair. A pair at the threshold is missed with a
    probability of at most ``1 - options.recall``.

    >>> result = dedupe(["The same old story again.", "Another.", "The same old story, again!"])
    >>> result.kept_ids, result.duplicates
    (('0', '1'), (Duplicate(id='2', duplicate_of='0', similarity=1.0),))
    """
    from cleantext.deduplication import memory, tables

    check_argument("options", options, DedupeOptions, "DedupeOptions(...)")
    check_argument("text_column", text_column, str, "the name of a column")
    names = tables.ColumnNames(text_column, id_column, url_column, date_column)
    table = tables.read_table(documents, names)
    if table is None:
        found = _collect(documents)
        if found and names != tables.ColumnNames():
            raise InvalidOption(
                "text_column, id_column, url_column and date_column are for tables: "
                "these documents are no table"
            )
        ids = [document.id for document in found]
        gathered = memory.gather_documents(found, options)
    else:
        ids = tables.ids_of(table, names)
        _check_ids(ids)
        gathered = memory.gather_table(table, names, options)
    resolution = memory.resolve_gathered(gathered, options)
    kept_for, similarity = resolution.kept_for.tolist(), resolution.similarity.tolist()
    return DedupeResult(
        tuple(ids[row] for row, kept in enumerate(kept_for) if kept == row),
        tuple(
            Duplicate(ids[row], ids[kept], similarity[row])
            for row, kept in enumerate(kept_for)
            if kept != row
        ),
    )


def drop_duplicates(
    table: Table,
    options: DedupeOptions = _DEFAULT,
    *,
    text_column: str = "text",
    id_column: str | None = None,
    url_column: str | None = None,
    date_column: str | None = None,
) -> Table:
    """Drop the near-duplicate rows of a table, and give a table of the same kind.

    ``table`` is a pandas or Polars DataFrame, a Hugging Face Dataset, an Arrow Table or
    RecordBatch; whatever else exports an Arrow stream, and a list of batches, becomes an Arrow
    Table. Rows keep their order, a pandas index its labels. ``text_column`` is compared; a row
    whose text is missing is kept. ``date_column`` serves ``options.keep="earliest"``;
    ``url_column``, or the directory in ``id_column``, ``options.prefer``.

    Raises as `dedupe` does, which also tells what each dropped row is a duplicate of; TypeError
    for what is not a table.

    >>> import pyarrow as pa
    >>> table = pa.table({"n": [1, 2, 3], "text": ["The same story.", "Another", "The same story"]})
    >>> drop_duplicates(table)["n"].to_pylist()
    [1, 2]
    """
    from cleantext.deduplication import memory, tables

    check_argument("options", options, DedupeOptions, "DedupeOptions(...)")
    check_argument("text_column", text_column, str, "the name of a column")
    names = tables.ColumnNames(text_column, id_column, url_column, date_column)
    held = tables.hold_table(table)
    columns = tables.read_table(held, names)
    if columns is None:
        raise TypeError(
            "drop_duplicates() takes an Arrow table, a pandas or Polars DataFrame or a Hugging "
            f"Face Dataset, not {type(table).__name__}; dedupe() takes documents"
        )
    kept_for = memory.resolve_gathered(
        memory.gather_table(columns, names, options), options
    ).kept_for
    kept: Table = tables.take_rows(held, kept_for == range(len(kept_for)))
    return kept


def _collect(documents: Iterable[Document | tuple[str, str] | str]) -> list[Document]:
    """The documents, each with an id of its own."""
    if isinstance(documents, (str, bytes)):
        raise TypeError("dedupe() takes an iterable of documents, not one text")
    if isinstance(documents, Mapping):  # its keys would be taken for the texts
        raise TypeError("dedupe() takes pairs of id and text: give the items() of a dictionary")
    collected = [_as_document(place, item) for place, item in enumerate(documents)]
    _check_ids([document.id for document in collected])
    return collected


def _check_ids(ids: Sequence[str]) -> None:
    if len(set(ids)) == len(ids):
        return
    places: dict[str, int] = {}
    for place, name in enumerate(ids):
        other = places.setdefault(name, place)
        if other != place:
            raise DuplicateDocumentId(
                f"documents {other} and {place} (counted from 0) have the same id {name!r}; "
                "give each its own"
            )


def _as_document(place: int, document: object) -> Document:
    match document:
        case Document(id=str(), text=str()):
            return document
        case (str(name), str(text)):
            return Document(name, text)
        case str(text):
            return Document(str(place), text)
        case (name, text):
            raise TypeError(
                f"document {place} (counted from 0) is a pair, of {type(name).__name__} and "
                f"{type(text).__name__}: id and text must both be str"
            )
    raise TypeError(
        f"document {place} (counted from 0) is neither a Document, nor a pair of id and text, "
        f"nor a text, but {type(document).__name__}"
    )


def jaccard(a: str, b: str, *, shingle_size: int = _DEFAULT.shingle_size) -> float:
    """Compute the exact Jaccard similarity of two texts, 0 to 1.

    It is the number of shingles in both texts, divided by the number of shingles in either.
    ``shingle_size`` is in tokens, at least 1. Two texts without tokens have similarity 1.0 if
    they are identical, else 0.0. Raises `InvalidOption`. Method: Broder 1997, section 2.

    >>> jaccard("to be or not", "to be or", shingle_size=1)
    0.75
    """
    from cleantext.neardup.shingles import jaccard_of_sets, shingle_set

    for name, text in (("a", a), ("b", b)):
        check_argument(name, text, str, "a str")
    checked = DedupeOptions(shingle_size=shingle_size)
    if a == b:
        return 1.0
    return jaccard_of_sets(
        shingle_set(a, checked.shingle_size), shingle_set(b, checked.shingle_size)
    )


def signature(text: str, options: DedupeOptions = _DEFAULT) -> NDArray[np.uint32]:
    """Compute the MinHash signature of a text: ``uint32[options.num_perm]``.

    The numbers are those of ``datasketch.MinHash(num_perm, seed, scheme="affine32")`` over the
    same shingle hashes, so that they can be loaded into its indexes. The share of equal places in
    two signatures estimates the similarity of the texts. A text without tokens has the largest
    number everywhere.

    >>> signature("To be, or not to be.").shape
    (128,)
    """
    from cleantext.deduplication.compare import Signer
    from cleantext.neardup.texts import Texts

    check_argument("text", text, str, "a str")
    check_argument("options", options, DedupeOptions, "DedupeOptions(...)")
    signed, _ = Signer(options).sign(Texts.of_strings([text]))
    row: NDArray[np.uint32] = signed[0]
    return row
