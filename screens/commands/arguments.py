"""How commands are added to the parser: one way for all, with help in the language spoken now."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from pathlib import Path

from models.text import all_text
from models.times import PROMISED_STILL, coming_moment, local_date, parse_moment
from screens.commands.argparse_words import Parser
from screens.commands.call import Command, Groups
from screens.commands.usage import BadUsage
from screens.i18n import _
from screens.kit.values import joined


def add_command(
    groups: Groups,
    shared: argparse.ArgumentParser,
    name: str,
    command: Command,
    words: str,
    *,
    json: bool = True,
    examples: Sequence[str] = (),
) -> argparse.ArgumentParser:
    """Add one command, whose arguments of no type of their own are text, see `all_text`.

    A name of a file may have any bytes: it is read by `file_name`.

    Args:
        groups: where commands are added.
        shared: the options every command takes, before or after its name.
        words: msgid of the line help shows for it.
        json: whether it takes `--json`.
        examples: as those of `Parser`.
    """
    parser: Parser = groups.add_parser(
        name, help=_(words), description=_(words), parents=[shared], allow_abbrev=False
    )
    parser.register("type", None, all_text)
    parser.set_defaults(command=command)
    parser.examples = examples
    if json:
        parser.add_argument("--json", action="store_true", help=_("print JSON"))
    return parser


AddAct = Callable[[str, Command, str], argparse.ArgumentParser]
"""Adds one act: its name, what runs it, and the msgid of the line help shows for it."""


def acts_behind(parser: argparse.ArgumentParser, shared: argparse.ArgumentParser) -> AddAct:
    """How acts are added behind the name of a command: `stock in`, `round new`.

    Args:
        shared: as for `add_command`.
    """
    behind = parser.add_subparsers(metavar=_("COMMAND"))

    def add(name: str, command: Command, words: str) -> argparse.ArgumentParser:
        made = add_command(behind, shared, name, command, words, json=False)
        # Said before the name it holds, too.
        made.add_argument(
            "--json", action="store_true", default=argparse.SUPPRESS, help=_("print JSON")
        )
        return made

    return add


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
    return words + _(": ") + joined(listed)


def file_name(text: str) -> Path:
    """The path of a file that is named.

    Raises:
        argparse.ArgumentTypeError: when there is no name.
    """
    if not text.strip() or "\0" in text:
        raise argparse.ArgumentTypeError(_("a file's name is needed"))
    return Path(text).expanduser()


def some_text(text: str) -> str:
    """Text in which something stands.

    Raises:
        argparse.ArgumentTypeError: when nothing does.
    """
    if not text.strip():
        raise argparse.ArgumentTypeError(_("words are needed"))
    return all_text(text)


def day_text(text: str) -> str:
    """A day as it was written, once it is known to be one; see `read_day`.

    Raises:
        argparse.ArgumentTypeError: when it is none.
    """
    from data.clock import SystemClock

    try:
        read_day(text, SystemClock().now())
    except (ValueError, OverflowError) as error:
        raise argparse.ArgumentTypeError(
            _("{value} is no day; write it as 2022-04-09, 9 April, today or Wed").format(
                value=repr(text)
            )
        ) from error
    return text


def read_day(text: str, now: datetime) -> date:
    """The local date of a day: `today`, or a time as people type it.

    Raises:
        ValueError: when it is none.
    """
    return local_date(now if text in ("today", "今天") else parse_moment(text, now))


def add_day(parser: argparse.ArgumentParser, words: str) -> None:
    """Add the option `--day`, read by `read_day`.

    Args:
        words: msgid of its help.
    """
    parser.add_argument("--day", type=day_text, metavar=_("DAY"), help=_(words))


def read_moment(said: str, now: datetime, field: str, *, coming: bool = False) -> datetime:
    """The moment of a time as people type it.

    Args:
        coming: whether it is promised, see `models.times.coming_moment`.

    Raises:
        Refused: `time_unclear` in the field when it is none.
    """
    try:
        return coming_moment(said, now, PROMISED_STILL) if coming else parse_moment(said, now)
    except (ValueError, OverflowError) as error:
        raise BadUsage("time_unclear", field, value=said) from error
