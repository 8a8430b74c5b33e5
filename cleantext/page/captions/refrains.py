"""Lines that repeat on purpose: verse, answers, forms, parts of sentences, what is said of code."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise

from cleantext.page.features import CLOSERS, SENTENCE_ENDS, count_words
from cleantext.page.genre.markdown import find_headings, have_headings_between
from cleantext.page.plain import Lines, goes_on

__all__ = ["PROSE_WORDS", "find_labelled", "find_mistakes", "is_deliberate", "is_field"]

LEAST_WORDS = 10
"""A line with fewer words may repeat on purpose, if no copy stands just below it."""
PROSE_WORDS = 25
"""A block with so many words is prose, whatever marks there are in it."""
VERSE_WORDS = 15
"""A line of verse has fewer words."""
PARAGRAPH_WORDS = 20
"""A paragraph has so many words, and a line of a poem, a prayer or a form fewer ..."""
LEAST_PARAGRAPHS = 0.15
"""... and this share of a story's words is in its paragraphs."""
MOST_REPEATED = 0.35
"""Lines that repeat by mistake have at most this share of the other words."""
MOST_APART = 2
"""Where more lines stand in several places each, they are quoted, or said of each thing."""
LEAST_LABELS = 0.5
"""Of a transcript's lines so many begin with who speaks, and of a form's with what a field is."""
LEAST_ANSWERS = 3
"""An answer that comes again as every second line does so at least so often ..."""
LEAST_REFRAINS = 4
"""... and what comes again after each paragraph so often: no picture stands so in a story."""
STEP_WORDS = 3
"""A step has so many words ..."""
MOST_STEPS = 8
"""... and so many at most that come again are looked at ..."""
TITLE_WORDS = 8
"""... below a heading of so many words at most."""
_SAID_AGAIN = re.compile(
    r"(?:warning|caution|danger|note|important|achtung|vorsicht|hinweis|wichtig|attention|remarque"
    r"|aviso|advertencia|nota|importante|attenzione|let op|uwaga|dikkat|внимание|примечание|تنبيه"
    r"|ملاحظة|注意|警告|ध्यान दें)\s?[:\uFF1A!]"
    r"|(?:do not|don't|and|but|then|und|aber|et|mais|pero|maar|ale|и|но)\s"
    r"|(?:always|never|please|make sure|remember|repeat|immer|niemals|bitte|toujours|jamais"
    r"|veuillez|siempre|nunca|por favor|sempre|lembre|ricorda|per favore|altijd|nooit|zawsze"
    r"|nigdy|proszę|pamiętaj|всегда|никогда|пожалуйста|her zaman|lütfen)\s"
    r"|(?:必ず|请|請|务必|始终|每次)"
    r"|(?:click|klik|if (?:you|this|the)|use the|go to|log (?:in|out)|sign in|turn (?:on|off)"
    r"|(?:press|select|choose|open|type|tap|enter|switch) (?:on|in|the|your|an?))\s"
    r"|\w{3,12}en sie\s|\w{3,12}ez (?:sur|le|la|les|dans|à|un|une|vos|votre|en)\s"
    r"|(?:haga clic|fai clic|fare clic|druk op|open het|selecteer|ga naar|kliknij|naciśnij|otwórz"
    r"|wybierz|przejdź|нажмите|щ[её]лкните|откройте|выберите|введите|перейдите|натисніть|відкрийте"
    r"|виберіть|кликните|отворите)\s"
    r"|(?:pulse|abra|seleccione|elija|vaya|escriba|clique|pressione|prema|selecione|escolha|premi"
    r"|premere|apri|aprire|seleziona|selezionare|scegliere)"
    r" (?:en|el|la|los|las|una?|[oa]s?|uma?|n[oa]|em|sobre|al|ao|à|il|lo|i|gli|le|su|sul|sulla)\s"
    r"|(?:点击|點擊|单击|點選|点按)",
    re.IGNORECASE,
)
"""How a warning begins, a sentence that goes on from the one before it, and what one is told to do
(in German and French by the form of the verb): hardly a caption does."""
_MARKS = " ,;.!"
_LABEL = re.compile(r"[^\W\d][^:.!?]{0,24}:\s")
_ASKED = (
    "?",
    "\N{FULLWIDTH QUESTION MARK}",
    "\N{ARABIC QUESTION MARK}",
    ":",
    "\N{FULLWIDTH COLON}",
)
"""How a question ends, and what is said of what stands below it."""
_CODE = "`"
"""Markdown writes names of code between such."""


def find_mistakes(
    lines: Lines, groups: Sequence[list[int]], all_groups: Sequence[list[int]]
) -> list[list[int]]:
    r"""Which of these groups of equal lines, without a caption's shape, are copies by mistake.

    ``all_groups`` are those with the shape, too. Where much of the text repeats it is a song, a
    form or a story that is there twice. Wrong where a story says a sentence again on purpose.

    >>> from cleantext.page.plain import parse
    >>> line = "The keeper of the lighthouse has gone home for the winter, he said."
    >>> story = "The boats were left on the quay until the ice had gone from the bay. " * 5
    >>> find_mistakes(parse(f"{line}\n\n{story}\n\n{line}"), [[0, 2]], [[0, 2]])
    [[0, 2]]
    """
    headings, labelled = find_headings(lines.texts), find_labelled(lines)
    long = [g for g in groups if _count(lines, g) >= LEAST_WORDS or _is_run(g)]
    mistakes = [g for g in long if not is_deliberate(lines, g, headings, labelled)]
    apart = [group for group in long if not _is_run(group) and _is_exact(lines, group)]
    if len(apart) > MOST_APART or _is_contents(apart):
        mistakes = [group for group in mistakes if _is_run(group) or not _is_exact(lines, group)]
    if not mistakes:
        return []
    copies = {index for group in all_groups for index in group}
    others = [_estimate_words(text) for i, text in enumerate(lines.texts) if i not in copies]
    if not _are_paragraphs(others):
        mistakes = [group for group in mistakes if not _may_be_verse(lines, group)]
    repeated = sum(_count(lines, group) for group in mistakes)
    return mistakes if repeated <= MOST_REPEATED * sum(others) else []


def _may_be_verse(lines: Lines, group: Sequence[int]) -> bool:
    """Whether equal lines are no longer than those of verse and forms; a poet does not cut them."""
    return _is_exact(lines, group) and _count(lines, group) < PROSE_WORDS


def _count(lines: Lines, group: Sequence[int]) -> int:
    """The words of the copy that stays."""
    return count_words(lines.texts[group[0]])


def _estimate_words(text: str) -> int:
    """About what `count_words` counts, for all lines of a text, in a fraction of the time."""
    if text.isascii() and "  " not in text:
        return text.count(" ") + 1
    return count_words(text)


def _are_paragraphs(counts: Sequence[int]) -> bool:
    """Whether lines of so many words are a story's, and not those of a poem, a prayer or a form."""
    long = sum(count for count in counts if count >= PARAGRAPH_WORDS)
    return long >= LEAST_PARAGRAPHS * sum(counts)


def _is_run(group: Sequence[int]) -> bool:
    """Whether the copies stand next to each other."""
    return not group or max(group) - min(group) == len(group) - 1


def _is_exact(lines: Lines, group: Sequence[int]) -> bool:
    """Whether the copies are the same but for the mark at their ends, which verse varies."""
    return len({lines.texts[index].rstrip(_MARKS) for index in group}) == 1


def _is_contents(groups: Sequence[Sequence[int]]) -> bool:
    """Whether lines stand in a list, and each once more by itself: what follows is about it."""
    firsts, others = [min(group) for group in groups], [max(group) for group in groups]
    return len(groups) > 1 and _is_run(firsts) and not _is_run(others)


def find_labelled(lines: Lines) -> frozenset[int]:
    r"""Which lines begin with the name of who speaks, or of what a field is.

    >>> from cleantext.page.plain import parse
    >>> sorted(find_labelled(parse("Ann: Is it late?\nTom: It is.\nThey left.")))
    [0, 1]
    """
    return frozenset(index for index, text in enumerate(lines.texts) if _LABEL.match(text))


def is_deliberate(
    lines: Lines,
    copies: Sequence[int],
    headings: Sequence[int] = (),
    labelled: AbstractSet[int] = frozenset(),
) -> bool:
    r"""Whether equal lines, which have not the shape of a caption, repeat on purpose.

    ``copies`` are where they stand, ``headings`` where `find_headings` finds some, ``labelled``
    what `find_labelled` finds. It can be wrong about a caption with a line of few words just below
    it, which looks like a stanza.

    >>> from cleantext.page.plain import parse
    >>> line = "the keeper of the lighthouse has gone home for the winter."
    >>> is_deliberate(parse(f"So\n{line}\n\nBut\n{line}"), [1, 3])
    True
    """
    if have_headings_between(headings, copies):
        return True  # in a manual the same may be said of each thing
    is_exact = not _is_run(copies) and _is_exact(lines, copies)
    if is_exact and (
        _is_asked(lines, copies) or _is_said(lines, copies, labelled) or _is_step(lines, copies)
    ):
        return True
    equal = frozenset(copies)
    return any(
        _is_part(lines, index) or _CODE in lines.texts[index] or _is_verse(lines, index, equal)
        for index in copies
    )


def _is_asked(lines: Lines, copies: Sequence[int]) -> bool:
    """Whether equal lines ask, or answer, or are what one is told again."""
    text = lines.texts[copies[0]]
    is_said_again = _SAID_AGAIN.match(text) is not None
    return text.endswith(_ASKED) or is_said_again or _answers(lines, sorted(copies))


def _is_step(lines: Lines, copies: Sequence[int]) -> bool:
    """Whether several sentences come again together, each time below another heading: steps.

    Captions of a gallery come again together, too, and have no headings of their own.
    """
    above = _reach(lines, copies, -1)
    if above == 1 and _reach(lines, copies, 1) == 1:
        return False  # it comes again alone
    headings = {lines.texts[index - above] if index >= above else "" for index in copies}
    return len(headings) == len(copies) and all(map(_is_title, headings))


def _reach(lines: Lines, copies: Sequence[int], step: int) -> int:
    """How far away the first line is that is not the same sentence above or below each copy."""
    for away in range(1, MOST_STEPS):
        around = {
            lines.texts[index + step * away] if 0 <= index + step * away < len(lines) else ""
            for index in copies
        }
        if len(around) > 1 or not _is_sentence(around.pop()):
            return away
    return MOST_STEPS


def _is_title(text: str) -> bool:
    return 0 < count_words(text) <= TITLE_WORDS and not text.endswith(SENTENCE_ENDS)


def _is_sentence(text: str) -> bool:
    return text.rstrip(CLOSERS).endswith(SENTENCE_ENDS) and count_words(text) >= STEP_WORDS


def _is_said(lines: Lines, copies: Sequence[int], labelled: AbstractSet[int]) -> bool:
    """Whether equal lines begin with the name of who speaks, as those around them and most do."""
    if copies[0] not in labelled:
        return False
    around = {place for index in copies for place in (index - 1, index + 1)}.difference(copies)
    others = len(lines) - len(copies)
    return not around.isdisjoint(labelled) and (
        len(labelled) - len(copies) >= LEAST_LABELS * others
    )


def is_field(lines: Lines, index: int) -> bool:
    r"""Whether a line is a field of a record: another one stands just above it or below.

    >>> from cleantext.page.plain import parse
    >>> is_field(parse("Sound: Ann Example\nPhotography: Tom Marsh\n\nThe mill."), 1)
    True
    """
    label = _LABEL.match(lines.texts[index])
    if label is None:
        return False
    around = [
        other
        for place, other in ((index - 1, index - 1), (index, index + 1))
        if 0 <= other < len(lines) and lines.gaps[place].count("\n") == 1
    ]
    found = (_LABEL.match(lines.texts[other]) for other in around)
    return any(other is not None and other[0] != label[0] for other in found)


def _answers(lines: Lines, places: Sequence[int]) -> bool:
    """Whether every second line is this one, and those between are no paragraphs, or many."""
    between = [start + 1 for start, end in pairwise(places) if end - start == 2]
    if len(places) < LEAST_ANSWERS or len(between) < len(places) - 1:
        return False
    is_short = all(count_words(lines.texts[index]) < PARAGRAPH_WORDS for index in between)
    return is_short or len(places) >= LEAST_REFRAINS


def _is_part(lines: Lines, index: int) -> bool:
    """Whether a line is a part of a sentence that was broken at a width."""
    following = lines.texts[index + 1] if index + 1 < len(lines) else ""
    return lines.texts[index][:1].islower() or goes_on(lines.gaps[index], following)


def _is_verse(lines: Lines, index: int, equal: Container[int]) -> bool:
    """Whether a line stands in a stanza: a short line below it, or two above it.

    One short line above it would be the title of a picture.
    """

    def is_short(index: int) -> bool:
        return index not in equal and count_words(lines.texts[index]) < VERSE_WORDS

    return count_words(lines.texts[index]) < PROSE_WORDS and (
        (_is_above(lines, index) and is_short(index + 1))
        or (_is_above(lines, index - 1, index - 2) and is_short(index - 1))
    )


def _is_above(lines: Lines, *indices: int) -> bool:
    """Whether each of the blocks has another on the line just below it."""
    return all(
        0 <= index < len(lines) - 1 and lines.texts[index] and lines.gaps[index].count("\n") == 1
        for index in indices
    )
