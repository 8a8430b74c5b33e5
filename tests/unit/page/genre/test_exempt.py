"""What repeats and copyrights on purpose."""

from __future__ import annotations

import pytest

from cleantext import CleanOptions, clean
from cleantext.page.genre.exempt import find_exempt, name_exempt
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


@pytest.mark.parametrize(
    "head", ["Copyright\n\n", "COPYRIGHT\n  ", "## License\n\n", "9. Copyright:\n\n"]
)
def test_rights_below_their_heading_stay(head: str) -> None:
    """A document says there whose it is; in the foot of a page no gap is between the two."""
    rights = "Copyright 2021 Ann Example\nCopyright 2022 Tom Marsh\n"
    text = f"{STORY}\n{STORY}\n{head}{rights}"
    assert clean(text) == text
    assert sorted(find_exempt(parse(text))) == [2, 3, 4]
    assert "Ann" not in clean(f"{STORY}\n{STORY}\nCopyright\n{rights}")


def test_rights_within_a_comment_of_several_lines_stay() -> None:
    """Of a script that has more words than code."""
    rights = "Copyright 2021 Ann Example.\n"
    text = f"/*\n{rights}*/\n{STORY}\n{STORY}"
    assert clean(text) == text
    assert find_exempt(parse(f"/* a */\n{rights}")) == set()


ROWS = "".join(f"{n}\t{port}\tHome\n" for n, port in enumerate(("Marrow", "Hale", "Lowick") * 3))


def test_a_table_of_tabs_stays_with_its_prose() -> None:
    """Its rows have as many tabs each; a page of which a part is a table is none."""
    table = f"1\tMarrow\t{STORY}{ROWS}2\tHale\tShare\n3\tHale\tRead more\n"
    assert name_exempt(parse(table)) == "a table or list"
    assert clean(table) == table
    assert name_exempt(parse(f"{STORY * 4}{ROWS}")) == ""
    assert name_exempt(parse(f"{STORY}{ROWS * 9}")) == ""


@pytest.mark.parametrize("mark", ["#", "//", ";"])
def test_a_list_stays_with_the_comments_above_it(mark: str) -> None:
    """All that runs there are comments, and its entries no menu's, whatever they are called."""
    entries = "about\ncontact\nhelp\nhome\njobs\nnews\nsearch\nshop\nsport\n"
    text = f"{mark} {STORY}{entries}"
    assert clean(text) == text
    assert name_exempt(parse(f"{mark} {STORY}{entries}{STORY}")) == ""
    assert "home" not in clean(f"{STORY}{entries}")


@pytest.mark.parametrize(
    "fixed",
    [
        "```\nIMG_0001.jpg\ntags: a, b\n5 min read\n```",
        "~~~\n2 comments\n1. Ann\n~~~",
        "| Name | Of |\n|---|---|\n| 5 min read | it |",
    ],
)
def test_fenced_code_holds_no_label_and_no_comments(fixed: str) -> None:
    """What it prints is neither; the lines beside it go, and so do comments below it."""
    story = "\n".join(f"{n} such ships. {STORY}" for n in range(9))
    assert clean(f"{story}\n{fixed}\n\n{story.upper()}") == f"{story}\n{fixed}\n\n{story.upper()}"
    below = "\n\n5 min read\n\n2 Comments\n\n1. Ann\n\nGood.\n"
    assert clean(f"{story}\n{fixed}{below}") == f"{story}\n{fixed}\n"
