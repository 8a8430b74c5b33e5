"""The public door: every name of the contract is there, and opening it costs next to nothing."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys

import cleantext

CONTRACT = """
clean clean_html explain explain_html repair decode Cleaner dedupe dedupe_corpus jaccard signature
SiteProfile Document Change Cleaned CleanedPage Duplicate DedupeResult DedupeSummary DedupeOptions
CleanOptions RepairOptions CleantextError InvalidOption UnreadableDocument DuplicateDocumentId
CorpusError
""".split()

HEAVY = "numba numpy pyarrow ftfy regex bs4 selectolax rich click".split()


def loaded_by(code: str) -> set[str]:
    """The heavy modules that a fresh interpreter has loaded after running the code."""
    report = f"import sys; print(*[m for m in {HEAVY} if m in sys.modules])"
    run = [sys.executable, "-c", f"{code}\n{report}"]
    return set(subprocess.run(run, capture_output=True, text=True, check=True).stdout.split())


def test_every_name_of_the_contract_is_there() -> None:
    """Each name that other people's pipelines rely on is in __all__ and can be had."""
    assert set(CONTRACT) <= set(cleantext.__all__)
    for name in cleantext.__all__:
        assert getattr(cleantext, name) is not None
    assert list(cleantext.__all__) == sorted(cleantext.__all__)
    assert dir(cleantext) == list(cleantext.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    """A name that the door does not have raises AttributeError, as in any module."""
    assert not hasattr(cleantext, "no_such_name")


def test_repair_is_the_function_whatever_was_imported_before() -> None:
    """The folder `repair` never hides the function `repair`."""
    code = "from cleantext import clean; clean('x'); from cleantext import repair; repair('x')"
    subprocess.run([sys.executable, "-c", code], check=True)
    code = "import cleantext.repair.decoding.decode; from cleantext import repair; repair('x')"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_importing_loads_nothing_heavy() -> None:
    """`import cleantext` loads none of the libraries that take time."""
    assert loaded_by("import cleantext") == set()


def test_only_the_first_page_loads_what_pages_need() -> None:
    """Damaged characters on a later page load no module of ours any more, and none of ftfy's."""
    code = """if True:
        import sys
        from cleantext import clean_html
        clean_html("<p>A page of plain ASCII.")
        before = set(sys.modules)
        clean_html("<p>The country\N{REPLACEMENT CHARACTER}s \xc3\xa9t\xc3\xa9 &amp;amp; oil" * 9)
        later = {name.split(".")[0] for name in set(sys.modules) - before}
        print(*later & {"cleantext", "ftfy"})
    """
    run = [sys.executable, "-c", code]
    shown = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    assert shown.split() == []


def test_clean_loads_neither_numba_nor_arrow() -> None:
    """`clean()` on damaged text never imports Numba or Arrow; NumPy runs its classifier."""
    code = "import cleantext; cleantext.clean('the countryâs &amp; â€œoilâ€\\x9d \\x80')"
    assert not loaded_by(code) & {"numba", "pyarrow"}


def test_importing_is_quick() -> None:
    """`import cleantext` takes under 0.15 s (the median of five fresh interpreters).

    Of the processor: what else a machine does at the time is not the import's fault.
    """

    def seconds(code: str) -> float:
        before = os.times()
        subprocess.run([sys.executable, "-c", code], check=True)
        after = os.times()
        return sum(after[2:4]) - sum(before[2:4])  # of children: user's and system's

    both = [(seconds("import cleantext"), seconds("pass")) for _ in range(5)]
    assert statistics.median(with_it - bare for with_it, bare in both) < 0.15
