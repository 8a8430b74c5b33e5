"""Which language a line is in, by its short common words: it tells marks, codecs and letters."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["FUNCTION_WORDS", "PLAIN_A", "find_language", "is_english_word"]

FUNCTION_WORDS = {
    "cs": frozenset(
        "je na se ale jako podle jeho jsou byl byla bylo pro jen nebo kdy tak pak proto aby pri "
        "jsem tento jeste".split()
    ),
    "cy": frozenset(
        "yn yr ar mae wedi ei eu gan bod fod nid oedd gyda hwn hon hyn ond fel pan neu bydd cael "
        "wrth sydd heb chi yw am ac dim mewn ydych gallwch".split()
    ),
    "de": frozenset(
        "und nicht ist eine einen einem einer der das dass mit sich auf auch wird werden wurde "
        "bei nach zum zur aus oder aber noch wie sie wir ich die von im ein als".split()
    ),
    "es": frozenset(
        "el los las una del por con para que fue sus pero como este esta entre sobre de la en un "
        "y su al lo no es".split()
    ),
    "fi": frozenset(
        "ja on ei oli mutta kun joka ovat kuin sen jos niin vain mukaan kanssa jotka jonka ole "
        "sitten olla".split()
    ),
    "fr": frozenset(
        "les des une est dans pour qui que pas plus avec sont ont nous vous aux cette comme elle "
        "mais leur sur par ce il le la de du et en au un qu son sa ses".split()
    ),
    "fur": frozenset(
        "di la al une lis des dal dai cun cu par che chest cheste intal inte tal ancje plui sei "
        "jessi stade".split()
    ),
    "fy": frozenset(
        "it yn fan en foar mei wurdt wurde jo kin ta sy har troch oan wie wiene dizze jim hat "
        "kinne ek".split()
    ),
    "hu": frozenset(
        "hogy egy nem az van volt meg csak mint azt vagy szerint amely pedig akkor ezt lesz ha "
        "mely".split()
    ),
    "it": frozenset(
        "della delle degli gli nella nel sono anche che con per una come dopo questo stato di la "
        "un il in si le dei alla non più piu perché perche cui dalla dalle nei nelle sul sulla "
        "agli loro suo suoi hanno aveva essere fatto ogni quando dove così cosi poi ancora dal al "
        "ma tra era ha lo da ho ad ed".split()
    ),
    "nl": frozenset(
        "het een van zijn voor niet met dat hij aan werd door ook uit maar deze wordt naar de in "
        "te op is".split()
    ),
    "nordic": frozenset(
        "och att inte till ett som av har med ikke til af er og det den ble blev havde jag jeg "
        "siger sier".split()
    ),
    "pl": frozenset(
        "nie jest na do jak ale przez oraz tylko jego przy lub ich dla tego tym jako od czy po "
        "jej dnia".split()
    ),
    "pt": frozenset(
        "uma com dos das pela pelo seu sua mas ele ela ao em os foi mais nos nas que por para de "
        "um no na as".split()
    ),
    "ro": frozenset(
        "si nu este care din pentru sunt fost prin dar ale sau lui acest cu pe fi de la un mai a "
        "in".split()
    ),
    "sk": frozenset(
        "je na sa ale ako jeho bol bola bolo pre len alebo aby nie som ktory bude jej tak pri "
        "tento".split()
    ),
    "tr": frozenset(
        "bir ve bu ile olarak daha gibi kadar olan sonra ama ise oldu her yeni ilk iki var yok "
        "etti dedi onun kendi bunu bunun biri ancak ya da de".split()
    ),
}
"""Common short words by language, also in ASCII, since accents may be lost with the rest."""

PLAIN_A = frozenset({"cs", "de", "en", "es", "fi", "hu", "it", "nl", "nordic", "pl", "sk"})
"""The languages that don't write an a with circumflex."""

_NONE: frozenset[str] = frozenset()
_OWN_LETTERS = {
    "cs": frozenset("ěřů"),
    "cy": frozenset("ŵŷ"),
    "de": frozenset("ßüäö"),
    "fi": frozenset("äö"),
    "hu": frozenset("őű"),
    "nordic": frozenset("åø"),
    "pl": frozenset("łąęśźż"),
    "pt": frozenset("ãõ"),
    "ro": frozenset("ășț"),
    "sk": frozenset("ľĺŕ"),
    "tr": frozenset("ğı"),
}
"""Letters that speak for one of them."""

_WORD = re.compile(r"[^\W\d_]{2,20}")
_ENDINGS = ("s", "es", "d", "ed", "ing", "ly", "er", "ers", "ness", "ment", "al", "less", "ful")


def find_language(line: str) -> str:
    """The language of a line: ``en``, a key of `FUNCTION_WORDS`, or empty where it is not clear.

    >>> find_language("the crew of the ship said that")
    'en'
    >>> find_language("Sie ist nicht mit der Bahn gekommen")
    'de'

    It can be wrong on a line of few words.
    """
    words = [word.lower() for word in _WORD.findall(line)]
    if not words:
        return ""
    english = sum(word in _load_english() for word in words)
    if english >= 2 and english >= 0.65 * len(words):
        return "en"
    distinct, letters = set(words), set(line)
    found = sorted(
        (len(distinct & common) + min(2, len(letters & _OWN_LETTERS.get(code, _NONE))), code)
        for code, common in FUNCTION_WORDS.items()
    )
    (second, _), (most, code) = found[-2:]
    return code if most >= 3 and most > second and most * 8 >= len(words) else ""


def is_english_word(word: str) -> bool:
    """Whether the word is among those that most English stories share, or a form of one.

    >>> is_english_word("Houses"), is_english_word("Vivek")
    (True, False)
    """
    word = word.lower()
    if word in _load_english() or f"{word}s" in _load_english():
        return True
    stems = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
    return any(len(stem) > 2 and _is_listed(stem) for stem in stems)


def _is_listed(stem: str) -> bool:
    """Whether a list has the stem, as it may be changed before an ending."""
    known = _load_english()
    return stem in known or f"{stem}e" in known or (stem[-1] == "i" and f"{stem[:-1]}y" in known)


@cache
def _load_english() -> frozenset[str]:
    from importlib import resources  # it takes longer to load than the words

    text = resources.files(__package__).joinpath("english.txt").read_text("utf-8")
    return frozenset(text.split())
