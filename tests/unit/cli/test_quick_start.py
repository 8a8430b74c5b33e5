"""A command loads what it needs, and no more."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from cleantext.cli.quick_start import compile_ahead, without_scipy


def test_scipy_is_not_found_inside_and_is_again_after(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever imports it inside is told that it is not there, as Numba takes for an answer."""
    monkeypatch.delitem(sys.modules, "scipy", raising=False)
    with without_scipy(), pytest.raises(ImportError):
        importlib.import_module("scipy")
    assert "scipy" not in sys.modules


def test_scipy_that_is_loaded_already_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs nothing any more."""
    monkeypatch.setitem(sys.modules, "scipy", sys)
    with without_scipy():
        assert sys.modules["scipy"] is sys
    assert sys.modules["scipy"] is sys


def test_an_error_inside_does_not_leave_scipy_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process may go on."""
    monkeypatch.delitem(sys.modules, "scipy", raising=False)
    with pytest.raises(KeyError), without_scipy():
        raise KeyError
    assert "scipy" not in sys.modules


def test_nothing_is_searched_for_cycles_at_the_end() -> None:
    """What is alive is out of the collector's sight; exit functions are called all the same."""
    code = (
        "import atexit, gc\n"
        "from cleantext.cli.quick_start import leave_quickly\n"
        "atexit.register(lambda: print(gc.get_freeze_count() > 999, len(gc.get_objects()) < 999))\n"
        "leave_quickly()\n"
        "leave_quickly()\n"
        "print(gc.get_freeze_count())"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    # Exit functions are called last to first: this one before `gc.freeze` would print False.
    assert ended.stdout.split() == ["0", "True", "True"]


def test_dedupe_loads_neither_scipy_nor_what_cleans_nor_the_report(tmp_path: Path) -> None:
    """A run on a few small files is over in a second, most of which is Numba's."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "a.txt").write_text("A story.")
    unwanted = ["scipy", "pyarrow", "cleantext.cleaning", "cleantext.report", "multiprocessing"]
    code = (
        "import sys\n"
        "from cleantext.cli import main\n"
        f"main(['dedupe', {str(source)!r}, '-o', {str(tmp_path / 'out')!r}], "
        "standalone_mode=False)\n"
        f"print([name for name in {unwanted} if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("kept", "cores", "started"),
    [
        pytest.param(["confirm.check_equal-12.py311.nbi"], 2, 0, id="kept"),
        pytest.param(["confirm.another-12.py311.nbi"], 2, 1, id="another kernel's"),
        pytest.param([], 1, 0, id="one core"),
        pytest.param(None, 2, 0, id="can't be kept"),
    ],
)
def test_a_second_process_compiles_on_the_first_run_alone(
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    kept: list[str] | None,
    cores: int,
    started: int,
) -> None:
    """And only where it has a core of its own, and what it compiles can be kept."""
    for name in kept or ():
        (tmp_path / name).touch()
    stats = SimpleNamespace(cache_path=None if kept is None else str(tmp_path))
    check_equal = SimpleNamespace(__name__="check_equal", stats=stats)  # as Numba's have it
    commands: list[list[str]] = []
    monkeypatch.setattr("cleantext.neardup.confirm.check_equal", check_equal)
    monkeypatch.setattr(os, "cpu_count", lambda: cores)

    class Process:
        """What stands for the second process."""

        def __init__(self, command: list[str], **streams: int) -> None:
            commands.append(command)

    monkeypatch.setattr(subprocess, "Popen", Process)
    compile_ahead()
    assert len(commands) == started


def test_what_compares_is_compiled_by_comparing_some(tmp_path: Path) -> None:
    """Three texts are enough for the last of the loops: what is kept then serves any run."""
    code = "from cleantext.cli.quick_start import compare_some; compare_some()"
    place = {**os.environ, "NUMBA_CACHE_DIR": str(tmp_path)}
    subprocess.run([sys.executable, "-c", code], check=True, env=place)
    assert any(tmp_path.rglob("confirm.check_equal-*.nbi"))
