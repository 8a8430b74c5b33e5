"""The texts of the benchmarks: a folder of the user's, or texts made from a seed."""

# ruff: noqa: RUF001 - sentences of many languages
from __future__ import annotations

import json
import lzma
import random
from pathlib import Path

__all__ = ["english_stories", "sentences"]

_SUBJECTS = ("The council", "A spokeswoman", "The club's owner", "Her neighbour", "The ministry")
_VERBS = ("said", "denied", "promised", "doubted", "confirmed", "<hoped>", "didn't believe")
_OBJECTS = (
    "that the bridge wouldn't open before spring",
    "the figures -- which no one had checked -- were wrong",
    "<a good year for everyone>, as he called it",
    "the café's rent would rise by 10 per cent",
    "more trains were needed on the line to the coast",
)
_CURLED = {
    "'": "\N{RIGHT SINGLE QUOTATION MARK}",
    "<": "\N{LEFT DOUBLE QUOTATION MARK}",
    ">": "\N{RIGHT DOUBLE QUOTATION MARK}",
    "--": "\N{EN DASH}",
}
_SENTENCES = (
    "The ferry was late again, and nobody at the harbour knew why.",
    "Le bateau était en retard, et personne au port ne savait pourquoi.",
    "Die Fähre hatte wieder Verspätung, und niemand wusste, warum.",
    "El barco llegó tarde otra vez, y nadie en el puerto sabía por qué.",
    "O barco atrasou-se de novo, e ninguém no porto sabia a razão.",
    "Il traghetto era di nuovo in ritardo, e nessuno sapeva perché.",
    "De veerboot was weer te laat, en niemand in de haven wist waarom.",
    "Færgen var forsinket igen, og ingen på havnen vidste hvorfor.",
    "Färjan var sen igen, och ingen i hamnen visste varför.",
    "Lautta oli taas myöhässä, eikä kukaan satamassa tiennyt miksi.",
    "Prom znów się spóźnił i nikt w porcie nie wiedział dlaczego.",
    "Trajekt měl zase zpoždění a nikdo v přístavu nevěděl proč.",
    "A komp megint késett, és a kikötőben senki sem tudta, miért.",
    "Bacul a întârziat din nou și nimeni din port nu știa de ce.",
    "Feribot yine gecikti ve limanda kimse nedenini bilmiyordu.",
    "Το πλοίο άργησε πάλι και κανείς στο λιμάνι δεν ήξερε γιατί.",
    "Паром снова опоздал, и никто в порту не знал почему.",
    "Пором знову запізнився, і ніхто в порту не знав чому.",
    "العبارة تأخرت مرة أخرى ولم يعرف أحد في الميناء السبب.",
    "המעבורת איחרה שוב, ואיש בנמל לא ידע מדוע.",
    "नाव फिर देर से आई और बंदरगाह पर किसी को कारण नहीं पता था।",
    "เรือข้ามฟากมาสายอีกแล้ว และไม่มีใครที่ท่าเรือรู้ว่าทำไม",
    "Chuyến phà lại trễ, và không ai ở bến cảng biết tại sao.",
    "渡轮又晚点了,港口没有人知道原因。",
    "フェリーはまた遅れ、港の誰も理由を知らなかった。",
    "배가 또 늦었지만 항구의 누구도 이유를 몰랐다.",
)


def english_stories(data: Path | None, seed: int, count: int = 300) -> list[str]:
    """Stories in English with curly quotes: ``english.jsonl.xz``, or made ones of some 4 KB."""
    if data:
        return _read(data / "english.jsonl.xz")
    chance = random.Random(seed)
    return [_story(chance) for _ in range(count)]


def sentences(data: Path | None, seed: int, count: int = 3000) -> list[str]:
    """Good sentences of many languages: ``languages.jsonl.xz``, or one each of 26, in any order."""
    if data:
        return _read(data / "languages.jsonl.xz")
    return random.Random(seed).choices(_SENTENCES, k=count)


def _read(path: Path) -> list[str]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line)["text"] for line in lines]


def _story(chance: random.Random) -> str:
    paragraphs = []
    for _ in range(chance.randint(10, 40)):
        parts = [chance.choice(words) for words in (_SUBJECTS, _VERBS, _OBJECTS) * 2]
        paragraphs.append("{} {} {}, and {} {} {}.".format(*parts))
    story = "\n\n".join(paragraphs)
    for straight, curled in _CURLED.items():
        story = story.replace(straight, curled)
    return story
