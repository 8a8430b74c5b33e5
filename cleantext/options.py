"""Floor 0: how an options dataclass declares, documents and checks its fields.

A field made by `option` carries its help and its bounds as metadata. `check_options` holds a
new instance to them, `documented` adds them to the docstring of the class, and the command line
makes its flags and its help from the same metadata, so that none of these can disagree.
"""

from __future__ import annotations

import inspect
import math
from dataclasses import Field, field, fields, is_dataclass
from typing import Any, TypeVar, cast

from cleantext.errors import InvalidOption

T = TypeVar("T")


def option(
    default: T,
    help: str,  # noqa: A002 - the word of every command-line library
    *,
    least: float | None = None,
    above: float | None = None,
    most: float | None = None,
    below: float | None = None,
    choices: tuple[object, ...] | None = None,
    optional: bool = False,
) -> T:
    """Declare one field of an options dataclass: its default, its help and what it may be.

    Bounds are inclusive (``least``, ``most``) or exclusive (``above``, ``below``); an ``optional``
    field may also be None. A field whose default is a tuple takes a tuple of words.
    """
    metadata = {
        "help": help,
        "choices": choices,
        "optional": optional,
        "least": least,
        "above": above,
        "most": most,
        "below": below,
    }
    return field(default=default, metadata=metadata)


def documented(options: type[T]) -> type[T]:
    """Add to the docstring of a class what each of its options does, and what it may be."""
    declared: tuple[Field[Any], ...] = fields(cast("Any", options))
    said = "\n".join(f"- ``{each.name} = {_show(each)}``: {_describe(each)}" for each in declared)
    options.__doc__ = f"{inspect.cleandoc(options.__doc__ or '')}\n\nThe options:\n\n{said}\n"
    return options


def _show(declared: Field[Any]) -> str:
    """The default of an option, as it is written."""
    kind = type(declared.default)
    return f"{kind.__name__}()" if is_dataclass(kind) else repr(declared.default)


def _describe(declared: Field[Any]) -> str:
    """The help of an option, and its choices or bounds."""
    words: str = declared.metadata["help"]
    if declared.metadata["choices"] is not None:
        return f"{words}; one of {', '.join(map(repr, declared.metadata['choices']))}"
    if type(declared.default) in (int, float):
        return f"{words}; {describe_bounds(declared)}"
    return words


def check_argument(name: str, value: object, kind: type[object], described: str) -> None:
    """Raise TypeError, which says what it has to be, if an argument is not of a class.

    >>> check_argument("site", 5, str, "a str")
    Traceback (most recent call last):
    TypeError: site must be a str; got 5
    """
    if not isinstance(value, kind):
        raise TypeError(f"{name} must be {described}; got {value!r}")


def check_options(options: Any) -> None:
    """Raise `InvalidOption` if a field of a frozen options dataclass has a value it can't have."""
    for each in fields(options):
        if "help" in each.metadata:
            _check_field(type(options).__name__, each, getattr(options, each.name))


def _check_field(owner: str, declared: Field[Any], value: object) -> None:
    name = f"{owner}.{declared.name}"
    if value is None and declared.metadata["optional"]:
        return
    choices = declared.metadata["choices"]
    if choices is not None:
        # True == 1 in Python: a choice is met only by a value of its own type.
        if not any(type(value) is type(choice) and value == choice for choice in choices):
            shown = ", ".join(repr(choice) for choice in choices)
            raise InvalidOption(f"{name} must be one of {shown}; got {value!r}")
        return
    kind: type[object] = type(declared.default)
    if kind is bool or kind is str:
        if type(value) is not kind:
            raise InvalidOption(f"{name} must be a {kind.__name__}; got {value!r}")
    elif kind is int or kind is float:
        _check_number(name, declared, value, whole=kind is int)
    elif kind is tuple:
        _check_words(name, value)
    elif not isinstance(value, kind):
        raise InvalidOption(f"{name} must be {kind.__name__}(...); got {value!r}")


def _check_words(name: str, value: object) -> None:
    if not isinstance(value, tuple) or not all(isinstance(word, str) and word for word in value):
        raise InvalidOption(f"{name} must be a tuple of words, none of them empty; got {value!r}")


def _check_number(name: str, declared: Field[Any], value: object, *, whole: bool) -> None:
    if isinstance(value, bool) or not isinstance(value, int if whole else (int, float)):
        raise InvalidOption(f"{name} must be a {'whole ' if whole else ''}number; got {value!r}")
    bounds = declared.metadata
    kept = (
        math.isfinite(value)
        and (bounds["least"] is None or value >= bounds["least"])
        and (bounds["above"] is None or value > bounds["above"])
        and (bounds["most"] is None or value <= bounds["most"])
        and (bounds["below"] is None or value < bounds["below"])
    )
    if not kept:
        raise InvalidOption(f"{name} must be {describe_bounds(declared)}; got {value!r}")


def describe_bounds(declared: Field[Any]) -> str:
    """The bounds of a numeric field in words, for messages and for ``--help``."""
    words = {"least": "at least", "above": "above", "most": "at most", "below": "below"}
    parts = [
        f"{word} {declared.metadata[key]}"
        for key, word in words.items()
        if declared.metadata[key] is not None
    ]
    return " and ".join(parts) or "a finite number"
