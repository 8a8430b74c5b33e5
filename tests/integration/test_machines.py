"""The same input gives the same output, whatever the processor."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import json
from cleantext import explain_html, signature
story = "".join(
    f"<p>In {year} the crane of the west pier was painted, and {year % 7} men, who had come "
    f"from Hale, were paid for it; the mayor said that it was too much.</p>"
    for year in range(1950, 1990)
)
menu = "".join(f"<li class='menu-item'><a href='/{n}'>News {n}</a></li>" for n in range(30))
page = (
    f"<html><head><title>The crane</title></head><body><nav><ul>{menu}</ul></nav><main>"
    f"<h1>The crane</h1><div class='article-body'>{story}</div></main>"
    f"<aside class='related'><ul>{menu}</ul></aside></body></html>"
)
cleaned = explain_html(page)
scores = [(block.text, block.kept, block.score) for block in cleaned.blocks]
print(json.dumps([cleaned.text, scores, signature(cleaned.text).tolist()]))
"""


def run(**environment: str) -> list[object]:
    """What the program prints with these variables set."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=True,
    )
    found: list[object] = json.loads(done.stdout)
    return found


def test_a_plain_processor_gives_the_same(tmp_path: Path) -> None:
    """Without the vector instructions of this one: texts, chances and signatures."""
    plain = run(NUMBA_CPU_NAME="generic", NUMBA_CACHE_DIR=str(tmp_path))
    assert plain == run()
