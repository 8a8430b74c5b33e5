"""Flags made from options dataclasses: their defaults, help and bounds are those of the library.

A field ``uncurl_quotes`` is the flag ``--uncurl-quotes``. The fields of a nested dataclass become
flags too, and the field that holds it switches the whole of it on or off.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from dataclasses import Field, fields, is_dataclass
from typing import Any

import click
from click.core import ParameterSource

__all__ = ["SectionedCommand", "options_from_flags"]

Function = Callable[..., Any]


class Flag(click.Option):
    """A flag that knows the section of the help that it belongs to."""

    def __init__(self, *args: Any, section: str = "Options", **settings: Any) -> None:
        super().__init__(*args, **settings)
        self.section = section


class SectionedCommand(click.Command):
    """A command whose help shows the flags of nested options in sections of their own."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the sections, that of the command's own flags first."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for param in self.get_params(ctx):
            record = param.get_help_record(ctx) if isinstance(param, click.Option) else None
            if record is not None:
                sections.setdefault(getattr(param, "section", "Options"), []).append(record)
        for title, records in sections.items():
            with formatter.section(title):
                formatter.write_dl(records)


def options_from_flags(options_class: type[Any], parameter: str) -> Callable[[Function], Function]:
    """Give a command the flags of an options dataclass, and its ``parameter`` the instance.

    Raises `InvalidOption` when the command is called with a value that an option can't have and
    click has not refused.
    """

    def decorate(command: Function) -> Function:
        @functools.wraps(command)
        def with_options(*args: Any, **values: Any) -> Any:
            values[parameter] = _build(options_class, values)
            return command(*args, **values)

        decorated: Function = with_options
        for declared, section in reversed(list(_flat_fields(options_class, "Options"))):
            decorated = _flag(declared, section)(decorated)
        return decorated

    return decorate


def _flat_fields(options_class: type[Any], section: str) -> Iterator[tuple[Field[Any], str]]:
    """Give the fields and their sections, those of nested dataclasses after all the others."""
    nested = []
    for declared in fields(options_class):
        yield declared, section
        if is_dataclass(declared.default):
            title = f"{declared.name.replace('_', ' ').capitalize()} options"
            nested.append((type(declared.default), title))
    for inner, title in nested:
        yield from _flat_fields(inner, title)


def _build(options_class: type[Any], values: dict[str, Any]) -> Any:
    """Make the options that the flags ask for; takes what it uses out of ``values``."""
    chosen: dict[str, Any] = {}
    for declared in fields(options_class):
        value = values.pop(declared.name)
        if is_dataclass(declared.default):
            if not value:
                _refuse_inner(declared, values)
            inner = _build(type(declared.default), values)
            chosen[declared.name] = inner if value else None
        elif declared.metadata["choices"]:
            words = {_word(choice): choice for choice in _choices(declared)}
            chosen[declared.name] = words[value]
        elif isinstance(declared.default, tuple):
            chosen[declared.name] = _split_names(declared, value)
        else:
            chosen[declared.name] = value
    return options_class(**chosen)


def _split_names(declared: Field[Any], value: str) -> tuple[str, ...]:
    """The names between commas; raises `BadParameter` where there are only commas."""
    names = tuple(word.strip() for word in value.split(",") if word.strip())
    if value and not names:
        raise click.BadParameter(f"{value!r} names none", param_hint=_name_flag(declared))
    return names


def _refuse_inner(switched_off: Field[Any], values: dict[str, Any]) -> None:
    """Raise `UsageError` if somebody gave a flag of nested options that are switched off."""
    context = click.get_current_context()
    inner = {each.name for each, _ in _flat_fields(type(switched_off.default), "")}
    switch = f"--no-{switched_off.name.replace('_', '-')}"
    for param in context.command.params:
        name = param.name or ""
        if name in inner and context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            given, *_ = param.secondary_opts if values[name] is False else param.opts
            raise click.UsageError(f"{given} has no effect with {switch}: leave one of them out")


def _flag(declared: Field[Any], section: str) -> Callable[[Function], Function]:
    names = _name_flag(declared)
    default = declared.default
    sentence = declared.metadata["help"].removesuffix("; None for none")
    settings: dict[str, Any] = {"help": f"{sentence[:1].upper()}{sentence[1:]}."}
    if is_dataclass(default) or (isinstance(default, bool) and not declared.metadata["choices"]):
        names += f"/--no-{names[2:]}"
        settings["default"] = bool(default)
        settings["help"] += f"  [default: {'on' if default else 'off'}]"
    elif isinstance(default, tuple):
        settings |= {"default": ",".join(default), "metavar": "NAME,…"}
    else:
        settings |= {"default": _word(default), "show_default": True, "type": _flag_type(declared)}
        settings["metavar"] = None if declared.metadata["choices"] else "NUMBER"
    return click.option(names, declared.name, cls=Flag, section=section, **settings)


def _name_flag(declared: Field[Any]) -> str:
    return f"--{declared.name.replace('_', '-')}"


def _flag_type(declared: Field[Any]) -> Any:
    """Let click check what the dataclass would, so that the message names the flag."""
    if declared.metadata["choices"]:
        return click.Choice([_word(choice) for choice in _choices(declared)])
    least, above, most, below = (declared.metadata[k] for k in ("least", "above", "most", "below"))
    kind = click.IntRange if isinstance(declared.default, int) else click.FloatRange
    return kind(
        min=above if least is None else least,
        max=below if most is None else most,
        min_open=above is not None,
        max_open=below is not None,
    )


def _choices(declared: Field[Any]) -> list[Any]:
    choices = list(declared.metadata["choices"])
    if declared.metadata["optional"] and None not in choices:
        choices.append(None)
    return choices


def _word(value: Any) -> Any:
    """How a choice is spelled on the command line; a number stays as it is."""
    words = {None: "none", True: "yes", False: "no"}
    return words[value] if value is None or isinstance(value, bool) else value
