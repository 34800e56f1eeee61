"""What argparse says by itself, marked for the catalogue, and argparse made to look there."""

from __future__ import annotations

import argparse
import gettext
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import resources
from types import MappingProxyType
from typing import Any, NoReturn

from rich.cells import cell_len

from data.program import called
from models.spelling import nearest
from models.text import one_line
from screens.i18n import N_, _, language
from screens.kit.values import beside, joined

WORDS = (
    N_("usage: "),
    N_("one of the arguments %s is required"),
    N_("options"),
    N_("positional arguments"),
    N_("show this help message and exit"),
    N_("argument %(argument_name)s: %(message)s"),
    N_("unrecognized arguments: %s"),
    N_("the following arguments are required: %s"),
    N_("invalid choice: %(value)r (choose from %(choices)s)"),
    N_("invalid %(type)s value: %(value)r"),
    N_("expected one argument"),
    N_("expected at most one argument"),
    N_("expected at least one argument"),
    N_("not allowed with argument %s"),
    N_("ignored explicit argument %r"),
    N_("ambiguous option: %(option)s could match %(matches)s"),
)
"""The messages of Python 3.11 to 3.14 that these commands can bring about."""

_DOMAIN = "daiban"

_GAP = 2
"""Blanks between the columns of a help."""

_COLUMNS = re.compile(r"(  +\S.*?)(  +)(?=\S)")
"""A line of help: what is typed, blanks, what it means."""


_USAGE = re.compile(r"^[^:：]*[:：]\s*")
"""The word before the usage."""


class Parser(argparse.ArgumentParser):
    """A parser whose help stands in columns of cells, two for a Chinese character.

    Attributes:
        mixes: whether words that may be left out are taken behind options, too, as they are typed.
        examples: msgids of what may be typed behind the program's name, shown below the help.
    """

    mixes = False
    examples: Sequence[str] = ()
    commands: Mapping[str, Parser] = MappingProxyType({})
    """By name, what reads what stands behind it."""
    _given: Sequence[str] = ()
    """The words it reads, up to where options end."""

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        """What the words ask for, and those that ask for nothing known."""
        given = list(args or ())
        self._given = given[: given.index("--")] if "--" in given else given
        if not self.mixes:
            return super().parse_known_args(args, namespace)
        self.mixes = False  # it is built on this very function
        # Else it cuts off so many characters as the English word before the usage has.
        self.usage = _USAGE.sub("", self.format_usage()).strip().replace("%", "%%")
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self.mixes, self.usage = True, None

    def add_subparsers(self, **told: Any) -> argparse._SubParsersAction[Any]:
        """Begin the commands that stand behind this one."""
        groups = super().add_subparsers(**told)
        self.commands = groups.choices
        return groups

    def parse_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> argparse.Namespace:
        """What the words ask for; what is not known is refused with what may be meant."""
        options, unknown = self.parse_known_args(args, namespace)
        if unknown:
            self._behind(args or ()).refuse_options(unknown)
        return options

    def refuse_options(self, unknown: list[str]) -> NoReturn:
        """Leave, for there are words that ask for nothing this knows."""
        self._leave(self._not_known(unknown))

    def _not_known(self, unknown: list[str]) -> str:
        told = _("unrecognized arguments: %s") % " ".join(unknown)
        wrong = next((word.partition("=")[0] for word in unknown if word.startswith("-")), "")
        return told + _meant(nearest(wrong, self._option_string_actions))

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Refuse a value that is none of those an argument takes, with those like it."""
        try:
            super()._check_value(action, value)
        except argparse.ArgumentError as error:
            near = nearest(str(value), map(str, action.choices or ()))
            raise argparse.ArgumentError(action, error.message + _meant(near)) from None

    def every_argument(self) -> Iterator[argparse.Action]:
        """Each argument and option of this and of all that stands behind it."""
        yield from self._actions
        for command in self.commands.values():
            yield from command.every_argument()

    def _behind(self, words: Sequence[str]) -> Parser:
        """What reads the last words of a command line: the command named, and the act behind it."""
        reads = self
        for word in words:
            reads = reads.commands.get(word, reads)
        return reads

    def _named_first(self, words: list[str]) -> list[str]:
        """The words with the command's name in front of options that stand before it.

        A name that is no command's is refused with those like it; a value of an option that is
        not known before the command may stand there, too.
        """
        options = words[: words.index("--")] if "--" in words else words
        bare = [at for at in range(len(options)) if self._is_bare(options, at)]
        if not self.commands or not bare:
            return words
        at = next((at for at in bare if words[at] in self.commands), None)
        if at is None:
            wrong = words[bare[0]]
            told = _("there is no command {name}").format(name=repr(wrong))
            near = nearest(wrong, self.commands)
            self.error(told + (_meant(near) or _("; --help lists them")))
        return [words[at], *words[:at], *words[at + 1 :]]

    def _is_bare(self, words: Sequence[str], at: int) -> bool:
        """Whether a word is neither an option nor the value of one known here."""
        if words[at].startswith("-"):
            return False
        before = self._option_string_actions.get(words[at - 1]) if at else None
        return before is None or before.nargs == 0

    def read(self, words: list[str]) -> argparse.Namespace:
        """What the words of a command line ask for; options may stand before the command, too.

        `--find=--` is refused: the parser would take the value for the end of the options, and
        give a list without anything in place of a text.
        """
        options = words[: words.index("--")] if "--" in words else words
        for name, given, value in (word.partition("=") for word in options):
            if given and value == "--" and name.startswith("--"):
                told = {"argument_name": name, "message": _("expected one argument")}
                self.error(_("argument %(argument_name)s: %(message)s") % told)
        return self.parse_args(self._named_first(words))

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, which may hold anything, and leave.

        What is missing may be there under a mistyped name; that is told then.
        """
        unknown = [] if self.commands else [word for word in self._given if self._is_strange(word)]
        self._leave(self._not_known(unknown) if unknown else message)

    def _leave(self, message: str) -> NoReturn:
        """Say in one line what is wrong, and where help is: how all of it is used, which is many
        lines, would hide that."""
        told = _("{program}: {message}").format(program=self.prog, message=_ended(message))
        where = _("See `{program} --help`.").format(program=self.prog)
        self.exit(2, one_line(beside(told, where, gap=" ")) + "\n")

    def _is_strange(self, word: str) -> bool:
        """Whether a word is an option, and none of this command."""
        name = word.partition("=")[0]
        return name.startswith("--") and name not in (*self._option_string_actions, "--")

    def format_help(self) -> str:
        """The help, its second column where the widest of the first ends."""
        lines = super().format_help().splitlines()
        found = [_COLUMNS.match(line) for line in lines]
        firsts = [match[1] for match in found if match]
        column = max(map(cell_len, firsts), default=0) + _GAP
        made = max(map(len, firsts), default=0) + _GAP
        told = "".join(
            f"{_moved(line, match, made, column)}\n"
            for line, match in zip(lines, found, strict=True)
        )
        shown = [f"  {called()} {_(one)}\n" for one in self.examples]
        return "".join([told, *(["\n", _("examples:"), "\n"] if shown else []), *shown])


def _ended(message: str) -> str:
    """What is wrong, as a sentence with an end."""
    return message if message.endswith(("?", "？")) else _("{message}.").format(message=message)


def _meant(near: Sequence[str]) -> str:
    """What is said behind what is wrong of what may be meant; nothing where nothing is like it."""
    return _("; did you mean {names}?").format(names=joined(near)) if near else ""


def _moved(line: str, match: re.Match[str] | None, made: int, column: int) -> str:
    """A line of help with its second column, begun or gone on with, moved from `made`."""
    if match is not None:
        return match[1] + " " * (column - cell_len(match[1])) + line[match.end() :]
    goes_on = line.startswith(" " * made) and not line.startswith(" " * (made + 1))
    return " " * column + line.lstrip() if goes_on else line


@contextmanager
def argparse_speaks() -> Iterator[None]:
    """Let argparse, which asks the process's gettext domain, find our catalogue meanwhile."""
    domain, folder = gettext.textdomain(), gettext.bindtextdomain(_DOMAIN)
    wanted = os.environ.get("LANGUAGE")
    gettext.bindtextdomain(_DOMAIN, str(resources.files("data").joinpath("locales")))
    gettext.textdomain(_DOMAIN)
    os.environ["LANGUAGE"] = language()
    try:
        yield
    finally:
        gettext.textdomain(domain)
        gettext.bindtextdomain(_DOMAIN, folder)
        if wanted is None:
            del os.environ["LANGUAGE"]
        else:
            os.environ["LANGUAGE"] = wanted
