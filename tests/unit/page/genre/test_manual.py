"""What is a page of a manual as it is printed in a terminal, and what only looks like one."""

from __future__ import annotations

import pytest

from cleantext import clean
from cleantext.page.genre.manual import is_manual
from cleantext.page.plain import parse

ENGLISH = """MILL(1)                      User Commands                      MILL(1)

NAME
       mill - grind what is in the hopper

SYNOPSIS
       mill [-w wheel] [sack ...]

DESCRIPTION
       The wheel is let down to the water, and what is in the sacks is ground
       until the bell rings. Without a sack the stones stand still, and nothing
       is written.

SEE ALSO
       sieve(1)

COPYRIGHT
       Copyright 2024 Ann Example. Licence GPLv3+, see the file of that name.

mill 1.0                        May 2024                           MILL(1)
"""
PORTUGUESE = """NOME
     mill - mói o que está na tremonha

DESCRIÇÃO
     A roda desce até a água e o que está nos sacos é moído até o sino tocar.
     Sem saco as mós ficam paradas, e nada é escrito.

VEJA TAMBÉM
     sieve(1)

DIREITOS AUTORAIS
     Copyright 2024 Ann Example. Licença GPLv3+: GNU GPL
     versão 3 ou posterior.
"""
JAPANESE = """名前
       mill - ホッパーの中の麦を挽く

説明
       水車を水に下ろし、鐘が鳴るまで袋の中の麦を挽く。袋がなければ石臼は動かず、
       何も書き出されない。

関連項目
       sieve(1)

著作権
       Copyright 2024 Ann Example.
"""
STORY = "The old mill burned down on Monday night, and nobody was hurt, the fire chief said."


@pytest.mark.parametrize("text", [ENGLISH, PORTUGUESE, JAPANESE], ids=["en", "pt", "ja"])
def test_a_page_of_a_manual_stays_as_it_is(text: str) -> None:
    """With what it says at its end of others like it, and of its rights, in each language."""
    assert is_manual(parse(text.strip()))
    assert clean(text) == text


def test_a_page_of_a_manual_may_be_printed_without_a_width() -> None:
    """Its lines are long then, and its headings still in capitals."""
    text = PORTUGUESE.replace("A roda desce", STORY * 3 + " A roda desce")
    assert is_manual(parse(text.strip()))
    assert clean(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        STORY,
        f"{STORY}\n\nSEE ALSO\n       sieve(1)\n",
        "\n".join(f"    {line}" for line in PORTUGUESE.split("\n")),
        PORTUGUESE.lower(),
        PORTUGUESE.replace("     ", "   "),
        JAPANESE + "       " + STORY * 3,
        PORTUGUESE.replace("VEJA TAMBÉM", STORY),
        "".join(f"     {STORY}\n" for _ in range(9)),
    ],
    ids=[
        "nothing", "a story", "a heading in a story", "all of it indented", "no capitals",
        "a browser's indentation", "lines that no terminal broke", "a sentence at the margin",
        "no headings",
    ],
)  # fmt: skip
def test_what_is_no_page_of_a_manual(text: str) -> None:
    """Pages of the web that are indented are none: their lines are longer, or no heading."""
    assert not is_manual(parse(text))
