"""The group of commands.

Each is imported only when it is called, so that help is quick; all fail in the same way.
"""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from cleantext.cli.failures import exit_codes, give_up_output, warn
from cleantext.cli.paths import visible

__all__ = ["CommandGroup"]


class CommandGroup(click.Group):
    """Commands by name; the command ``x`` is the attribute ``x`` of the module ``x`` beside this.

    ``commands_by_module`` gives each name its one line of help, which saves ``--help`` the import
    of the modules.
    """

    def __init__(self, *args: Any, commands_by_module: dict[str, str], **settings: Any) -> None:
        super().__init__(*args, **settings)
        self._summaries = commands_by_module

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names in the order of the help: the everyday ones first."""
        return list(self._summaries)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the module of a command and give the command, or None for an unknown name."""
        if cmd_name not in self._summaries:
            return None
        module = importlib.import_module(f"cleantext.cli.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(self._summaries.items()))

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command, or raise `UsageError` that says which is meant, or which there are."""
        name = args[0]
        if name in self._summaries or name.startswith("-"):
            return super().resolve_command(ctx, args)
        from difflib import get_close_matches

        close = get_close_matches(name, self._summaries, 1)
        hint = (
            f"Did you mean '{close[0]}'?" if close else f"There are {', '.join(self._summaries)}."
        )
        raise click.UsageError(f"No such command '{visible(name)}'. {hint}", ctx)

    def main(self, *args: Any, **settings: Any) -> Any:
        """Run it all; a standard output that is full ends help, too, with a message."""
        try:
            return super().main(*args, **settings)
        except OSError as error:
            if error.filename is not None:  # it is not of a stream
                raise
            give_up_output()
            warn(f"error: standard output can't be written: {error.strerror}")
            sys.exit(1)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; its errors become messages and exit codes."""
        with exit_codes():
            return super().invoke(ctx)
