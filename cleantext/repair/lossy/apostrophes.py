"""Where an apostrophe makes a word: elisions, and the endings of names, by language.

Whether a letter of the same place would make one, too, is told by closed classes: what French and
Italian elide before a vowel, Dutch plurals, Turkish endings that fit the name before them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleantext.repair.lossy.places import Place
from cleantext.repair.lossy.reading import SCAR

__all__ = ["ends_letterless", "names_have_endings", "takes_apostrophe"]

_FRENCH_SILENT = (
    "habi", "habl", "hall", "harm", "hebd", "hect", "herb", "heur", "hexa", "hier", "hist", "hive",
    "homm", "homo", "honn", "honor", "hori", "horl", "horr", "hosp", "host", "huil", "huma", "humb",
    "humi", "humo", "hyd", "hyg", "hyp", "h\N{LATIN SMALL LETTER E WITH ACUTE}",
    "h\N{LATIN SMALL LETTER O WITH CIRCUMFLEX}",
)  # fmt: skip
"""How words begin that have an h behind a single letter: in names it may stand for another, as in
``Lâhore``."""
_ITALIAN = frozenset(
    "agl all anch bell buon c ciascun coll com cos d dagl dall degl dell dev dov gl grand l m mezz "
    "n negl nell nessun nient qualcun quand quant quell quest s sant senz sott sull t trent tutt "
    "un v vent".split()
)
_ITALIAN_ALONE = frozenset("coll dall dell nell quell quest sull".split())
"""Those that no other language has."""
_VOWELS = frozenset("aeiouàèéìòù")
_SILENT = frozenset("ha hai handicap hanno hardware ho hobby hockey hostess hotel".split())
"""The same of Italian, the whole words."""
_LEAST_WORD = 2  # a longer one may stand behind a single letter
_SHORT_WORDS = frozenset("e è io un".split())
# Turkish: an ending agrees with the last vowel of the name. Those that begin with a consonant of
# their own follow any name; a vowel follows a consonant, and another letter stands between two.
_BACK, _FRONT = frozenset("aıouâû"), frozenset("eiöüî")
_ANY_NAME = frozenset(
    "da de ta te dan den tan ten daki deki taki teki la le lar ler ları leri ların lerin lara lere "
    "larda lerde lardan lerden lı li lu lü lık lik luk lük ca ce ça çe dır dir dur dür tır tir tur "
    "tür".split()
)
_AFTER_CONSONANT = frozenset("a e ı i u ü ın in un ün".split())
_AFTER_VOWEL = frozenset(
    "ya ye yı yi yu yü nın nin nun nün sı si su sü yla yle ydı ydi na ne nı ni nu nü nda nde ndan "
    "nden ndaki ndeki".split()
)
_LEAST_NAMES = 2  # so many with endings are hardly words with the letter
_WHOLE_WORD = re.compile(rf"(?<![\w{SCAR}])[^\W\d_]{{3,30}}(?![\w{SCAR}])")
_LEAST_NAME = 3  # letters; in capitals two are enough, which may be an acronym


def takes_apostrophe(place: Place, language: str) -> bool:
    """Whether an apostrophe between two words makes a word of this language.

    ``language`` is one of `find_language`; of others than these four it is not known. A line whose
    language is not clear may be Italian.

    >>> takes_apostrophe(Place.of("dell\N{REPLACEMENT CHARACTER}isola", 4), "it")
    True
    >>> [takes_apostrophe(Place.of(f"{name}\N{REPLACEMENT CHARACTER}{end}", len(name)), "tr")
    ...     for name, end in (("Berlin", "de"), ("Berlin", "da"), ("Hik", "ye"))]
    [True, False, False]
    """
    if language == "tr":
        return _is_turkish_name(place.before) and _ends_name(place.before, place.after)
    if language == "nl":
        return place.is_dutch
    if place.begins_name:
        return False
    if language == "fr":
        has_h = len(place.before) == 1 and place.after[:1].lower() == "h"
        is_silent = not has_h or place.after.lower().startswith(_FRENCH_SILENT)
        return place.is_elision and is_silent
    is_told = language == "it"
    return (is_told or not language) and _is_italian(
        place.before.lower(), place.after.lower(), is_told=is_told
    )


def _is_italian(elided: str, word: str, *, is_told: bool) -> bool:
    """Whether Italian elides the one before the other; Friulian has words like ``dâi``.

    ``is_told`` is whether the language is known to be Italian.
    """
    if elided not in (_ITALIAN if is_told else _ITALIAN_ALONE):
        return False
    if len(elided) > 1:
        return word[:1] in _VOWELS or word[:1] == "h"
    is_long = len(word) > _LEAST_WORD or word in _SHORT_WORDS
    return (is_long and word[:1] in _VOWELS) or word in _SILENT


def ends_letterless(name: str) -> bool:
    """Whether no Turkish word has an a with circumflex behind these letters.

    That is so behind another vowel, and in an acronym.

    >>> ends_letterless("Ankara"), ends_letterless("R\N{LATIN SMALL LETTER DOTLESS I}z")
    (True, False)
    """
    return name.isupper() or (len(name) > _LEAST_NAME and name[-1].lower() in _BACK | _FRONT)


def names_have_endings(skeleton: str, places: Sequence[Place]) -> bool:
    """Whether a text has several Turkish names with endings, and none has the letter.

    ``places`` are those of its lone a's with circumflex. ``Gaza`` and ``Molla`` are spelled with
    it, too, and with the same endings behind it: they stand without one somewhere. Some name has
    to be known without the letter.
    """
    names = {place.before for place in places if takes_apostrophe(place, "tr")}
    if len(names) < _LEAST_NAMES or any(not p.after and p.before in names for p in places):
        return False
    words = _WHOLE_WORD.findall(skeleton)
    return any(map(ends_letterless, names)) or not names.isdisjoint(words)


def _is_turkish_name(word: str) -> bool:
    if word.isupper() and word.isascii():
        return len(word) > 1
    return len(word) >= _LEAST_NAME and word[:1].isupper()


def _ends_name(name: str, ending: str) -> bool:
    """Whether a Turkish ending fits a name; how an acronym is spoken is not known."""
    if name.isupper():
        return ending in _ANY_NAME | _AFTER_CONSONANT | _AFTER_VOWEL
    last = name[-1].lower()
    is_vowel = last in _BACK | _FRONT
    if ending not in _ANY_NAME | (_AFTER_VOWEL if is_vowel else _AFTER_CONSONANT):
        return False
    vowels = [letter for letter in name.lower() if letter in _BACK | _FRONT]
    first = next(letter for letter in ending if letter in _BACK | _FRONT)
    return bool(vowels) and (vowels[-1] in _BACK) == (first in _BACK)
