"""The report in a real browser: layout, contrast and structure, in light and dark, wide and narrow.

A copy of the page is measured by a script (`measure_page.js`), which the page's own policy would
not let run.
"""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from tests.integration.cli_command import EXAMPLES, run_command

BROWSER = next(
    filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None
)
MEASURE = (Path(__file__).parent / "measure_page.js").read_text(encoding="utf-8")
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of the examples."""
    folder = tmp_path_factory.mktemp("report")
    command = ("dedupe", EXAMPLES / "corpus", "-o", folder / "out", "--clean")
    assert run_command(*command, "--report", folder / "report.html").code == 0
    return folder / "report.html"


def browse(page: Path, width: int, scheme: str, *arguments: str) -> str:
    """Open a page in the browser, headless; what it writes on standard output."""
    ended = subprocess.run(
        [
            str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
            f"--user-data-dir={page.parent / 'browser'}", f"--window-size={width},1200",
            f"--blink-settings=preferredColorScheme={0 if scheme == 'dark' else 1}",
            *arguments, page.as_uri(),
        ],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=True,
    )  # fmt: skip
    return ended.stdout


def measure(page: Path, width: int, scheme: str) -> dict[str, Any]:
    """What the script finds in a copy of the page."""
    copy = page.with_name(f"{scheme}-{width}.html")
    content = page.read_text(encoding="utf-8")
    assert POLICY.search(content)
    content = POLICY.sub("", content).replace("</body>", f"<script>{MEASURE}</script></body>")
    copy.write_text(content, encoding="utf-8")
    body = re.search(
        r"<body[^>]*>(.*)</body>", browse(copy, width, scheme, "--dump-dom"), re.DOTALL
    )
    assert body
    measured: dict[str, Any] = json.loads(html.unescape(body[1]))
    return measured


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [500, 1200])
def test_anyone_can_read_it(report: Path, width: int, scheme: str) -> None:
    """Nothing is wider than the window, too faint, nameless, or out of the keyboard's reach."""
    measured = measure(report, width, scheme)
    headings = measured.pop("headings")
    assert headings[0] == 1
    assert headings.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert measured == {
        "dark": scheme == "dark",
        "overflow": 0,
        "landmarks": [],
        "repeatedIds": [],
        "namelessParts": [],
        "tables": 0,
        "faint": [],
        "faintBars": 0,
        "unreachable": 0,
        "focusIsSeen": True,
    }


def test_it_is_drawn(report: Path, tmp_path: Path) -> None:
    """The browser draws the page, and draws it otherwise in the dark."""
    pictures = [tmp_path / "light.png", tmp_path / "dark.png"]
    for picture in pictures:
        browse(report, 1000, picture.stem, f"--screenshot={picture}")
    light, dark = (picture.read_bytes() for picture in pictures)
    assert min(len(light), len(dark)) > 20_000
    assert light != dark


def test_the_policy_of_the_page_lets_nothing_run(report: Path) -> None:
    """Even a script that were in it would not run."""
    page = report.with_name("attacked.html")
    content = report.read_text(encoding="utf-8")
    attack = "<script>document.body.textContent = 'attacked'</script></body>"
    page.write_text(content.replace("</body>", attack), encoding="utf-8")
    assert "7 of 24 documents are duplicates" in browse(page, 1000, "light", "--dump-dom")
