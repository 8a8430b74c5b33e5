"""Floor 1: the letters beyond a to z of languages in Latin script.

They tell encodings apart that share most letters: a detector may take Spanish in Windows-1252 for
Czech in Windows-1250, but the second letter of what it then reads is Polish. The letters are the
exemplar characters of the Unicode CLDR, with the common ones of loan words after a space, spelled
out plainly so that a speaker of the language can check them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from unicodedata import category

__all__ = ["count_foreign_letters", "count_letters_of_none", "measure_strangeness"]

_ALPHABETS = {
    "ca": "àçèéíïòóúü",
    "cs": "áčďéěíňóřšťúůýž äöü",
    "cy": "âêîôûŵŷ áéíóúàèìòùäëïöü",
    "da": "æøå éèêöäü",
    "de": "äöüß éèêàâôëïñç",
    "en": " éèêëàâäáíóöôüúûïîñçæœøåã",
    "eo": "ĉĝĥĵŝŭ",
    "es": "áéíóúñü çàèï",
    "et": "äõöüšž",
    "eu": "ñ çü",
    "fi": "äö åšžé",
    "fo": "áðíóúýæø",
    "fr": "àâæçéèêëîïôœùûüÿ äöñáíóã",
    "fur": "âàçèêìîòôùû",
    "fy": "âêîôûúéëïöü àèç",
    "ga": "áéíóú",
    "gd": "àèìòù áéíóú",
    "gl": "áéíóúñüï ç",
    "hr": "čćđšž",
    "hu": "áéíóöőúüű äõû",
    "is": "áæðéíóöþúý",
    "it": "àèéìòóù íîúç",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūž ōŗ",
    "mt": "ċġħżàèìòù",
    "nl": "éëèêïöüó íôúáàäâçñû",
    "no": "æøå éèêóòôäöü",
    "pl": "ąćęłńóśźż éü",
    "pt": "ãáàâçéêíõóôú üèñ",
    "ro": "ăâîșțşţ éáö",
    "sk": "áäčďéíĺľňóôŕšťúýž ěřöü",
    "sl": "čšž ćđöüé",
    "sq": "çë",
    "sv": "åäö éàüèôáëøæ",
    "tr": "çğıİöşü âîû",
}
_FOREIGN = 100
"""A letter that a language does not have weighs as much as so many letters of its loan words."""
_MARKS = frozenset("\xa0\xab\xbb\u2013\u2014\u2018\u2019\u201a\u201c\u201d\u201e\u2026")
"""Quotation marks, dashes and the like, which every language has."""
_DOTTED = "\N{LATIN CAPITAL LETTER I WITH DOT ABOVE}"
_LETTERS = {language: frozenset(letters) for language, letters in _ALPHABETS.items()}
_OWN = {language: frozenset(letters.split(" ")[0]) for language, letters in _ALPHABETS.items()}


def count_foreign_letters(text: str, language: str | None) -> int:
    """How many letters of a text, ASCII aside, are not in a language's alphabet.

    ``language`` is an ISO 639-1 code; of one that isn't in the table no letter is foreign.

    >>> count_foreign_letters("nińo, mańana", "cs"), count_foreign_letters("Łódź", "pl")
    (2, 0)
    """
    own = _LETTERS.get(language or "")
    if own is None:
        return 0
    letters = (character for character in text if character > "\x7f" and character.isalpha())
    return sum(letter.lower() not in own and letter not in own for letter in letters)


def count_letters_of_none(text: str) -> int:
    """How many letters of a text, ASCII aside, the nearest of all alphabets does not have.

    >>> count_letters_of_none("këtij çështje"), count_letters_of_none("kėtij ēėshtje")
    (0, 1)
    """
    counts = Counter(each for each in text if each > "\x7f" and each.isalpha())
    return min(
        sum(n for each, n in counts.items() if each.lower() not in own and each not in own)
        for own in _LETTERS.values()
    )


def measure_strangeness(text: str, languages: Iterable[str] = ()) -> int:
    """How far a text's characters, ASCII aside, are from those of the nearest of some languages.

    ``languages`` are ISO 639-1 codes; if none of them is in the table, all that are count. A sign
    is as strange as a letter of loan words; quotation marks and dashes are not.

    >>> [measure_strangeness(word, ["da", "no"]) for word in ("blåbær", "blübær", "bląbćr")]
    [0, 1, 200]
    """
    # The small form of this one letter is two characters: it is counted as it was.
    lowered = text.lower().replace(_DOTTED.lower(), _DOTTED)
    counts = Counter(character for character in lowered if character > "\x7f")
    for mark in _MARKS & counts.keys():
        del counts[mark]
    chosen = [language for language in languages if language in _LETTERS] or _LETTERS
    return min(
        sum(
            count * (_FOREIGN if category(one)[0] in "LM" and one not in _LETTERS[language] else 1)
            for one, count in counts.items()
            if one not in _OWN[language]
        )
        for language in chosen
    )
