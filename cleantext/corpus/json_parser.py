r"""Floor 2: a JSON line as Python's objects, also where Python's own module wrote what is not JSON.

That module writes NaN and Infinity, and half of a surrogate pair as an escape (``\ud83d``), where a
text was cut within an emoji. Such a line is read with null and U+FFFD in their place, and a number
that no float holds (``1e400``) as null, too.
"""

from __future__ import annotations

import math
import re
from typing import Any

import orjson

from cleantext.corpus.records import Unusable

__all__ = ["parse_json"]

# A string that does not end is taken, too: else each quote in it would be tried as the first.
_STRING_OR_WORD = re.compile(
    rb'"(?:[^"\\]++|\\.)*+"?+|NaN|-?Infinity|(?<!\d)-?((?:0|[1-9]\d*+)(?:\.\d++)?+(?:[eE][+-]?+\d++)?+)(?!\d)'
)
_ESCAPE = re.compile(
    rb"(\\u[Dd][89ABab][\dA-Fa-f]{2}\\u[Dd][C-Fc-f][\dA-Fa-f]{2})"  # a pair
    rb"|(\\u[Dd][89A-Fa-f][\dA-Fa-f]{2})"  # half of one
    rb"|\\."
)


def parse_json(data: bytes) -> Any:
    r"""Parse a line; raises `Unusable`, which says what is wrong, if it is no JSON.

    >>> parse_json(rb'{"text": "\ud83d!", "score": NaN}')
    {'text': '�!', 'score': None}
    """
    try:
        return orjson.loads(data)
    except orjson.JSONDecodeError as error:
        reason = _explain(data, error)
    try:
        return orjson.loads(_STRING_OR_WORD.sub(_make_strict, data))
    except orjson.JSONDecodeError as error:
        raise Unusable(reason) from error


def _make_strict(token: re.Match[bytes]) -> bytes:
    if token[1]:
        return b"null" if math.isinf(float(token[1])) else token[0]
    if not token[0].startswith(b'"'):
        return b"null"
    return _ESCAPE.sub(lambda escape: rb"\ufffd" if escape[2] else escape[0], token[0])


def _explain(data: bytes, error: orjson.JSONDecodeError) -> str:
    """Why a line is no JSON: of bytes that are no text, the parser says little."""
    try:
        data.decode()
    except UnicodeDecodeError as undecoded:
        byte, place = data[undecoded.start], undecoded.start + 1
        return (
            f"not UTF-8, which JSON has to be: byte {place} of the line is 0x{byte:02X}; convert "
            "the file"
        )
    return f"not valid JSON: {error}"
