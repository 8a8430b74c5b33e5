"""Floor 1: which codec bytes are in that declare nothing, by statistics and a judge.

chardet (7 or later) compares the pairs of bytes with those of the languages of each codec, and is
right for most sentences. In a few words its candidates lie close together, and then a judge looks
at what each makes of the bytes: text doesn't change its script or its case inside a word.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

import regex
from ftfy.badness import badness

from cleantext.repair.alphabets import count_foreign_letters, count_letters_of_none
from cleantext.repair.decoding.codepages import read_as, read_strictly
from cleantext.repair.decoding.similarity import Candidate, find_candidates, is_far_from

__all__ = ["guess_codec", "is_credible", "is_strange", "sample_of", "strangeness"]

_SAMPLE = 2048
_STRETCHES = 16
_STRETCH = 128
_ABOVE_ASCII = re.compile(rb"[\x80-\xff]")
_C1 = bytes(range(0x80, 0xA0))
_BREAK = re.compile(rb"[\n ]")
# All codecs have them; to the detector a single one makes binary data of a text.
_SPACED = bytes(0x20 if byte < 0x20 and byte not in b"\t\n\r" else byte for byte in range(0x100))

# Codecs that hardly any page is in: believed only where no other is as similar.
_RARE = ("cp720", "cp862", "cp869", "cp1125", "iso8859-4", "johab", "kz1048", "ptcp154")
# Each codec with what it costs to believe in it, beside Windows-1252: the codecs of the web, those
# few pages were in, and those of machines from before the web.
_COST = {
    "cp1252": 0.0,
    **dict.fromkeys(("big5hkscs", "cp932", "cp949", "euc_jis_2004", "gb18030"), 0.2),
    **dict.fromkeys(("cp874", "cp1251", "cp1253", "cp1255", "cp1256", "koi8-r"), 0.2),
    **dict.fromkeys(("cp1250", "cp1254", "cp1257", "iso8859-2"), 0.3),
    **dict.fromkeys(("cp1258", "iso8859-3", "iso8859-5", "iso8859-6", "iso8859-7"), 0.3),
    **dict.fromkeys(("iso8859-8", "iso8859-13", "iso8859-15", "koi8-u"), 0.3),
    **dict.fromkeys(("utf-16-be", "utf-16-le"), 0.3),
    **dict.fromkeys(("mac-cyrillic", "mac-greek", "mac-latin2", "mac-roman", "mac-turkish"), 0.5),
    **dict.fromkeys(("cp437", "cp737", "cp850", "cp852", "cp857", "cp866"), 0.5),
    **dict.fromkeys(_RARE, 1.0),
}
_CANDIDATES = 12
_MULTIBYTE = ("gb18030", "cp932", "big5hkscs", "cp949", "euc_jis_2004")
_BROKEN = 0.02  # the share of bytes a damaged document may have lost
# What one character above ASCII counts for (one strange place counts 1, against): a mark where it
# belongs, a letter met in the rest of the document, a letter foreign to the language.
_NATURAL_MERIT = 2
_FAMILIAR_MERIT = 2
_FOREIGN_DOUBT = 0.5
# The detector knows a language if the best candidate is at least as similar as this, of so many
# letters above ASCII: of 2,300 texts in 46 languages that it knows one in a thousand was less so.
_KNOWN, _TELLING = 0.13, 12
_LAST_LATIN = "\N{LATIN SMALL LETTER EZH WITH CARON}"

_CONTROL = regex.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\p{Co}\p{Cn}]")
_STRANGE = regex.compile(
    r"""
    # a capital letter after a small one, unless both are ASCII
    (?<=\p{Ll})(?=\p{Lu}) (?: (?<=[^\x00-\x7f]) | (?=[^\x00-\x7f]) )
    # what no letter stands before: an opening mark, a per mille sign, accents by themselves
  | (?<=\p{L})(?=[\u201a\u201e\u2030\u02c6\u02dc\u0192])
    # two scripts in one word
  | (?<=\p{Latin})(?=[\p{Cyrillic}\p{Greek}\p{Hebrew}\p{Arabic}\p{Thai}])
  | (?<=[\p{Cyrillic}\p{Greek}\p{Hebrew}\p{Arabic}\p{Thai}])(?=\p{Latin})
    # a letter of another script, alone before a word in small Latin letters
  | (?<![\p{L}\p{N}])(?=[\p{Cyrillic}\p{Greek}\p{Hebrew}\p{Arabic}][ ][a-z]{2})
    # a symbol or a quotation mark within a word
  | (?<=\p{L})
    (?=[[\p{S}\p{Pi}\p{Pf}\p{Ps}\p{No}\p{Po}&&[^\x00-\x7f]]--[\u2019\u2026\u00b7\u30fb\u3001\u3002\u060c]])
    (?=.\p{L})
    # a symbol before a small letter
  | (?=[[\p{S}\p{No}&&[^\x00-\x7f]]\u00a7\u00b6\u2020\u2021])(?=.\p{Ll})
    # lines and boxes against a letter
  | (?=[\u2500-\u259f])(?: (?<=\p{L}) | (?=.\p{L}) )
    # four letters with marks in a row
  | (?:(?=[^\x00-\x7f])\p{Latin}){4}
    """,
    regex.VERBOSE | regex.V1 | regex.DOTALL,
)


_NATURAL = regex.compile(
    r"""
    (?<=\p{L})\u2019(?=(?:s|t|re|ll|ve|d|m)\b)       # an English apostrophe
  | (?<![\w\p{P}])[\u201c\u2018](?=\w[^\n]{0,200}[\u201d\u2019])  # an opening quotation mark
  | (?<![\w\p{P}])\u201e(?=\w[^\u201e\n]{0,200}[\u201c\u201d"](?!\w))
  | (?<=[\w.,!?])[\u201d\u2019](?!\w)                # a closing one
  | (?<=\s)[\u2013\u2014](?=\s) | (?<=\d)\u2013(?=\d)
  | (?<=\w)\u2026(?!\w) | (?<=[\d\s])[\u00b1\u00d7\u00f7](?=[\d\s])
  | (?<=\d\s?)[\u20ac\u00b0] | [\u00a3\u20ac\u00a7](?=\s?\d)
  | \u00a9(?=\s?(?:\d{4}|\p{Lu})) | (?<=\w)[\u00ae\u2122](?!\w)
  | (?m:^)[\u2022\u00b7](?=\s)
  | (?<=\u00a0)\u00a0 | \u00a0(?=\u00a0) | (?<=[.!?:])\u00a0(?=\s)  # no-break spaces in a row
    """,
    regex.VERBOSE | regex.V1,
)


def is_strange(text: str) -> bool:
    """Whether a text, or a sample of it, looks like bytes read in the wrong codec.

    >>> is_strange("Ðóññêèé ÿçûê"), is_strange("Été à Gdańsk"), is_strange("Русский язык")
    (True, False, False)
    """
    return strangeness(text) > 0.15 * _count_above_ascii(text)


def is_credible(codec: str, sample: bytes) -> bool:
    """Whether bytes may be in a declared codec: they are language in it, and not more so elsewhere.

    >>> sample = "Вчера в городе открыли новую библиотеку.".encode("cp1251")
    >>> [is_credible(codec, sample) for codec in ("cp1251", "cp874", "cp1252", "utf-16-le")]
    [True, False, False, False]
    """
    text = read_strictly(codec, sample)
    if text is None or is_strange(text):
        return False
    return not is_far_from(sample.translate(_SPACED), codec, _COST)


def guess_codec(data: bytes, *, familiar: str = "") -> str:
    r"""The likeliest codec of bytes, by a sample of them: the candidate with the least against it.

    What counts is its similarity (chardet, 0 to 1), the strange places in its text, and how rare
    it is; the last two for each character above ASCII, so that they tell in a few words and not in
    a page. In a language that the detector does not know, similarity says nothing, and letters that
    no alphabet has beside the others are strange. ``familiar`` is other text of the same document:
    a candidate whose letters are met there is likelier. It can be wrong in a few words, above all
    between codecs that share most of their letters. Bytes with nothing of any codec are taken for
    Windows-1252.

    >>> guess_codec("Это было давно, и никто не помнит.".encode("koi8-r"))
    'koi8-r'
    """
    known = {character for character in familiar if character > "\x7f"}
    # In ISO 8859 these 32 are controls, so one quotation mark far from the sample rules it out.
    has_controls = len(data.translate(None, _C1)) < len(data)
    excluded = "iso8859" if has_controls else "none"
    data = sample_of(data).translate(_SPACED)
    codec = _best_codec(data, known, excluded)
    if is_strange(read_as(codec, data)):
        # The detector rules out a codec of several bytes for one byte that is broken.
        for larger in _MULTIBYTE:
            mended = data.decode(larger, "ignore").encode(larger)
            few = 0 < len(data) - len(mended) <= _BROKEN * len(data)
            if few and _best_codec(mended, known, excluded) == larger:
                return larger
    return codec


def _best_codec(data: bytes, known: set[str], excluded: str) -> str:
    """The candidate that has the best of similarity, familiarity, strangeness and commonness."""
    found = find_candidates(data, _COST)
    best, highest = "cp1252", -math.inf
    rare = [candidate for candidate in found[:1] if candidate.codec in _RARE]
    usual = [candidate for candidate in found if candidate.codec not in _RARE]
    is_known = not found or _is_known(data, found[0])
    for codec, share, language in rare + usual[: _CANDIDATES if is_known else 2 * _CANDIDATES]:
        similarity = math.log(share + 0.003) if is_known else 0.0
        # They come by falling similarity: beyond this, no merit would be enough.
        if similarity + _NATURAL_MERIT + (_FAMILIAR_MERIT if known else 0) < highest:
            break
        if codec.startswith(excluded):
            continue
        text = read_as(codec, data)
        above = [character for character in text if character > "\x7f"]
        merits = _NATURAL_MERIT * _count(_NATURAL, text)
        merits += _FAMILIAR_MERIT * sum(map(known.__contains__, above))
        doubts = _COST[codec] + strangeness(text)
        doubts += _FOREIGN_DOUBT * (
            count_foreign_letters(text, language) if is_known else count_letters_of_none(text)
        )
        score = similarity + (merits - doubts) / max(1, len(above))
        # A page of text has no controls at all, however long it is.
        if _CONTROL.search(text):
            score -= 1
        if score > highest:
            best, highest = codec, score
    return best


def _is_known(data: bytes, best: Candidate) -> bool:
    """Whether the detector knows the language, so that it matters how similar a candidate is.

    Albanian, which it does not know, is a little more similar to Lithuanian than to others. What is
    not written in Latin letters is known by its script.
    """
    if best.similarity >= _KNOWN or len(data) - len(data.decode("ascii", "ignore")) < _TELLING:
        return True
    letters = [c for c in read_as(best.codec, data) if c > "\x7f" and c.isalpha()]
    return len(letters) < _TELLING or max(letters) > _LAST_LATIN


def strangeness(text: str) -> int:
    """How many places of a text look like bytes read in the wrong codec."""
    return 3 * _count(_CONTROL, text) + _count(_STRANGE, text) + badness(text)


def _count(pattern: regex.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))


def _count_above_ascii(text: str) -> int:
    return len(text) - len(text.encode("ascii", "ignore"))


def sample_of(data: bytes) -> bytes:
    """About 2 KB of the bytes, 8 at most, from all over them, where there is more than ASCII.

    A stretch begins after a line break or a space, and ends before a line break if one is near, so
    that no character is cut there.
    """
    if len(data) <= _SAMPLE:
        return data
    stretches = b"\n".join(_stretches(data))
    return stretches if len(stretches) > _STRETCH else data[:_SAMPLE]


def _stretches(data: bytes) -> Iterator[bytes]:
    place = end = 0
    for number in range(_STRETCHES):
        least = max(end, number * len(data) // _STRETCHES)
        if place < least or number == 0:
            found = _ABOVE_ASCII.search(data, least)
            if found is None:
                return
            place = found.start()
        start = _start_of_word(data, least, place)
        if start is not None:
            end = data.find(b"\n", start + _STRETCH, start + 4 * _STRETCH)
            end = end if end >= 0 else start + _STRETCH
            yield data[start:end]


def _start_of_word(data: bytes, least: int, place: int) -> int | None:
    """Where the words around a place begin, or the next ones; None if that is far off."""
    first = max(least, place - 64)
    before = max(data.rfind(b"\n", first, place), data.rfind(b" ", first, place)) + 1
    if before or first == 0:
        return max(before, first)
    after = _BREAK.search(data, place, place + 4 * _STRETCH)
    return after.end() if after else None
