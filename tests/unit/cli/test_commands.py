"""The group of commands: quick help, and one way to fail."""

from __future__ import annotations

import ctypes
import importlib
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result
from llvmlite.binding.executionengine import ExecutionEngine

from cleantext.cli import main
from cleantext.cli.commands import CommandGroup
from cleantext.cli.failures import exit_codes, interruption_says
from cleantext.errors import CleantextError, CorpusError, InvalidOption, NotAvailable

COMMANDS = ["clean", "explain", "dedupe", "report", "learn", "bench"]


def failing_with(error: BaseException) -> Result:
    """Run a command that raises the error."""

    @click.command()
    def fail() -> None:
        with exit_codes():
            raise error

    return CliRunner().invoke(fail)


def test_help_loads_no_heavy_module() -> None:
    """The list of commands is shown without any of their imports."""
    code = (
        "import sys; from cleantext.cli import main; main(['--help'], standalone_mode=False); "
        "heavy = {'numba', 'pyarrow', 'numpy', 'ftfy', 'rich', 'selectolax'} & set(sys.modules); "
        "sys.exit(', '.join(heavy) or 0)"
    )
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert ended.stderr == b""
    assert ended.returncode == 0


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_of_a_command_what_its_own_help_says(name: str) -> None:
    """The name is that of the command, and each command has help of its own."""
    command = importlib.import_module(f"cleantext.cli.{name}")
    assert getattr(command, name).name == name
    shown = CliRunner().invoke(main, [name, "--help"])
    assert shown.exit_code == 0
    assert re.match(rf"Usage: main {name} \[OPTIONS\]", shown.output)


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("clena", "No such command 'clena'. Did you mean 'clean'?"),
        ("dedup", "No such command 'dedup'. Did you mean 'dedupe'?"),
        ("x\x1b[2J", r"No such command 'x\x1b[2J'. There are clean, explain, dedupe, report,"),
    ],
)
def test_a_command_that_is_not_there(typed: str, hint: str) -> None:
    """What is nearly one is named; else all are."""
    ended = CliRunner().invoke(main, [typed])
    assert (ended.exit_code, hint in ended.output) == (2, True)


@pytest.mark.parametrize("name", ["dedupe", "report", "learn"])
def test_what_is_not_written_to_standard_output(name: str) -> None:
    """A hyphen would become a file or a directory of that name."""
    ended = CliRunner().invoke(main, [name, ".", "-o", "-"])
    assert ended.exit_code == 2
    assert "this command writes no standard output; './-' is such a file" in ended.output


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("words", [["--help"], ["clean", "--help"], ["--version"]])
def test_help_that_nobody_can_take(words: list[str]) -> None:
    """One line, as for everything that standard output does not take."""
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "cleantext", *words]
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    message = b"cleantext: error: standard output can't be written: No space left on device\n"
    assert (ended.returncode, ended.stderr) == (1, message)


def test_all_commands_are_listed() -> None:
    """The group lists the commands, the everyday ones first."""
    assert isinstance(main, CommandGroup)
    assert main.list_commands(click.Context(main)) == COMMANDS


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (InvalidOption("threshold must be at most 1"), 2),
        (CorpusError("out is not empty"), 1),
        (NotAvailable("not built yet"), 1),
        (CleantextError("a worker died"), 1),
    ],
)
def test_errors_become_one_line_and_an_exit_code(error: CleantextError, code: int) -> None:
    """What cleantext raises on purpose is shown without a traceback."""
    ended = failing_with(error)
    assert ended.exit_code == code
    assert ended.stderr == f"cleantext: error: {error}\n"
    assert ended.stdout == ""


def test_a_bug_keeps_its_traceback() -> None:
    """An error that nobody meant to raise is not made to look like the user's."""
    assert isinstance(failing_with(RuntimeError("bug")).exception, RuntimeError)


def test_ctrl_c_is_130() -> None:
    """An interrupted command ends as the shell expects."""
    ended = failing_with(KeyboardInterrupt())
    assert (ended.exit_code, ended.stderr) == (130, "cleantext: interrupted\n")


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [(signal.SIGTERM, 143, "terminated"), (signal.SIGINT, 130, "interrupted")],
)
def test_a_module_on_its_way_in_is_not_torn(
    number: signal.Signals, code: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A signal in the midst of an import waits for its end: Python may swallow it there."""
    source = f"import signal; signal.raise_signal({int(number)}); whole = True"
    (tmp_path / f"slow_module_{code}.py").write_text(source, "utf-8")
    monkeypatch.syspath_prepend(tmp_path)

    @click.command()
    def work() -> None:
        with exit_codes():
            assert importlib.import_module(f"slow_module_{code}").whole
            time.sleep(10)

    started = time.monotonic()
    ended = CliRunner().invoke(work)
    assert (ended.exit_code, ended.stderr) == (code, f"cleantext: {said}\n")
    assert time.monotonic() - started < 5


def test_a_command_that_a_module_on_its_way_in_calls_can_be_interrupted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the command was called from does not make Ctrl-C wait."""
    (tmp_path / "script_module.py").write_text(
        "import signal, time\n"
        "from cleantext.cli.failures import exit_codes\n"
        "with exit_codes():\n"
        "    signal.raise_signal(signal.SIGINT)\n"
        "    time.sleep(10)\n",
        "utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    started = time.monotonic()
    with pytest.raises(click.ClickException, match="interrupted"):
        importlib.import_module("script_module")
    assert time.monotonic() - started < 5


def test_a_kernel_on_its_way_in_does_not_swallow_an_interruption() -> None:
    """LLVM calls Python for it, where an exception is only printed: Ctrl-C waits for the end."""

    def _raw_object_cache_notify() -> None:
        signal.raise_signal(signal.SIGINT)

    assert hasattr(ExecutionEngine, _raw_object_cache_notify.__name__)

    @click.command()
    def work() -> None:
        with exit_codes():
            ctypes.CFUNCTYPE(None)(_raw_object_cache_notify)()
            time.sleep(10)

    started = time.monotonic()
    ended = CliRunner().invoke(work)
    assert (ended.exit_code, ended.stderr) == (130, "cleantext: interrupted\n")
    assert time.monotonic() - started < 5


def test_a_lack_of_memory_is_told_in_one_line() -> None:
    """It is no bug: a document of gigabytes fits into no laptop."""
    ended = failing_with(MemoryError())
    assert ended.exit_code == 1
    assert ended.stderr.startswith("cleantext: error: out of memory: each document")


def test_ctrl_c_says_what_is_left() -> None:
    """Where work can be resumed, the line says how."""

    @click.command()
    def work() -> None:
        with exit_codes(), interruption_says("--resume goes on"):
            raise KeyboardInterrupt

    ended = CliRunner().invoke(work)
    assert (ended.exit_code, ended.stderr) == (130, "cleantext: interrupted; --resume goes on\n")
