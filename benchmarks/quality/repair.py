"""`repair`, beside ftfy and plsfix: sentences through wrong codecs, and harm to good sentences."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import ftfy

from benchmarks.datasets import sentences
from cleantext.repair import repair

_CODECS = (
    *("latin-1", "cp1252", "cp1251", "cp1250", "mac_roman", "cp437", "iso8859_2", "cp1253"),
    *("cp1254", "cp1257"),
)


def run(data: Path | None, *, rounds: int, seed: int) -> dict[str, Any]:
    """The share of sentences recovered from each codec, and how many good ones change.

    A sentence is recovered if its mojibake becomes what the contender makes of the sentence
    itself. ``rounds`` has no meaning here: nothing is timed.
    """
    texts = sentences(data, seed)
    contenders = _contenders()
    return {
        "sentences": len(texts),
        "good sentences changed": {
            name: sum(function(text) != text for text in texts)
            for name, function in contenders.items()
        },
        "good sentences changed otherwise than by ftfy": sum(
            repair(text) != ftfy.fix_text(text) for text in texts
        ),
        "recovered": {codec: _recovered(texts, codec, contenders) for codec in _CODECS},
    }


def _contenders() -> dict[str, Callable[[str], str]]:
    contenders: dict[str, Callable[[str], str]] = {"repair": repair, "ftfy": ftfy.fix_text}
    try:
        import plsfix
    except ImportError:
        return contenders
    return contenders | {"plsfix": plsfix.fix_text}


def _recovered(
    texts: list[str], codec: str, contenders: dict[str, Callable[[str], str]]
) -> dict[str, Any]:
    pairs = []
    for text in texts:
        try:
            pairs.append((text, text.encode().decode(codec)))
        except UnicodeDecodeError:
            continue  # a byte that the codec does not know
    return {"of": len(pairs)} | {
        name: round(sum(function(bad) == function(good) for good, bad in pairs) / len(pairs), 4)
        for name, function in contenders.items()
    }
