"""`dedupe`, `jaccard` and `signature` on documents in memory."""

from typing import Any

import numpy as np
import pytest
from datasketch import MinHash

from cleantext import Document, DuplicateDocumentId, InvalidOption
from cleantext.deduplication import DedupeOptions, dedupe, jaccard, signature
from cleantext.deduplication.options import Keep
from cleantext.model import Duplicate
from cleantext.neardup.shingles import shingle_hashes

STORY = " ".join(f"word{n}" for n in range(100))
LONGER = STORY + " and a few words more"
SHORTER = STORY.removesuffix(" word98 word99")
OTHER = " ".join(f"other{n}" for n in range(100))


def test_lone_surrogates_part_tokens_and_are_no_question_marks() -> None:
    """Texts without tokens are duplicates only if they are the same; tokens are what they are."""
    result = dedupe(["\ud800", "?", "\udfff", "\ud800"])
    assert result.duplicates == (Duplicate("3", "0", 1.0),)
    decomposed = "caf\ud800 re\u0301sume\u0301"  # Python normalizes it
    assert dedupe([decomposed, "caf r\xe9sum\xe9"]).duplicates == (Duplicate("1", "0", 1.0),)


def test_documents_pairs_and_texts() -> None:
    """Each way to give a document gives the same; a text's id is its place from 0."""
    result = dedupe([Document("a", STORY), ("b", OTHER), STORY])
    assert result.kept_ids == ("a", "b")
    assert result.duplicates == (Duplicate("2", "a", 1.0),)


def test_near_duplicates_have_their_exact_similarity() -> None:
    """The similarity that is told is the one of `jaccard`."""
    result = dedupe([("a", STORY), ("b", LONGER)])
    assert result.duplicates == (Duplicate("b", "a", jaccard(STORY, LONGER)),)


@pytest.mark.parametrize(
    ("keep", "kept"), [("first", "story"), ("longest", "longer"), ("shortest", "shorter")]
)
def test_keep(keep: Keep, kept: str) -> None:
    """The policy decides which copy is kept; the duplicates stay in input order."""
    documents = [("story", STORY), ("shorter", SHORTER), ("longer", LONGER), ("other", OTHER)]
    result = dedupe(documents, DedupeOptions(keep=keep))
    assert set(result.kept_ids) == {kept, "other"}
    assert list(result.duplicate_ids) == [name for name, _ in documents[:3] if name != kept]
    assert {duplicate.duplicate_of for duplicate in result.duplicates} == {kept}


def test_keep_earliest() -> None:
    """The copy with the earliest date is kept; one without a date comes after all others."""
    dates = [None, "2024-05-17", "Thu, 16 May 2024 23:00:00 +0000", 1_800_000_000]
    documents = [Document(str(n), STORY, date=date) for n, date in enumerate(dates)]
    result = dedupe([*documents, OTHER], DedupeOptions(keep="earliest"))
    assert result.kept_ids == ("2", "4")


def test_keep_earliest_without_any_date() -> None:
    """Without dates the request makes no sense, and the message says where they belong."""
    with pytest.raises(InvalidOption, match=r"no document has one that can be read as Document\.d"):
        dedupe([("a", STORY), Document("b", OTHER, date="soon")], DedupeOptions(keep="earliest"))
    assert dedupe([], DedupeOptions(keep="earliest")).kept_ids == ()


def test_preferred_sites_come_first_in_their_order() -> None:
    """A preferred site goes before all others, whatever the policy; the policy decides within."""
    documents = [
        Document("0", LONGER, url="https://other.example/1"),
        Document("1", SHORTER, url="https://www.post.example/1"),
        Document("2", STORY, url="https://www.post.example/2"),
        Document("wire/3", SHORTER),
    ]

    def kept(*prefer: str, keep: Keep = "first") -> str:
        (name,) = dedupe(documents, DedupeOptions(keep=keep, prefer=prefer)).kept_ids
        return name

    assert kept(keep="longest") == "0"
    assert kept("post.example") == "1"
    assert kept("post.example", keep="longest") == "2"
    assert kept("WIRE", "post.example") == "wire/3"
    assert kept("post.example", "wire") == "1"
    assert kept("nobody") == "0"


def test_a_dropped_document_drops_nobody() -> None:
    """No chaining: what is similar only to a dropped document is kept."""
    words = [f"w{n}" for n in range(120)]
    a, b, c = (" ".join(words[start : start + 60]) for start in (0, 10, 20))
    threshold = jaccard(a, b) - 0.01
    assert jaccard(a, c) < threshold < jaccard(b, c)
    result = dedupe([("a", a), ("b", b), ("c", c)], DedupeOptions(threshold=threshold))
    assert result.kept_ids == ("a", "c")


def test_copy_of_a_dropped_document_names_the_most_similar() -> None:
    """Byte-identical copies of a dropped document may find a better one that came later."""
    words = [f"w{n}" for n in range(200)]
    dropped = " ".join(words[10:110])
    near, nearer = " ".join(words[0:100]), " ".join(words[15:115])
    threshold = jaccard(near, dropped) - 0.01
    assert jaccard(near, nearer) < threshold < jaccard(dropped, nearer)
    documents = [("near", near), ("one", dropped), ("nearer", nearer), ("two", dropped)]
    result = dedupe(documents, DedupeOptions(threshold=threshold))
    assert result.clusters == {"near": ("one",), "nearer": ("two",)}


def test_documents_without_tokens() -> None:
    """They are duplicates of byte-identical documents only."""
    result = dedupe(["", "...", "", "---", "..."])
    assert result.kept_ids == ("0", "1", "3")
    assert result.clusters == {"0": ("2",), "1": ("4",)}


def test_no_documents() -> None:
    """Nothing in, nothing out."""
    assert dedupe([]).kept_ids == ()


def test_texts_with_lone_surrogates() -> None:
    """Any str is a text."""
    assert dedupe(["\ud800 one", "\ud800 one"]).duplicate_ids == ("1",)


def test_same_id_twice() -> None:
    """The message tells both places."""
    with pytest.raises(
        DuplicateDocumentId, match=r"documents 0 and 2 \(counted from 0\) have the same id 'a'"
    ):
        dedupe([("a", "x"), ("b", "y"), ("a", "z")])


@pytest.mark.parametrize(("wrong", "types"), [(("a", 1), "str and int"), ((1, "a"), "int and str")])
def test_a_pair_of_other_things(wrong: Any, types: str) -> None:
    """The message tells which of the two is wrong."""
    with pytest.raises(TypeError, match=rf"document 1 .* is a pair, of {types}: id and text must"):
        dedupe(["a", wrong])


@pytest.mark.parametrize("wrong", [5, ("a", "b", "c"), b"bytes", None])
def test_what_is_no_document(wrong: Any) -> None:
    """The message tells its place and what it is."""
    with pytest.raises(TypeError, match=r"document 1 \(counted from 0\) is neither a Document"):
        dedupe(["a", wrong])


def test_one_text_is_no_iterable_of_documents() -> None:
    """A str would otherwise be taken for a list of letters."""
    with pytest.raises(TypeError, match="not one text"):
        dedupe("a text")


def test_a_dictionary_is_no_iterable_of_documents() -> None:
    """Its keys would otherwise be taken for the texts; its items are pairs of id and text."""
    stories = {"a": "One story.", "b": "One story."}
    with pytest.raises(TypeError, match=r"give the items\(\) of a dictionary"):
        dedupe(stories)
    assert dedupe(stories.items()).duplicate_ids == ("b",)


def test_recall_that_can_not_be_reached() -> None:
    """The message says what would do."""
    with pytest.raises(InvalidOption, match="num_perm=459 would"):
        dedupe(["a"], DedupeOptions(threshold=0.01, num_perm=16))


def test_jaccard() -> None:
    """The definition, at its edges."""
    assert jaccard("a b c", "A, b; C!") == 1.0
    assert jaccard("a b", "c d") == 0.0
    assert jaccard("a b c", "a b d", shingle_size=2) == 1 / 3
    assert jaccard("", "") == 1.0
    assert jaccard("", "...") == 0.0
    with pytest.raises(InvalidOption, match="shingle_size must be at least 1"):
        jaccard("a", "b", shingle_size=0)


def test_signature_is_that_of_datasketch() -> None:
    """The numbers can be loaded into datasketch's indexes."""
    options = DedupeOptions(num_perm=64, seed=7)
    oracle = MinHash(num_perm=64, seed=7, scheme="affine32", hashfunc=int)
    for shingle in shingle_hashes(STORY, 5).tolist():
        oracle.update(shingle)
    assert np.array_equal(signature(STORY, options), oracle.hashvalues)
    assert signature(STORY, options).dtype == np.uint32
    assert set(signature("").tolist()) == {0xFFFFFFFF}
