"""Entities that were escaped again and again."""

from __future__ import annotations

import time
from typing import Any

import ftfy
import pytest

from cleantext import RepairOptions, repair


@pytest.mark.parametrize("escape", ["amp;", "#38;", "#x26;", "#038;amp;"])
def test_many_escapes_take_linear_time(escape: str) -> None:
    """A megabyte of escapes of one sign is that sign, in seconds."""
    started = time.process_time()
    assert repair("&" + escape * (1_000_000 // len(escape)) + " on") == "& on"
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    "text",
    [
        "&amp;amp;lt;b",
        "a &amp;amp; b\n<p>&amp;amp;amp;</p>\n&amp;amp;",
        "&amp;#38;#60; &AMP;amp;amp",
        "&amp;\n&amp;amp;amp;eacute;",
    ],
)
@pytest.mark.parametrize("unescape", ["auto", True, False])
def test_escapes_end_as_in_ftfy(text: str, unescape: Any) -> None:
    """What is read at once ends as ftfy, which takes an escape a round, ends each line."""
    options = RepairOptions(unescape_html=unescape)
    lines = text.splitlines(keepends=True)
    wanted = "".join(ftfy.fix_text(line, unescape_html=unescape) for line in lines)
    assert repair(text, options) == wanted
