"""What is source code, and what only has some."""

from __future__ import annotations

import time

import pytest

from cleantext import clean
from cleantext.page.genre.code import is_code
from cleantext.page.plain import parse

PYTHON = '''\
# Copyright 2019 The Example Authors. All rights reserved.
"""Ferries: when they sail, and what they carry. This is a long sentence about them."""

import datetime
from collections import deque

SEE_ALSO = {
    "x": "share",
    "email": "share",
}


class Ferry:
    """A ferry that sails twice a day, unless the wind is too strong for it to leave the quay."""

    def __init__(self, name, x):
        self.name = name
        self.queue = deque()
        self.at = Point(
            x,
            x=x,
        )

    def load(self, car):
        if car.weight > self.limit:
            raise ValueError(f"{car} is too heavy for {self.name}")
        self.queue.append(car)
'''
C = """\
/* Copyright (C) 1996-2022 The Example Foundation, Inc.
   This file is part of the Example Library.

   The Example Library is free software; you can redistribute it and/or modify it as you like.  */

#ifndef _FERRY_H
#define _FERRY_H 1

#include <stddef.h>

struct ferry {
  const char *name;   /* What is painted on it.  */
  size_t cars;
};

extern int ferry_load (struct ferry *f, size_t cars);
extern int ferry_sail (struct ferry *f);

#endif /* ferry.h */
"""
TUTORIAL = """\
How to load a ferry in ten lines

Share on Twitter
Every ferry has a queue, and a limit of weight that the harbour master sets once a year. We begin
with the queue, which is a list, and put a car into it whenever one comes along the quay:

queue = []
queue.append(car)
total = sum(car.weight for car in queue)
first = queue[0];
limit = 40;
print(total);

That is all there is to it. In the next part we will see what has to be done where a car is too
heavy for the ferry that it wants to take, and how its driver is told so.
"""


def judge(text: str) -> bool:
    """Whether the text is code."""
    lines = parse(text)
    return is_code(lines.text, lines.texts)


@pytest.mark.parametrize("text", [PYTHON, C, C.replace("\n", "\r\n")])
def test_source_code_is_known_and_comes_out_as_it_went_in(text: str) -> None:
    """With its copyright, its short lines and its words that share buttons have, too."""
    assert judge(text)
    assert clean(text) == text.replace("\r\n", "\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        TUTORIAL,
        "x = 1;\n" * 5,
        "He said: (yes);\n" * 3
        + "It was late, and the ferry (the last one) had left the quay.\n" * 9,
        "Name: Ann Example;\nTown: Marrow;\n"
        + "She has lived here for all of her long life.\n" * 9,
        "# A heading\n\n* one\n* two\n* three\n\n# Another\n\n* four\n* five\n* six\n",
    ],
    ids=["nothing", "tutorial", "too little", "brackets", "a form", "markdown"],
)
def test_other_texts_are_none(text: str) -> None:
    """Neither what speaks of code, nor what has its signs."""
    assert not judge(text)


def test_a_tutorial_is_a_page_like_others() -> None:
    """Its buttons go."""
    assert clean(TUTORIAL) == TUTORIAL.replace("Share on Twitter\n", "")


@pytest.mark.parametrize(
    "line",
    ["a(" * 500, "a=" * 500, "a " * 500 + "=", "a.b" * 500, "/*", '"""', "return" + " a" * 99],
)
def test_hostile_lines_take_linear_time(line: str) -> None:
    """A megabyte takes a second or two."""
    text = f"{line};\n{line}\n=;\n" * (1_000_000 // len(line) // 2)
    lines = parse(text[:1_000_000])
    started = time.process_time()
    is_code(lines.text, lines.texts)
    is_code("=" * 4_000_000, ["a(" * 1_000_000, "a=" * 1_000_000, "a " * 1_000_000])
    assert time.process_time() - started < 10
