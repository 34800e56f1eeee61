"""How commands are added to the parser: one way for all, with help in the language spoken now."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable
from pathlib import Path

from screens.commands.call import Command, Groups
from screens.i18n import _


def add_command(
    groups: Groups,
    shared: argparse.ArgumentParser,
    name: str,
    command: Command,
    words: str,
    *,
    json: bool = True,
) -> argparse.ArgumentParser:
    """Add one command.

    Args:
        groups: where commands are added.
        shared: the options every command takes, before or after its name.
        words: msgid of the line help shows for it.
        json: whether it takes `--json`.
    """
    parser: argparse.ArgumentParser = groups.add_parser(
        name, help=_(words), description=_(words), parents=[shared], allow_abbrev=False
    )
    parser.set_defaults(command=command)
    if json:
        parser.add_argument("--json", action="store_true", help=_("print JSON"))
    return parser


def with_meanings(words: str, values: Iterable[str], says: Callable[[str], str]) -> str:
    """A help line that lists the values an option takes, each with its meaning where it has one.

    Args:
        words: what the option is for, in the language spoken.
        says: a value in the language spoken.
    """
    listed = [
        value
        if says(value).casefold() == value.replace("_", " ")
        else _("{value} ({meaning})").format(value=value, meaning=says(value))
        for value in values
    ]
    return words + _(": ") + _(", ").join(listed)


def file_name(text: str) -> Path:
    """The path of a file that is named.

    Raises:
        argparse.ArgumentTypeError: when there is no name.
    """
    if not text.strip() or "\0" in text:
        raise argparse.ArgumentTypeError(_("a file's name is needed"))
    return Path(text).expanduser()


def positive(text: str) -> int:
    """A whole number from 1 on.

    Raises:
        argparse.ArgumentTypeError: when it is none.
    """
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else 0
    if number < 1:
        raise argparse.ArgumentTypeError(
            _("{value} is no whole number from 1 on").format(value=repr(text))
        )
    return number
