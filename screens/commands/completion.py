"""completion: a script by which a shell completes commands, options and fixed values."""

from __future__ import annotations

import argparse
import os
from functools import partial
from pathlib import Path

from data.program import called
from screens.commands.argparse_words import Parser
from screens.commands.arguments import add_command, file_name
from screens.commands.call import Call, Groups
from screens.i18n import N_, _

SHELLS = ("bash", "zsh", "tcsh")


def add_to(groups: Groups, shared: argparse.ArgumentParser, whole: Parser) -> None:
    """Add the command.

    Args:
        whole: what reads command lines, and so knows what there is to complete.
    """
    told = N_("a script that lets your shell complete commands, options and their values")
    parser = add_command(groups, shared, "completion", partial(completion, whole), told)
    parser.add_argument(
        "shell",
        nargs="?",
        choices=SHELLS,
        default=_own_shell(),
        metavar="bash|zsh|tcsh",
        help=_("which shell; your own if not given"),
    )
    parser.add_argument(
        "--name", metavar=_("NAME"), help=_("what you call the program by, such as an alias")
    )


def completion(whole: Parser, call: Call) -> int:
    """Print the script."""
    import shtab

    offering = []
    for argument in whole.every_argument():
        if argument.type is file_name:
            argument.complete = shtab.FILE  # type: ignore[attr-defined]
        if hasattr(argument, "offered"):
            offering.append(argument)
    name = call.options.name or Path(called().rpartition(" ")[2]).name
    before, whole.prog = whole.prog, name
    try:
        for argument in offering:
            argument.choices = [*argument.offered()]
        script = shtab.complete(whole, call.options.shell)
    finally:
        whole.prog = before
        for argument in offering:
            argument.choices = None  # what a file holds besides is taken, too
    shell = call.options.shell
    return call.answer({"shell": shell, "name": name, "script": script}, script.splitlines())


def _own_shell() -> str:
    """The shell commands are typed in, where there is a script for it."""
    own = Path(os.environ.get("SHELL", "")).name
    return own if own in SHELLS else SHELLS[0]
