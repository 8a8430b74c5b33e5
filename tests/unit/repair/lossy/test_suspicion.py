"""What is seen to be no scar before the tables of scars are loaded."""

from __future__ import annotations

import subprocess
import sys
import time

import pytest

from cleantext.repair.lossy.restoration import find_lossy
from cleantext.repair.lossy.suspicion import may_have_scars

GOOD = [
    "Plain text",
    "249€. It was 300 € before, and €5 more: €",
    "Un château, la gâterie et le théâtre.",
    "WHAT??? Hehe, I knew it????",
    "She likes the Château Lafite at €50. Really??? No way!",
    "Le chat lâche l'os, hâtif.",
]


@pytest.mark.parametrize("text", GOOD)
def test_good_text_is_not_suspicious(text: str) -> None:
    """Prices in euros, letters of French, and three questions at once."""
    assert not may_have_scars(text)
    assert find_lossy(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "the countryâs oil",
        "They donât know of the château",
        "âWe haveâ",
        "the crew\N{REPLACEMENT CHARACTER}s effort",
        "the crewï¿½s effort",
        "groÃe",
        "it€™s",
        "wait €“ what",
        "I don???t know",
        "un chÃ¢teau",
        "the oil â\x80\x94 all of it",
    ],
)
def test_scars_are_suspicious(text: str) -> None:
    """Each kind of scar, alone and beside good letters."""
    assert may_have_scars(text)


def test_letters_by_the_million_take_seconds_at_most() -> None:
    """Where a text is little else, none of them is looked at."""
    started = time.process_time()
    assert not may_have_scars("âa" * 1_000_000)
    assert time.process_time() - started < 4


def test_good_text_loads_no_tables() -> None:
    """The table of scars is not made for texts that have none."""
    code = f"""if True:
        import sys
        from cleantext import repair
        for text in {GOOD}:
            repair("\\N{{EURO SIGN}} " + text)
        print("cleantext.repair.lossy.scars" in sys.modules)
        repair("the country\\N{{REPLACEMENT CHARACTER}}s oil")
        print("cleantext.repair.lossy.scars" in sys.modules)
    """
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.split() == ["False", "True"]
