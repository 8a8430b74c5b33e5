"""Floor 4: `write_report`: from the files of a finished run to one HTML page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np

from cleantext.corpus.source import given_path
from cleantext.corpus.whole_file import written_whole
from cleantext.model import Duplicate
from cleantext.neardup.normalize import Normalizer
from cleantext.neardup.sets import ShingleSets
from cleantext.neardup.texts import Texts
from cleantext.page.profile.site_patterns import SitePatterns
from cleantext.report.difference import Run, mark_differences
from cleantext.report.findings import Findings, gather_findings
from cleantext.report.histogram import draw_histogram
from cleantext.report.texts import find_texts

__all__ = ["write_report"]

# What no page can show: control characters.
_UNSHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
# What turns around the text that follows: right in a story, in a name it makes it look another.
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_LONGEST_NAME = 160  # characters of an id or a path that are shown
_LONGEST_SETTING = 2000


@dataclass(frozen=True, slots=True)
class Pair:
    """A duplicate beside the document that stands for it, with the differences marked.

    Without ``kept`` and ``copy`` the texts could not be found. ``now`` is the similarity of the
    texts as they are shown.
    """

    duplicate: Duplicate
    kept: tuple[Run, ...] = ()
    copy: tuple[Run, ...] = ()
    now: float | None = None


def write_report(
    result: str | Path,
    report: str | Path,
    *,
    source: str | Path | None = None,
    profile: SitePatterns | None = None,
) -> None:
    """Write one self-contained HTML page that shows what a deduplication did.

    ``result`` is the directory that `dedupe_corpus` wrote, ``report`` the file to write; it
    appears whole, and replaces what has its name. With ``source``, what was deduplicated, some
    pairs are shown side by side; it is read until they are found. ``profile`` is the one that
    the run cleaned with, if it did.

    The page loads nothing and runs nothing. Its size has a bound, whatever the size of the
    corpus. Raises `CorpusError` where one of the paths can't be used as asked.

    >>> import tempfile
    >>> from cleantext.deduplication import dedupe_corpus
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     stories, unique = Path(folder, "stories"), Path(folder, "unique")
    ...     stories.mkdir()
    ...     for name in ("a.txt", "b.txt"):
    ...         _ = stories.joinpath(name).write_text("The same old story.")
    ...     _ = dedupe_corpus(stories, unique)
    ...     write_report(unique, Path(folder, "report.html"), source=stories)
    ...     "a.txt" in Path(folder, "report.html").read_text(encoding="utf-8")
    True
    """
    page = given_path(report, "report")
    findings = gather_findings(given_path(result, "result"))
    pairs = (
        [] if source is None else _lay_out_pairs(findings, given_path(source, "source"), profile)
    )
    content = _render(findings, pairs, has_source=source is not None)
    with written_whole(page, "report") as place:
        place.write_text(content, encoding="utf-8", newline="\n")


def _lay_out_pairs(findings: Findings, source: Path, profile: SitePatterns | None) -> list[Pair]:
    options = findings.summary["options"]
    ids = {name for pair in findings.pairs for name in (pair.id, pair.duplicate_of)}
    texts = find_texts(source, ids, options, profile)
    return [_lay_out(pair, texts, int(options["shingle_size"])) for pair in findings.pairs]


def _lay_out(duplicate: Duplicate, texts: dict[str, str], shingle_size: int) -> Pair:
    kept, copy = texts.get(duplicate.duplicate_of), texts.get(duplicate.id)
    if kept is None or copy is None:
        return Pair(duplicate)
    in_kept, in_copy = mark_differences(kept, copy)
    return Pair(duplicate, tuple(in_kept), tuple(in_copy), _compare(kept, copy, shingle_size))


def _compare(one: str, two: str, shingle_size: int) -> float:
    """The similarity of two texts, which may be long: sets of strings would take gigabytes."""
    normal = Normalizer().normalize(Texts.of_strings([one, two]))
    each = np.sort(ShingleSets.of_texts(normal, shingle_size).fingerprints)
    shared = int(np.count_nonzero(each[1:] == each[:-1]))  # a set has none twice
    return shared / (len(each) - shared) if shared else float(one == two)


def _render(findings: Findings, pairs: list[Pair], *, has_source: bool) -> str:
    from jinja2 import Environment, PackageLoader  # a run without a report need not wait for it

    # Everything that a template shows is escaped, and ids and texts are made showable first.
    environment = Environment(loader=PackageLoader("cleantext.report", ""), autoescape=True)
    environment.trim_blocks = environment.lstrip_blocks = True
    environment.filters |= {
        "name": _show_name,
        "setting": _show_setting,
        "shown": _show,
        "count": "{:,}".format,
        "similarity": _show_similarity,
    }
    return environment.get_template("page.html.jinja").render(
        findings=findings,
        summary=findings.summary,
        histogram=draw_histogram(findings),
        pairs=pairs,
        has_source=has_source,
        style=files("cleantext.report").joinpath("page.css").read_text(encoding="utf-8"),
    )


def _show(text: str) -> str:
    return _UNSHOWN.sub("\N{REPLACEMENT CHARACTER}", text)


def _show_setting(value: object) -> str:
    """What a run was asked, in words."""
    return _show_name(_describe(value), _LONGEST_SETTING)


def _describe(value: object) -> str:
    if value is None or value == []:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(map(_describe, value))
    if isinstance(value, dict):
        return "; ".join(f"{name}: {_describe(each)}" for name, each in value.items())
    return str(value)


def _show_name(name: str, longest: int = _LONGEST_NAME) -> str:
    """An id or a path; of a very long one both ends."""
    if len(name) > longest:
        name = f"{name[: longest // 2]} … {name[-longest // 2 :]}"
    return _TURNING.sub("\N{REPLACEMENT CHARACTER}", _show(name))


def _show_similarity(similarity: float) -> str:
    """A similarity with three digits, never rounded up to 1."""
    return "1" if similarity >= 1 else f"{min(similarity, 0.999):.3f}"
