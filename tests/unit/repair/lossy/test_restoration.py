"""Characters whose bytes are gone: what is restored, and what is left as it is."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from cleantext import repair
from cleantext.edits import apply_changes, undo_changes
from cleantext.repair.language import find_language, is_english_word
from cleantext.repair.lossy.evidence import Evidence
from cleantext.repair.lossy.places import Place
from cleantext.repair.lossy.questions import has_bytes_as_questions
from cleantext.repair.lossy.restoration import find_lossy
from cleantext.repair.lossy.scars import read_marks
from cleantext.repair.screen import may_be_lossy

GOLDEN = Path(__file__).parents[3] / "golden" / "repair"


def load(name: str) -> list[dict[str, str]]:
    """The cases of one file, each with ``bad``, ``good`` and ``why``."""
    cases: list[dict[str, str]] = json.loads((GOLDEN / name).read_text("utf-8"))
    return cases


def restore(text: str, *, curly: bool = False) -> str:
    """The text with what was lost put back."""
    return apply_changes(text, find_lossy(text, curly=curly))


@pytest.mark.parametrize("case", load("lossy_in_the_wild.json"), ids=lambda case: case["why"])
def test_damage_of_the_kinds_found_in_the_wild_is_repaired(case: dict[str, str]) -> None:
    """Each kind of loss seen in scraped pages, on sentences of our own."""
    assert restore(case["bad"]) == case["good"]


@pytest.mark.parametrize("first", ["\u00c3gua e \u00e3gua", "\u00c3rvore, a \u00e3rvore"])
def test_a_letter_that_is_what_its_scar_says_changes_nothing(first: str) -> None:
    """It keeps no text from rest: the paragraphs below are repaired."""
    assert find_lossy(first) == []
    bad = f"{first}\n\nThe county\u00e2s oil, she said, wasn\u00e2t sold."
    assert repair(bad) == f"{first}\n\nThe county's oil, she said, wasn't sold."


@pytest.mark.parametrize("case", load("lossy_synthetic.json"), ids=lambda case: case["why"])
def test_each_way_of_losing_bytes_is_repaired(case: dict[str, str]) -> None:
    """What the table of scars says of each way: dropped, replaced, doubled, straightened."""
    assert restore(case["bad"]) == case["good"]


@pytest.mark.parametrize("case", load("lossy_with_mojibake.json"), ids=lambda case: case["why"])
def test_loss_beside_mojibake_is_repaired(case: dict[str, str]) -> None:
    """What other damage of the text tells about a scar; what nothing tells stays as it is."""
    assert repair(case["bad"]) == case["good"]


@pytest.mark.parametrize("case", load("lossy_negative.json"), ids=lambda case: case["why"])
def test_good_text_and_thin_evidence_are_left(case: dict[str, str]) -> None:
    """Letters that look like scars, real questions, and losses that nothing tells stay."""
    assert find_lossy(case["good"]) == []


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, marks=pytest.mark.xfail(reason=case["why"], strict=True))
        for case in load("lossy_known_failures.json")
    ],
)
def test_known_failures(case: dict[str, str]) -> None:
    """What should be repaired or left, and is not yet."""
    assert restore(case["bad"]) == case["good"]


def test_curly_marks_are_restored_as_they_were() -> None:
    """With ``curly`` the marks that were lost come back, not their straight forms."""
    bad = "âWe havenât met,â she said."
    assert restore(bad, curly=True) == "“We haven’t met,” she said."


def test_an_opening_mark_before_a_space_is_a_dash_unless_its_bytes_tell() -> None:
    """A Polish answer begins with a dash; sloppy quotations have spaces within."""
    dashes = "â Nie wiem, co to jest, ale nie ma tego na stole â powiedziała, jak zawsze."
    assert restore(dashes)[0] in "–—"
    quoted = "He called it €œ a bridge camera €\x9d and her €œ a real star €\x9d."
    assert restore(quoted).count('"') == 4


def test_curly_low_marks_are_restored_as_the_bytes_left_them() -> None:
    """A German quotation is not given English marks."""
    assert restore("€žJa€œ, sagte er.", curly=True) == "„Ja“, sagte er."


def test_each_change_names_its_rule_and_is_as_small_as_the_damage() -> None:
    """The offsets are those of the scar alone, and the rule says what it was."""
    text = "The crewâs ship â it sank â was old."
    changes = find_lossy(text)
    assert [change.rule for change in changes] == [
        "lossy:apostrophe",
        "lossy:dash",
        "lossy:dash",
    ]
    assert all(text[c.start : c.end] == c.before == "â" for c in changes)
    assert undo_changes(apply_changes(text, changes), changes) == text


@pytest.mark.parametrize("beside", ["The board of 10 × 12 feet", "The steak à la carte"])
@pytest.mark.parametrize("scar", ["â", "\N{REPLACEMENT CHARACTER}"])
def test_a_sign_or_a_french_word_speaks_of_no_letters(beside: str, scar: str) -> None:
    """A multiplication sign and ``à`` stand alone without being what the text is about."""
    rest = "and it was sold on the day that the mill burned down."
    assert restore(f"{beside} {scar} {rest}") == f"{beside} – {rest}"


def test_the_dash_is_the_one_that_the_text_uses() -> None:
    """A whole em dash elsewhere in the text decides for em dashes between spaces."""
    assert restore("One â two. Three — four. The crewâs ship.").count("—") == 2


@pytest.mark.parametrize("text", ["", "Plain text? Yes!", "Curly “quotes” – and dashes…"])
def test_the_screen_passes_good_text(text: str) -> None:
    """Text without any of the signs of a loss is not looked at further."""
    assert not may_be_lossy(text)


def test_whole_mojibake_is_read_and_not_changed() -> None:
    """What lost nothing is context here: it is the mojibake engine's to repair."""
    reading = read_marks("â€œfiancÃ©e")
    assert reading.skeleton == "“fiancée"
    assert find_lossy("She said â€œnoâ€\x9d to her fiancÃ©") == []


def test_a_scar_is_one_place_of_the_skeleton() -> None:
    """However long a scar is, it stands in the skeleton as one character."""
    reading = read_marks("donâ??t, he said.â€?")
    assert [(mark.start, mark.end) for mark in reading.marks] == [(3, 6), (17, 20)]
    assert reading.skeleton.count("\N{REPLACEMENT CHARACTER}") == 2


@pytest.mark.parametrize(
    ("skeleton", "certain"),
    [("don�t", True), ("10�12", True), ("late.� He", True), ("�We", True), ("g�t", False)],
)
def test_some_shapes_no_language_has(skeleton: str, certain: bool) -> None:
    """Contractions, ranges and quotation marks are certain; a letter within a word is not."""
    assert Place.of(skeleton, skeleton.index("�")).is_certain is certain


def test_question_marks_are_bytes_only_with_evidence() -> None:
    """A contraction shows it; a question at the end of a sentence does not."""
    assert has_bytes_as_questions("It???s late and they don???t come")
    assert not has_bytes_as_questions("You did what??? No way")
    assert has_bytes_as_questions("It takes 5???10 days")
    assert not has_bytes_as_questions("It takes 5???10 days??? Really??? No way")
    assert not has_bytes_as_questions("The man waits ??? and the dog sleeps")
    assert has_bytes_as_questions("The man waits ??? and the dog sleeps ??? but who knows")
    assert has_bytes_as_questions("Annie O???Donnell wrote of the (???winding???) road")
    assert has_bytes_as_questions('"There is no need for it." ??? Anna Moser')


def test_one_dash_is_evidence_in_a_long_text_that_asks_nothing() -> None:
    """A sentence that goes on behind a dash counts there; a gap for a number does not."""
    calm = "The river rose again in the night, and nobody went to bed. " * 20
    assert has_bytes_as_questions(calm + "They left the village ??? and never came back.")
    assert not has_bytes_as_questions(calm + "It had cost them ??? crowns to build the bridge.")
    assert not has_bytes_as_questions(calm + "They left ??? and came back. Really??? He asked.")


def test_a_list_of_names_with_dashes_is_evidence() -> None:
    """Three items with a name and a dash are; two may be anything."""
    item = "- Old bridge ??? Built of stone in a dry year\n"
    assert has_bytes_as_questions(item * 3)
    assert not has_bytes_as_questions(item * 2)


def test_a_letter_of_two_bytes_may_stand_before_a_mark() -> None:
    """Of five question marks after a letter the first two are the letter."""
    text = "It isn???t far, and he calls it?????Blue????? and waits."
    assert repair(text) == 'It isn\'t far, and he calls it??"Blue??" and waits.'


def test_the_language_of_a_line_is_told_by_its_words() -> None:
    """English by its common words, some others by their short ones, else none."""
    assert find_language("There was nothing that the crew could do about it") == "en"
    assert find_language("Il est dans les rues avec nous") == "fr"
    assert find_language("Mae hi yn y ty gyda ni") == "cy"
    assert find_language("Etxe handia ikusi dugu mendian") == ""
    assert is_english_word("Walked")
    assert not is_english_word("Mahabh")


def test_evidence_adds_up() -> None:
    """Three certain scars make the others of a text believed too."""
    text = "donât, itâs, weâre, and Gîtâ"
    assert Evidence(read_marks(text)).is_plenty("circumflex")


def cyrillic(number: int) -> str:
    """A word of eight letters, another for each number."""
    return "".join(chr(0x430 + number // 7**place % 7) for place in range(8))


def scarred(word: str, number: int) -> str:
    """The word with scars in some places, others for each number."""
    return "".join("�" if number >> n & 1 else letter for n, letter in enumerate(word))


def test_a_letter_is_known_from_the_texts_own_words() -> None:
    """In any alphabet, where they know one word that fits; where they know two, it is left."""
    known = "Старый мост через реку закрыт. Новый мост открыт."
    assert restore(f"{known} Через р�ку") == f"{known} Через реку"
    assert restore(f"{known} за�р�т") == f"{known} закрыт"
    assert restore(f"{known} реки. Через рек�") == f"{known} реки. Через рек�"


@pytest.mark.parametrize(
    "text",
    [
        "â" * 100_000,
        "â " * 50_000,
        "word â other " * 10_000,
        "â letter " * 10_000,
        "donâ t " * 10_000,
        "�" * 200_000,
        "a�" * 50_000,
        "??? x " * 50_000,
        "the ??? Abc def ???ghi??? ab???cd " * 10_000,
        "???" * 200_000,
        "ï¿½" * 100_000,
        "Ã" * 100_000,
        "€™" * 50_000,
        '"' * 100_000 + "donât",
        "x" * 1_000_000 + "â",
        "donât\n" * 20_000,
        " ".join(f"{cyrillic(n)} {cyrillic(n)[:3]}�{cyrillic(n)[4:]}" for n in range(15_000)),
        " ".join(f"{cyrillic(n)} {scarred(cyrillic(n), n)}" for n in range(8_000)),
    ],
    ids=lambda text: repr(text[:6]),
)
def test_the_time_is_linear_on_hostile_input(text: str) -> None:
    """A million characters of any one kind take seconds, not hours."""
    started = time.process_time()
    find_lossy(text)
    assert time.process_time() - started < 30
