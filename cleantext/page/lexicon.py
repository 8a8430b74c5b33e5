"""What single words say of a block: weights learned from pages, and the function words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["FUNCTION_WORDS", "Lexicon", "load_lexicon"]

FUNCTION_WORDS = frozenset(
    """
    the of and to in a is that for it was with as he on be at by his her they from this have had
    are but not or she we you were an which their been has would when if who will more said there
    der die das und in zu den ist nicht von mit dem des ein eine auf für im sich auch als an wird
    es werden sind war bei einer hat dass nach aus wie oder noch um einen aber sie er ich haben
    le la les de des et un une est en que qui dans pour pas sur au du il elle ne se plus par avec
    ce sont mais ont été son sa ses cette nous vous ils à aux ou leur
    el los las y una por con no su para al lo como más pero sus este entre cuando muy sin sobre
    ser tiene también fue había era
    o os e um uma do da dos das em não com na no se mais foi ao pelo pela seu sua ele ela ou
    il gli di che è per non sono del della dei delle nel nella ha anche come più ma si alla
    het een van dat op te zijn voor met niet aan er om ook als bij maar heeft hij naar ze door
    w i z na nie się do jest że to od przez po jak ale za o który która czy dla są był
    ve bir bu da de için ile çok daha olarak olan gibi kadar sonra ama ne değil olduğu
    и в не на что я с он как это по но они мы все от за из у было так же для его к а
    في من على أن إلى عن مع هذا هذه التي الذي كان لا ما و
    के का की में है और से को पर ने यह कि हैं था नहीं एक भी तो
    og det at en den til er som på de av ikke har med för av och att är inte jag
    """.split()
)
"""Frequent words without a meaning of their own, of fourteen languages: prose is full of them."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """``weights`` says how much a word of a short block speaks for boilerplate (above 0) or for
    the story (below 0), in eighths of the natural logarithm of the odds.
    """

    weights: Mapping[str, int]
    function_words: frozenset[str] = FUNCTION_WORDS


@cache  # constant data of the package, read at its first use so that importing stays cheap
def load_lexicon() -> Lexicon:
    """The lexicon that comes with the package.

    >>> load_lexicon().weights["subscribe"] > 0
    True
    """
    source = files("cleantext.page").joinpath("weights/lexicon.json").read_text(encoding="utf-8")
    return Lexicon(json.loads(source))
