"""`Cleaner.batch` on two processes, in a script: it ends, whatever ends early."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not hasattr(os, "killpg"), reason="no groups of processes here")

DIED = "CleantextError: a worker process died before its work was done"

# No two texts are one object: a task is pickled in full, and larger than what a pipe holds.
TEXT = r"\n\n".join(
    f"Gate {{n * {k}}} of the harbourâs is closed until spring." for k in range(1, 40)
)
TEXTS = f'[f"{TEXT}" for n in range(%d)]'
UNGUARDED = f"""
from cleantext import Cleaner
Cleaner().batch({TEXTS % 1_000}, workers=2)
"""
# What happens to the processes comes out of a thread, since this one is the first of the workers.
GUARDED = f"""
import multiprocessing, os, signal, sys, threading, time
from cleantext import Cleaner

def strike(events):
    while not (others := multiprocessing.active_children()):
        time.sleep(0.01)
    for event in events:
        if event == "kill":
            os.kill(others[0].pid, signal.SIGKILL)
        elif event == "interrupt another":
            os.kill(others[0].pid, signal.SIGINT)
        elif event == "interrupt all":
            os.killpg(0, signal.SIGINT)
        else:
            time.sleep(float(event))

if __name__ == "__main__":
    threading.Thread(target=strike, args=(sys.argv[1:],), daemon=True).start()
    Cleaner().batch({TEXTS % 5_000}, workers=2)
"""


def run(command: list[str], given: str = "") -> tuple[int, str]:
    """The exit code of Python with these arguments, and what it said, unless it does not end."""
    with subprocess.Popen(
        [sys.executable, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.default_int_handler),
    ) as process:
        try:
            _, said = process.communicate(given, timeout=20)
        finally:
            if process.returncode is None:
                os.killpg(process.pid, signal.SIGKILL)
    return process.returncode, said


@pytest.mark.parametrize("is_file", [True, False])
def test_a_script_without_a_guard(tmp_path: Path, is_file: bool) -> None:
    """The message tells what is missing, also where the script was standard input, and it ends."""
    script = tmp_path / "script.py"
    script.write_text(UNGUARDED, encoding="utf-8")
    code, said = run([str(script)] if is_file else ["-"], UNGUARDED)
    assert code == 1
    assert DIED in said
    assert "Exception in thread" not in said


@pytest.mark.parametrize("delay", ["0.1", "0.8"])
def test_a_worker_that_is_killed(tmp_path: Path, delay: str) -> None:
    """The error is raised, and the script ends: with a worker that started, and that worked."""
    script = tmp_path / "script.py"
    script.write_text(GUARDED, encoding="utf-8")
    code, said = run([str(script), delay, "kill"])
    assert code == 1
    assert DIED in said
    assert "Exception in thread" not in said


@pytest.mark.parametrize(("delay", "times"), [("0.0", 2), ("0.4", 1), ("0.8", 1), ("0.8", 2)])
def test_ctrl_c(tmp_path: Path, delay: str, times: int) -> None:
    """A terminal sends it to all of them, and some programs twice: the script ends."""
    script = tmp_path / "script.py"
    script.write_text(GUARDED, encoding="utf-8")
    code, said = run([str(script), delay, *["interrupt all"] * times])
    assert code == -signal.SIGINT
    assert "Exception in thread" not in said
    assert said.count("Traceback") == 1 or times == 2


def test_ctrl_c_that_another_hears_first(tmp_path: Path) -> None:
    """Where this process hears it while it knows of the death already, it ends, too."""
    script = tmp_path / "script.py"
    script.write_text(GUARDED, encoding="utf-8")
    code, said = run([str(script), "0.8", "interrupt another", "0.02", "interrupt all"])
    assert code == -signal.SIGINT or (code == 1 and DIED in said)
    assert "Exception in thread" not in said
