"""What deduplication may be asked, and the shape of its answers."""

from typing import Any

import pytest

from cleantext.deduplication import DedupeOptions, DedupeResult
from cleantext.errors import InvalidOption
from cleantext.model import Duplicate


def test_defaults_are_those_of_the_contract() -> None:
    """Other people's pipelines rely on them."""
    assert DedupeOptions() == DedupeOptions(
        threshold=0.7, shingle_size=5, num_perm=128, recall=0.99, keep="first", prefer=(), seed=1
    )


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ({"threshold": 0}, "DedupeOptions.threshold must be above 0 and at most 1; got 0"),
        ({"threshold": 1.5}, "threshold must be above 0 and at most 1; got 1.5"),
        ({"threshold": float("nan")}, "threshold must be above 0"),
        ({"threshold": "0.7"}, "threshold must be a number; got '0.7'"),
        ({"shingle_size": 0}, "shingle_size must be at least 1 and at most 2147483647; got 0"),
        ({"shingle_size": 2.5}, "shingle_size must be a whole number; got 2.5"),
        ({"shingle_size": 10**30}, "shingle_size must be at least 1 and at most 2147483647"),
        ({"num_perm": 0}, "num_perm must be at least 1 and at most 4096; got 0"),
        ({"num_perm": 5000}, "num_perm must be at least 1 and at most 4096; got 5000"),
        ({"recall": 1}, "recall must be above 0 and below 1; got 1"),
        ({"keep": "newest"}, "one of 'first', 'longest', 'shortest', 'earliest'; got 'newest'"),
        ({"prefer": "bbc"}, "prefer must be a tuple of words, none of them empty; got 'bbc'"),
        ({"prefer": ["bbc"]}, "prefer must be a tuple of words"),
        ({"prefer": ("bbc", "")}, "prefer must be a tuple of words"),
        (
            {"prefer": ("bbc", "http://bbc.com")},
            "without 'http://' or a path; got 'http://bbc.com'",
        ),
        ({"seed": -1}, "seed must be at least 0 and at most 4294967295; got -1"),
        ({"seed": 2**32}, "seed must be at least 0"),
    ],
)
def test_refused_options(setting: dict[str, Any], message: str) -> None:
    """The message names the option and says what it takes."""
    with pytest.raises(InvalidOption) as raised:
        DedupeOptions(**setting)
    assert message in str(raised.value)


def test_clusters_are_in_input_order() -> None:
    """A cluster is a kept document and its duplicates; a document alone has none."""
    result = DedupeResult(
        ("a", "b", "c"),
        (Duplicate("x", "c", 0.8), Duplicate("y", "a", 1.0), Duplicate("z", "c", 1)),
    )
    assert list(result.clusters.items()) == [("a", ("y",)), ("c", ("x", "z"))]
    assert result.duplicate_ids == ("x", "y", "z")
