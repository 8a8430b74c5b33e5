"""What repeats and copyrights on purpose."""

from __future__ import annotations

import pytest

from cleantext import CleanOptions, clean
from cleantext.page.exempt import find_exempt, name_exempt
from cleantext.page.plain import parse

STORY = "The ferry sails twice a day, unless the wind is too strong for it, the harbour said.\n"
MEMBER = (
    '    "text": "The ferry sails twice a day, unless the wind is too strong for it to leave",\n'
)
JSON = '{\n  "ports": [\n' + f'   {{\n    "name": "Marrow",\n{MEMBER}   }},\n' * 4 + "  ]\n}\n"


def test_json_comes_out_as_it_went_in() -> None:
    """Its members repeat, and each of them is needed."""
    assert name_exempt(parse(JSON)) == "source code"
    assert clean(JSON) == JSON
    assert clean(JSON, CleanOptions(captions="drop")) == JSON


@pytest.mark.parametrize("mark", ["# ", "// ", "/* ", "; ", "% ", '.\\" ', "dnl ", "<!-- "])
def test_rights_in_a_comment_stay(mark: str) -> None:
    """Below the text, too; without the mark they are a page's."""
    rights = "Copyright 2021 Ann Example. All rights reserved.\n"
    assert clean(f"{STORY}\n{STORY}\n{mark}{rights}") == f"{STORY}\n{STORY}\n{mark}{rights}"
    assert clean(f"{STORY}\n{STORY}\n{rights}") == f"{STORY}\n{STORY}".rstrip() + "\n"


def test_what_is_exempt_is_found_by_its_line() -> None:
    """A header, fenced code, a comment's rights; nothing in a story."""
    text = f"A: 1\nB: 2\nC: 3\n\n{STORY}```\nShare\n```\n# Copyright\n"
    assert sorted(find_exempt(parse(text))) == [0, 1, 2, 4, 5, 6, 7]
    assert not find_exempt(parse(STORY * 3))
    assert name_exempt(parse(STORY * 3)) == ""
