"""Repair on texts that Hypothesis finds: parity with ftfy, places, and rest.

Parity is with the engine: what we add to it (loss, certainty, entities without ampersand) is
switched off or kept out of the texts, and has tests of its own.
"""

from __future__ import annotations

import dataclasses
import importlib
import re
from typing import Any
from unittest import mock

import ftfy
from ftfy.badness import MOJIBAKE_CATEGORIES
from ftfy.chardata import CHARMAP_ENCODINGS
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from cleantext.edits import apply_changes, undo_changes
from cleantext.repair import RepairOptions, find_repairs, repair

mojibake = importlib.import_module("cleantext.repair.mojibake")

_IN_A_CATEGORY = re.compile(f"[{''.join(MOJIBAKE_CATEGORIES.values())}]")
_CATEGORIES = [*filter(_IN_A_CATEGORY.match, map(chr, range(0x80, 0x10000)))]
_NOTED = [
    *"aZ é’“”ñ\n\r\x85\u2028<>&;39T\x1b[m\x00\x1a\x07\ufeff\ufffd?ﬁŉĲＡｱﾞ　\uffe3\ud83d\ude00\ud800",
    *"\u0301\u0323e\u212b\u037e\u0958\u1100\u1161\u11a8ÃâÂÀ\x80í\xa0'\"",
]
_PIECES = [
    *("&amp;", "&lt;", "&EACUTE;", "&#39;", "&#10;", "&NewLine;", "&amp;lt;", "\r\n", "\x1b[31m"),
    *("â€œ", "â€\x9d", "Ã©", "Ã ", "Â ", "РєРѕ", "Ã¢â‚¬â„¢", "ê°\x80", "í\xa0½í¸\x80", "À\x80"),
]
_LETTERS = "aé’“”ñüÀàšžčЖжяπΩ東京😀\n–—…"


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Text read in wrong codecs, one after another, and edited in between."""
    text = draw(st.text(max_size=20) | st.text(alphabet=_LETTERS, max_size=20))
    for codec in draw(st.lists(st.sampled_from(CHARMAP_ENCODINGS), min_size=1, max_size=3)):
        text = text.encode("utf-8", "surrogatepass").decode(codec)
        if draw(st.booleans()):
            text = text.replace("\xa0", " ")
        text = draw(st.sampled_from(["", *_NOTED])) + text
    return text


texts = st.one_of(
    st.text(max_size=40),
    st.text(alphabet=[*_CATEGORIES, *_NOTED], max_size=20),
    st.lists(st.sampled_from([*_CATEGORIES, *_NOTED, *_PIECES * 20]), max_size=12).map("".join),
    damaged(),
)

# Those that refine fix_encoding are not honoured by ftfy.
_HONOURED = (
    "remove_terminal_escapes fix_encoding fix_latin_ligatures fix_character_width uncurl_quotes "
    "fix_line_breaks fix_surrogates remove_control_chars"
).split()
options = st.fixed_dictionaries(
    {name: st.booleans() for name in _HONOURED}
    | {
        "unescape_html": st.sampled_from(["auto", True, False]),
        "normalization": st.sampled_from(["NFC", "NFD", "NFKC", "NFKD", None]),
    }
)
all_options = st.builds(
    RepairOptions,
    **{
        field.name: st.sampled_from(field.metadata["choices"] or (True, False))
        for field in dataclasses.fields(RepairOptions)
    },
)

quickly = settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def ftfy_at_rest(text: str, explain: bool = False, **chosen: Any) -> str:
    """What ftfy makes of each line, until it changes nothing more."""
    config = ftfy.TextFixerConfig(explain=explain, **chosen)
    while True:
        lines = re.split("(?<=\n)", text)
        fixed = "".join(ftfy.fix_and_explain(line, config).text for line in lines)
        if fixed == text:
            return text
        text = fixed


def engine_alone() -> Any:
    """Without the two decisions that ftfy does not make."""
    return mock.patch.multiple(
        mojibake, is_certain=lambda text, utf8: False, measure_oddness=lambda text: (0, 0)
    )


@quickly
@given(texts, options)
def test_parity_with_ftfy(text: str, chosen: dict[str, Any]) -> None:
    """With every option that ftfy honours, the engine's result is ftfy's, line by line, at rest."""
    with engine_alone():
        repaired = repair(text, RepairOptions(lossy=False, **chosen))
    assert repaired == ftfy_at_rest(text, **chosen)


@quickly
@given(texts, st.booleans(), st.booleans())
def test_options_of_fix_encoding(text: str, spaces: bool, c1: bool) -> None:
    """The options that ``ftfy.fix_text`` forgets are honoured.

    ftfy forgets them in any case where it looks for mojibake within good text; and without
    ``replace_lossy_sequences`` it deletes U+FFFD.
    """
    chosen: dict[str, Any] = {
        "restore_byte_a0": spaces,
        "fix_c1_controls": c1,
        "decode_inconsistent_utf8": False,
        "unescape_html": False,
    }
    with engine_alone():
        repaired = repair(text, RepairOptions(lossy=False, **chosen))
    # Only where it explains does ftfy pass its configuration on.
    assert repaired == ftfy_at_rest(text, explain=True, **chosen)


@quickly
@given(texts)
def test_parity_by_default(text: str) -> None:
    """So is the result with the default options."""
    with engine_alone():
        assert repair(text, RepairOptions(lossy=False)) == ftfy_at_rest(text)


@quickly
@given(damaged(), all_options)
def test_changes_and_text_agree(text: str, chosen: RepairOptions) -> None:
    """The changes applied are the repaired text; undone, they give the text back."""
    changes = find_repairs(text, chosen)
    repaired = repair(text, chosen)
    assert apply_changes(text, changes) == repaired
    assert undo_changes(repaired, changes) == text
    for change in changes:
        assert text[change.start : change.end] == change.before != change.after
        assert change.step == "repair"
        assert change.rule


@quickly
@given(texts, all_options)
def test_a_repaired_text_is_at_rest(text: str, chosen: RepairOptions) -> None:
    """A second call changes nothing, whatever the options."""
    repaired = repair(text, chosen)
    assert repair(repaired, chosen) == repaired
    assert find_repairs(repaired, chosen) == []


@quickly
@given(st.text(alphabet=st.characters(max_codepoint=0x7F)))
def test_ascii(text: str) -> None:
    """Plain ASCII is as in ftfy too, but for question marks and entities without ampersand."""
    if "??" not in text and "#" not in text:
        assert repair(text) == ftfy_at_rest(text)


@quickly
@given(texts, texts)
def test_lines_do_not_know_each_other(first: str, second: str) -> None:
    """What a line becomes does not depend on its neighbours, but for what was lost."""
    engine = RepairOptions(lossy=False)
    first = first.rstrip("\r")  # with the line feed the last would be one line break
    # To ftfy a ligature is suspicious before a line feed, but not at the end.
    assume(not first.endswith(("\N{LATIN CAPITAL LIGATURE OE}", "\N{LATIN SMALL LIGATURE OE}")))
    apart = repair(first, engine) + "\n" + repair(second, engine)
    assert repair(f"{first}\n{second}", engine) == apart
