"""Near-duplicates that editing makes: which share of them is found, by us and by peers.

Each story gets one copy of each kind. A copy counts if its exact similarity to its story is at
least the threshold, and is found if the contender reports it as a duplicate.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.prose import Story, write_story
from cleantext import Cleaner, DedupeOptions, dedupe, jaccard
from cleantext.words import tokenize

_STORIES = 300
_THRESHOLD = 0.7
_PERMUTATIONS = 128
_SHINGLE = 5
_AROUND = (
    ["Home", "News", "Sport", "Weather", "Subscribe", "Sign in"],
    ["Share this article", "More from this section", "All rights reserved", "Privacy policy"],
)

Finder = Callable[[Sequence[str]], set[int]]


def run(data: Path | None, *, rounds: int, seed: int) -> dict[str, Any]:
    """For each kind of copy: how many count, and the share of them that each contender finds.

    The stories are always made. ``rounds`` has no meaning here: nothing is timed.
    """
    chance = random.Random(seed)
    stories = [write_story(chance, chance.randint(8, 20)) for _ in range(_STORIES)]
    originals = [_page(story, story.caption) for story in stories]
    figures = {}
    for kind, change in _KINDS.items():
        copies = [change(chance, story) for story in stories]
        pairs = zip(originals, copies, strict=True)
        similarities = [jaccard(one, two, shingle_size=_SHINGLE) for one, two in pairs]
        count = [n for n, similarity in enumerate(similarities) if similarity >= _THRESHOLD]
        figures[kind] = {
            "similarity": {
                "least": round(min(similarities), 3),
                "most": round(max(similarities), 3),
            },
            "copies": len(count),
            "found": {
                name: _share(find([*originals, *copies]), count)
                for name, find in _contenders().items()
            },
        }
    return {"threshold": _THRESHOLD, "kinds": figures}


def _share(found: set[int], count: Sequence[int]) -> float:
    return round(sum(_STORIES + n in found for n in count) / max(len(count), 1), 4)


def _page(story: Story, caption: str) -> str:
    head, *paragraphs = story.text.split("\n\n")
    return "\n\n".join([head, caption, *paragraphs])


def _prefixed(chance: random.Random, story: Story) -> str:
    return f"Update {_page(story, story.caption)}"


def _with_byline(chance: random.Random, story: Story) -> str:
    return f"By {write_story(chance).byline[3:]}, Staff Writer\n\n{_page(story, story.caption)}"


def _cut(chance: random.Random, story: Story) -> str:
    paragraphs = list(story.paragraphs)
    del paragraphs[chance.randrange(len(paragraphs))]
    return _page(Story(story.headline, story.byline, "", tuple(paragraphs)), story.caption)


def _cut_down(chance: random.Random, story: Story) -> str:
    """Without all the paragraphs that it can lose and still be at the threshold."""
    whole, shown = _page(story, story.caption), _page(story, story.caption)
    left = story.paragraphs
    for place in chance.sample(range(len(left)), len(left)):
        shorter = tuple(each for each in left if each != story.paragraphs[place])
        page = _page(Story(story.headline, story.byline, "", shorter), story.caption)
        if jaccard(whole, page, shingle_size=_SHINGLE) >= _THRESHOLD:
            left, shown = shorter, page
    return shown


def _recaptioned(chance: random.Random, story: Story) -> str:
    return _page(story, write_story(chance).caption)


def _surrounded(chance: random.Random, story: Story) -> str:
    above, below = ("\n".join(chance.sample(lines, len(lines))) for lines in _AROUND)
    links = "\n".join(write_story(chance, 1).headline for _ in range(3))
    return f"{above}\n\n{_page(story, story.caption)}\n\n{below}\n{links}"


_KINDS: dict[str, Callable[[random.Random, Story], str]] = {
    "identical": lambda chance, story: _page(story, story.caption),
    "one token before": _prefixed,
    "another byline": _with_byline,
    "a paragraph cut": _cut,
    "cut to the threshold": _cut_down,
    "another caption": _recaptioned,
    "boilerplate around": _surrounded,
}


def _contenders() -> dict[str, Finder]:
    contenders: dict[str, Finder] = {
        "cleantext": _cleantext,
        "cleantext --clean": lambda texts: _cleantext(Cleaner().batch(texts)),
    }
    for name, finder, module in (
        ("datasketch", _datasketch, "datasketch"),
        ("datatrove", _datatrove, "datatrove"),
        ("rensa", _rensa, "rensa"),
        ("rensa, rho", _rensa_rho, "rensa"),
    ):
        try:
            __import__(module)
        except ImportError:
            continue
        contenders[name] = finder
    return contenders


def _shingles(text: str) -> list[str]:
    """The shingles of a text, for peers that take tokens: the same for all of them."""
    words = tokenize(text)
    return sorted({" ".join(words[n : n + _SHINGLE]) for n in range(len(words) - _SHINGLE + 1)})


def _cleantext(texts: Sequence[str]) -> set[int]:
    documents = [(str(number), text) for number, text in enumerate(texts)]
    options = DedupeOptions(threshold=_THRESHOLD, num_perm=_PERMUTATIONS, shingle_size=_SHINGLE)
    return {int(name) for name in dedupe(documents, options).duplicate_ids}


def _datasketch(texts: Sequence[str]) -> set[int]:
    """Its LSH with its own choice of bands, as in its documentation."""
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(threshold=_THRESHOLD, num_perm=_PERMUTATIONS)
    found = set()
    for number, text in enumerate(texts):
        sketch = MinHash(num_perm=_PERMUTATIONS)
        sketch.update_batch([shingle.encode() for shingle in _shingles(text)])
        if index.query(sketch):
            found.add(number)
        index.insert(str(number), sketch)
    return found


def _datatrove(texts: Sequence[str]) -> set[int]:
    """Its signatures and bands as they come, on words of its own (bands of 8 meet above .72)."""
    from datatrove.pipeline.dedup.minhash import MinhashDedupSignature

    with tempfile.TemporaryDirectory() as folder:
        step = MinhashDedupSignature(folder)
    met: set[tuple[int, ...]] = set()
    found = set()
    for number, text in enumerate(texts):
        bands = step.get_signature(step.get_shingles(text))
        keys = {(place, *band) for place, band in enumerate(bands)}
        if met & keys:
            found.add(number)
        met |= keys
    return found


def _rensa(texts: Sequence[str]) -> set[int]:
    """Its deduplicator, full-set signatures, as in its documentation."""
    from rensa import RMinHashDeduplicator

    index = RMinHashDeduplicator(threshold=_THRESHOLD, num_perm=_PERMUTATIONS, use_lsh=True)
    kept = index.add_pairs((str(n), _shingles(text)) for n, text in enumerate(texts))
    return {number for number, is_kept in enumerate(kept) if not is_kept}


def _rensa_rho(texts: Sequence[str]) -> set[int]:
    """Its batch pipeline, which samples tokens by place, in eight bands as in its benchmark."""
    from rensa import RMinHash, RMinHashLSH

    words = [text.split() for text in texts]
    matrix = RMinHash.digest_matrix_from_token_sets_rho(words, num_perm=_PERMUTATIONS, seed=42)
    index = RMinHashLSH(threshold=_THRESHOLD, num_perm=_PERMUTATIONS, num_bands=8)
    flags = index.query_duplicate_flags_matrix_one_shot(matrix)
    return {number for number, flag in enumerate(flags) if flag}
