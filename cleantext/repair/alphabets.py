"""Floor 1: the letters beyond a to z of languages in Latin script.

They tell encodings apart that share most letters: a detector may take Spanish in Windows-1252 for
Czech in Windows-1250, but the second letter of what it then reads is Polish. The letters are the
exemplar characters of the Unicode CLDR, with the common ones of loan words, spelled out plainly
so that a speaker of the language can check them.
"""

from __future__ import annotations

__all__ = ["count_foreign_letters"]

_ALPHABETS = {
    "ca": "àçèéíïòóúü",
    "cs": "áčďéěíňóřšťúůýžäöü",
    "cy": "âêîôûŵŷáéíóúàèìòùäëïöü",
    "da": "æøåéèêöäü",
    "de": "äöüßéèêàâôëïñç",
    "en": "éèêëàâäáíóöôüúûïîñçæœøåã",
    "eo": "ĉĝĥĵŝŭ",
    "es": "áéíóúñüçàèï",
    "et": "äõöüšž",
    "eu": "ñçü",
    "fi": "äöåšžé",
    "fr": "àâäæçéèêëîïôöœùûüÿñáíóã",
    "ga": "áéíóú",
    "gd": "àèìòùáéíóú",
    "gl": "áéíóúñüïç",
    "hr": "čćđšž",
    "hu": "áéíóöőúüűäõû",
    "is": "áæðéíóöþúý",
    "it": "àèéìíîòóùúç",
    "lt": "ąčęėįšųūž",
    "lv": "āčēģīķļņšūžōŗ",
    "mt": "ċġħżàèìòù",
    "nl": "éëèêïíóöôüúáàäâçñû",
    "no": "æøåéèêóòôäöü",
    "pl": "ąćęłńóśźżéü",
    "pt": "ãáàâçéêíõóôúüèñ",
    "ro": "ăâîșțşţéáö",
    "sk": "áäčďéíĺľňóôŕšťúýžěřöü",
    "sl": "čšžćđöüé",
    "sq": "çë",
    "sv": "åäöéàüèôáëøæ",
    "tr": "çğıİöşüâîû",
}
_LETTERS = {language: frozenset(letters) for language, letters in _ALPHABETS.items()}


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
