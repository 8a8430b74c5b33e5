"""One run at a time."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cleantext.corpus.lock import locked
from cleantext.errors import CorpusError

HOLDER = """
import sys, time
from pathlib import Path
from cleantext.corpus.lock import locked
with locked(Path(sys.argv[1]), "x"):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_lock_is_held_once_and_leaves_nothing(tmp_path: Path) -> None:
    """Who comes second is told what is in use, and by which process; then all is free again."""
    path = tmp_path / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with (
            pytest.raises(CorpusError, match=rf"run \(process {holder.pid}\) is at work with X"),
            locked(path, "X"),
        ):
            pass
        assert path.exists()
        holder.send_signal(signal.SIGKILL)
        holder.wait()
    assert path.exists(), "a killed process leaves the file, and not the lock"
    with locked(path, "X"):
        pass
    assert not path.exists()


def test_a_lock_that_was_removed_is_nobodys(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever got hold of a file just before its holder removed it tries again."""
    import fcntl

    path = tmp_path / "lock"
    real = fcntl.flock
    calls: list[int] = []

    def flock(descriptor: int, operation: int) -> None:
        real(descriptor, operation)
        if not calls:
            path.unlink()
        calls.append(descriptor)

    monkeypatch.setattr(fcntl, "flock", flock)
    with locked(path, "X"):
        assert path.exists()
    assert len(calls) == 2
