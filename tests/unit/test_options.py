"""Options check themselves, and the message says what an option takes."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from cleantext import CleanOptions, DedupeOptions, InvalidOption, RepairOptions
from cleantext.options import check_options, option


@dataclass(frozen=True)
class Sample:
    share: float = option(0.5, "a share", above=0, most=1)
    count: int = option(3, "a count", least=1)
    name: str = option("x", "a name")
    flag: bool = option(True, "a flag")
    maybe: RepairOptions | None = option(RepairOptions(), "may be left out", optional=True)

    def __post_init__(self) -> None:
        check_options(self)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"share": 0}, r"Sample\.share must be above 0 and at most 1; got 0"),
        ({"share": float("nan")}, r"Sample\.share must be above 0 and at most 1; got nan"),
        ({"share": "1"}, r"Sample\.share must be a number; got '1'"),
        ({"share": True}, r"Sample\.share must be a number; got True"),
        ({"count": 0}, r"Sample\.count must be at least 1; got 0"),
        ({"count": 1.5}, r"Sample\.count must be a whole number; got 1\.5"),
        ({"name": 7}, r"Sample\.name must be a str; got 7"),
        ({"flag": 1}, r"Sample\.flag must be a bool; got 1"),
        ({"maybe": 1}, r"Sample\.maybe must be RepairOptions\(\.\.\.\); got 1"),
    ],
)
def test_a_wrong_value_is_named_with_what_the_option_takes(
    given: dict[str, object], message: str
) -> None:
    """InvalidOption names the class, the option, what it takes and what it got."""
    with pytest.raises(InvalidOption, match=message):
        Sample(**given)  # type: ignore[arg-type]  # wrong on purpose


def test_an_optional_field_may_be_none() -> None:
    """None is a value only where a field says so."""
    assert Sample(maybe=None).maybe is None
    with pytest.raises(InvalidOption):
        Sample(name=None)  # type: ignore[arg-type]  # wrong on purpose


def test_an_invalid_option_is_a_value_error() -> None:
    """Who catches ValueError catches it, as for any library."""
    with pytest.raises(ValueError, match="captions must be one of 'collapse', 'drop', 'keep'"):
        CleanOptions(captions="all")  # type: ignore[arg-type]  # wrong on purpose
    with pytest.raises(ValueError, match="normalization must be one of"):
        RepairOptions(normalization="nfc")  # type: ignore[arg-type]  # wrong on purpose


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (CleanOptions, "- ``repair = RepairOptions()``: repair characters"),
        (CleanOptions, "or keep them; one of 'collapse', 'drop', 'keep'\n"),
        (RepairOptions, "- ``lossy = True``: restore characters whose bytes are gone"),
        (DedupeOptions, "is a duplicate; above 0 and at most 1\n"),
    ],
)
def test_the_docstring_tells_each_option(options: type[object], said: str) -> None:
    """Who asks for help() sees defaults, meaning and bounds; the examples stand before them."""
    text = options.__doc__ or ""
    assert said in text
    assert text.index(">>> ") < text.index("The options:\n\n- ``")
