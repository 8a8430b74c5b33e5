"""A field for the texts that no record has is told with those that are there."""

import re
from pathlib import Path

import pytest

from cleantext.corpus.source import walk
from cleantext.corpus.text_field import check_text_field
from cleantext.errors import InvalidOption


def test_the_fields_are_those_of_the_first_record_of_each_file(tmp_path: Path) -> None:
    """What is no record is passed over, and a field of several files is told once."""
    (tmp_path / "a.jsonl").write_text('{"cut\n[1]\n{"id": 1, "body": "A"}\n', encoding="utf-8")
    (tmp_path / "b.jsonl").write_text('{"body": "B", "day": 2}\n', encoding="utf-8")
    shown = re.escape("no record has a field 'text' for its text; they have 'id', 'body', 'day': ")
    with pytest.raises(InvalidOption, match=shown):
        check_text_field(tmp_path, walk(tmp_path), "text")


@pytest.mark.parametrize("content", ['{"n": 1}\n{"cut', '{"cut', "[1]", ""])
def test_what_is_there_or_can_not_be_known_is_no_error(tmp_path: Path, content: str) -> None:
    """The field is the mistake only where there are others."""
    (tmp_path / "a.jsonl").write_text(content, encoding="utf-8")
    (tmp_path / "b.txt").write_text("A story.", encoding="utf-8")
    check_text_field(tmp_path, walk(tmp_path), "n")
