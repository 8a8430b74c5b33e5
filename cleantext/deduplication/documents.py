"""Floor 3: documents in memory: `dedupe`, `jaccard`, `signature`."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cleantext.deduplication.options import DedupeOptions, DedupeResult
from cleantext.errors import DuplicateDocumentId
from cleantext.model import Document, Duplicate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["dedupe", "jaccard", "signature"]

_DEFAULT = DedupeOptions()


def dedupe(
    documents: Iterable[Document | tuple[str, str] | str], options: DedupeOptions = _DEFAULT
) -> DedupeResult:
    """Find the near-duplicates among some documents, so that one of each cluster is kept.

    ``documents`` are `Document`, pairs of id and text, or texts, whose id is then their place
    in the input, from "0". A document is dropped if a kept one before it is at least
    ``options.threshold`` similar to it; the order is that of ``options.keep``. Every dropped
    document names the most similar of these, and their exact similarity.

    Raises `DuplicateDocumentId`, `InvalidOption` if ``options`` ask for more recall than
    ``num_perm`` can give, and TypeError for what is not a document. Method: MinHash (Broder
    1997) with banding, then the exact similarity of each candidate pair. A pair at the threshold
    is missed with a probability of at most ``1 - options.recall``.

    >>> result = dedupe(["The same old story again.", "Another.", "The same old story, again!"])
    >>> result.kept_ids, result.duplicates
    (('0', '1'), (Duplicate(id='2', duplicate_of='0', similarity=1.0),))
    """
    import numpy as np

    from cleantext.deduplication import compare
    from cleantext.neardup.resolve import Candidates
    from cleantext.neardup.texts import Texts, digest_texts

    ids, texts = _collect(documents)
    column = Texts.of_strings(texts)
    keys, has_tokens = compare.Signer(options).compute_keys(column)
    columns = compare.Columns(
        digest_texts(column),
        has_tokens,
        np.array([len(text) for text in texts], np.int64),
        Candidates(
            compare.banding_of(options),
            lambda band: keys[:, band],
            column.take,
            np.diff(column.offsets),
            lambda function, numbers: deque(map(function, numbers), maxlen=0),
        ),
    )
    resolution = compare.resolve_documents(columns, np.arange(len(ids)), options)
    kept_for, similarity = resolution.kept_for.tolist(), resolution.similarity.tolist()
    return DedupeResult(
        tuple(ids[row] for row, kept in enumerate(kept_for) if kept == row),
        tuple(
            Duplicate(ids[row], ids[kept], similarity[row])
            for row, kept in enumerate(kept_for)
            if kept != row
        ),
    )


def _collect(
    documents: Iterable[Document | tuple[str, str] | str],
) -> tuple[list[str], list[str]]:
    """The ids and the texts; the ids are different."""
    if isinstance(documents, (str, bytes)):
        raise TypeError("dedupe() takes an iterable of documents, not one text")
    texts: list[str] = []
    places: dict[str, int] = {}
    for place, document in enumerate(documents):
        name, text = _id_and_text(place, document)
        other = places.setdefault(name, place)
        if other != place:
            raise DuplicateDocumentId(
                f"documents {other} and {place} (counted from 0) have the same id {name!r}; "
                "give each its own"
            )
        texts.append(text)
    return list(places), texts


def _id_and_text(place: int, document: object) -> tuple[str, str]:
    match document:
        case Document(id=str(name), text=str(text)) | (str(name), str(text)):
            return name, text
        case str(text):
            return str(place), text
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

    signed, _ = Signer(options).sign(Texts.of_strings([text]))
    row: NDArray[np.uint32] = signed[0]
    return row
