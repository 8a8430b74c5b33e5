"""How long one waits before anything happens: imports, first calls, a whole run on few files."""

from __future__ import annotations

import importlib.util
import os
import random
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.measure import seconds_of, spread
from benchmarks.prose import write_story

_CODE = {
    "import cleantext": "import cleantext",
    "first clean()": "import cleantext; cleantext.clean('The countyâs ferry is back.')",
    "import ftfy": "import ftfy",
    "first ftfy.fix_text()": "import ftfy; ftfy.fix_text('The countyâs ferry is back.')",
    "import trafilatura": "import trafilatura",
    "import datasketch": "import datasketch",
    "import rensa": "import rensa",
}
_FILES = 20


def run(data: Path | None, *, rounds: int, seed: int) -> dict[str, Any]:
    """Processor seconds of a new process each, more than Python's own; of whole commands, all."""
    known = {name: code for name, code in _CODE.items() if _is_there(code)}
    contenders = {name: partial(_call, "-c", code) for name, code in {"": "pass", **known}.items()}
    seconds = seconds_of(contenders, rounds, _of_children)
    bare = seconds.pop("")
    with tempfile.TemporaryDirectory() as folder:
        chance = random.Random(seed)
        stories = Path(folder, "stories")
        stories.mkdir()
        for number in range(_FILES):
            (stories / f"{number}.txt").write_text(write_story(chance).text, encoding="utf-8")
        command = ("-m", "cleantext", "dedupe", stories, "-o", Path(folder, "out"), "--overwrite")
        whole = {f"cleantext dedupe, {_FILES} small files": partial(_call, *command)}
        whole["cleantext --help"] = partial(_call, "-m", "cleantext", "--help")
        for function in whole.values():
            function()  # kernels are compiled once, and kept
        processes = seconds_of(whole, rounds, _of_children)
    return {
        "processor seconds, more than Python's own": {
            name: spread([each - start for each, start in zip(measured, bare, strict=True)], 3)
            for name, measured in seconds.items()
        },
        "processor seconds of the whole command": {
            name: spread(measured, 3) for name, measured in {"python": bare, **processes}.items()
        },
    }


def _is_there(code: str) -> bool:
    """Whether the library is installed that the code begins by importing."""
    library = code.partition(";")[0].removeprefix("import ")
    return importlib.util.find_spec(library) is not None


def _of_children() -> float:
    """The processor seconds of all processes that were started and have ended."""
    times = os.times()
    return times.children_user + times.children_system


def _call(*arguments: str | Path) -> None:
    subprocess.run([sys.executable, *map(str, arguments)], check=True, capture_output=True)
