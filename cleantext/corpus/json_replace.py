"""Floor 2: another text in one field of a JSON line, all else byte for byte."""

from __future__ import annotations

import re

import orjson

from cleantext.corpus.json_parser import parse_json
from cleantext.errors import UnreadableDocument

__all__ = ["replace_text"]

_BOM = b"\xef\xbb\xbf"
# A string, a bracket, a number or a word (with the colon before it), or what parts two of these.
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[][{}]|[^][{}",\s]++|[,\s]++')


def replace_text(line: bytes, field: str, text: str) -> bytes:
    r"""A JSON line with another text in one field; all else stays as it is, byte for byte.

    So numbers keep their digits, and fields their order and spacing. A field that is there more
    than once is replaced where it counts: the last time. Raises `UnreadableDocument` for what is no
    record: it was one when it was read.

    >>> replace_text(b'{"n": 1.50, "text": "a\\u00e9"}\n', "text", "b")
    b'{"n": 1.50, "text": "b"}\n'
    """
    mark = _BOM if line.startswith(_BOM) else b""
    try:
        source = line.removeprefix(_BOM).decode()
        start, end = _find_value(source, field)
    except (ValueError, IndexError) as error:
        raise UnreadableDocument("changed while it was read") from error
    return mark + b"".join((source[:start].encode(), orjson.dumps(text), source[end:].encode()))


def _find_value(source: str, field: str) -> tuple[int, int]:
    """Where the value of a field of a JSON object begins and ends."""
    found = (0, 0)
    position = _skip_space(source, source.index("{") + 1)
    while source[position] == '"':
        end = _end_of_value(source, position)
        name = parse_json(source[position:end].encode())
        start = _skip_space(source, source.index(":", end) + 1)
        end = _end_of_value(source, start)
        if name == field:
            found = (start, end)
        position = _skip_space(source, end)
        if source[position] == ",":
            position = _skip_space(source, position + 1)
    return found


def _end_of_value(source: str, start: int) -> int:
    """Where a value of valid JSON ends; however deep it nests, nothing is called again."""
    depth, position = 0, start
    while True:
        token = _TOKEN.match(source, position)
        if token is None:
            raise ValueError("no JSON")
        depth += (token[0] in "[{") - (token[0] in "]}")
        if depth == 0:
            return token.end()
        position = token.end()


def _skip_space(source: str, position: int) -> int:
    while source[position] in " \t\r\n":
        position += 1
    return position
