"""Flags come from the options dataclasses: names, defaults, bounds and values."""

from __future__ import annotations

from dataclasses import dataclass

import click
import pytest
from click.testing import CliRunner, Result

from cleantext.cli.flags import SectionedCommand, options_from_flags
from cleantext.errors import InvalidOption
from cleantext.options import check_options, option


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    """Options inside options."""

    gentle_touch: bool = option(True, "be gentle")
    form: str | None = option("NFC", "the form", choices=("NFC", "NFD", None))

    def __post_init__(self) -> None:
        check_options(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outer:
    """Options of each kind that a field can be."""

    inner: Inner | None = option(Inner(), "what is inside; None for nothing", optional=True)
    threshold: float = option(0.7, "how similar", above=0, most=1)
    size: int = option(5, "how many", least=1)
    keep: str = option("first", "which to keep", choices=("first", "last"))
    sites: tuple[str, ...] = option((), "which sites")

    def __post_init__(self) -> None:
        check_options(self)


@click.command(cls=SectionedCommand)
@options_from_flags(Outer, "options")
def show(options: Outer) -> None:
    """Print the options."""
    click.echo(repr(options))


def run(*arguments: str) -> Result:
    """Run the command in this process."""
    return CliRunner().invoke(show, arguments)


def test_without_flags_the_options_are_the_librarys_own() -> None:
    """A command without flags does what the library does without options."""
    assert run().output.strip() == repr(Outer())


def test_each_kind_of_field_takes_its_value_from_its_flag() -> None:
    """Numbers, choices and switches reach the dataclass, also the nested one."""
    ended = run(
        "--threshold", "1", "--size", "3", "--keep", "last", "--no-gentle-touch", "--form", "none",
        "--sites", "a, b,",
    )  # fmt: skip
    wanted = Outer(
        inner=Inner(gentle_touch=False, form=None), threshold=1.0, size=3, keep="last",
        sites=("a", "b"),
    )  # fmt: skip
    assert ended.output.strip() == repr(wanted)


def test_a_nested_dataclass_is_switched_off_as_a_whole() -> None:
    """--no-inner is None, whatever the defaults of the flags inside."""
    assert run("--no-inner").output.strip() == repr(Outer(inner=None))
    assert run("--no-inner", "--size", "3").exit_code == 0


@pytest.mark.parametrize(
    "given", [("--gentle-touch",), ("--no-gentle-touch",), ("--form", "none"), ("--form", "NFC")]
)
def test_a_flag_of_options_that_are_switched_off_is_wrong_usage(given: tuple[str, ...]) -> None:
    """It would do nothing, and nobody would know, also where it says what is the default."""
    ended = run("--no-inner", *given)
    assert ended.exit_code == 2
    assert f"{given[0]} has no effect with --no-inner: leave one of them out" in ended.output
    assert run("--inner", *given).exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--threshold", "0"), "'--threshold': 0.0 is not in the range 0<x<=1"),
        (("--size", "0"), "'--size': 0 is not in the range x>=1"),
        (("--size", "2.5"), "'--size': '2.5' is not a valid integer"),
        (("--sites", " , "), "--sites: ' , ' names none"),
        (("--keep", "best"), "'--keep': 'best' is not one of 'first', 'last'"),
    ],
)
def test_a_value_out_of_bounds_is_wrong_usage(arguments: tuple[str, ...], message: str) -> None:
    """The bounds of the dataclass are the bounds of the flag, and the message names the flag."""
    ended = run(*arguments)
    assert ended.exit_code == 2
    assert message in ended.output


def test_what_click_lets_through_the_dataclass_refuses() -> None:
    """NaN is in no range and out of none; the options' own check has the last word."""
    assert isinstance(run("--threshold", "nan").exception, InvalidOption)


def test_help_shows_defaults_and_sections() -> None:
    """Flags of nested options stand in a section of their own, after the others."""
    own, title, nested = run("--help").output.partition("\nInner options:\n")
    assert title
    assert "How similar.  [default: 0.7; 0<x<=1]" in own
    assert "Be gentle.  [default: on]" in nested
