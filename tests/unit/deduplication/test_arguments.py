"""What is of a wrong type is told by its name, before any work is done."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

from cleantext import (
    CleanOptions,
    CorpusError,
    dedupe,
    dedupe_corpus,
    drop_duplicates,
    jaccard,
    signature,
    write_report,
)


@pytest.mark.parametrize(
    ("function", "arguments", "message"),
    [
        (dedupe, (["One."], 0.7), r"options must be DedupeOptions\(...\); got 0.7"),
        (drop_duplicates, (pa.table({"text": ["One."]}), None), "options must be DedupeOptions"),
        (signature, ("One.", 128), "options must be DedupeOptions"),
        (signature, (b"One.",), "text must be a str; got b'One.'"),
        (jaccard, (None, "One."), "a must be a str; got None"),
        (jaccard, ("One.", 1), "b must be a str; got 1"),
    ],
)
def test_wrong_arguments(
    function: Callable[..., Any], arguments: tuple[Any, ...], message: str
) -> None:
    """The message names the argument and what it must be."""
    with pytest.raises(TypeError, match=message):
        function(*arguments)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({"options": 0.7}, "options must be DedupeOptions"),
        ({"clean": True}, r"options must be CleanOptions\(...\); got True"),
        ({"clean": CleanOptions(), "profile": {}}, "profile must be a SiteProfile"),
        ({"text_field": None}, "text_field must be a str; got None"),
        ({"id_field": 1}, "id_field must be a str; got 1"),
        ({"url_field": 1}, "url_field must be a str; got 1"),
        ({"date_field": 1, "update": True, "against": "index"}, "date_field must be a str"),
    ],
)
def test_wrong_settings_of_a_run(tmp_path: Path, settings: dict[str, Any], message: str) -> None:
    """Nothing is written, and no workplace is left."""
    (tmp_path / "source").mkdir()
    with pytest.raises(TypeError, match=message):
        dedupe_corpus(tmp_path / "source", tmp_path / "out", **settings)
    assert [path.name for path in tmp_path.iterdir()] == ["source"]


@pytest.mark.parametrize("places", [("", "r.html"), ("out", "")])
def test_empty_paths_of_a_report(places: tuple[str, str]) -> None:
    """An empty path, as an unset variable leaves it, is no path."""
    with pytest.raises(CorpusError, match="is an empty path"):
        write_report(*places)
