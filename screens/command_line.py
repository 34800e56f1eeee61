"""The companion commands: arguments read, the command run, what goes wrong told in one line."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NoReturn

from data import troubles
from data.clock import Clock, FixedClock, SystemClock
from data.program import called, version
from models.problems import Problem, Refused
from models.system_reasons import system_reason
from models.times import parse_moment
from screens import i18n
from screens.commands import completion, desk, fields
from screens.commands.argparse_words import Parser, argparse_speaks
from screens.commands.arguments import file_name
from screens.commands.call import Call
from screens.commands.ending import Ended, heeding_signals
from screens.commands.listings import add_listing
from screens.commands.out import (
    Unwritten,
    answering,
    close_output,
    lenient,
    open_streams,
    say_line,
    say_trouble,
)
from screens.commands.outgoing import refuse_forms
from screens.commands.usage import BadUsage
from screens.faults import fault_words
from screens.i18n import N_, _
from screens.sentences import say
from screens.subjects import SUBJECTS

_BAD_USAGE = (
    *("view_not_known", "filter_term_like", "filter_term_unknown", "filter_value_like"),
    *("filter_value_unknown", "filter_number_unreadable", "paper_not_so"),
)
"""Codes of what is typed wrong that is found out while a list is read, or a paper written; see
`BadUsage`."""
_STATUS = {**dict.fromkeys(_BAD_USAGE, 2), "saved_unknown": 3}
"""Exit statuses of refusals: bad usage that is seen late, and what nobody can tell."""

_GLOBAL = (
    ("--db", "FILE", N_("the desk's file (default: in your data folder)")),
    ("--lang", "zh|en", N_("language: zh or en (default: chosen last, else your locale's)")),
    ("--now", "TIME", N_("the time to take as now: 2022-04-09T08:00+08:00, 04-09 08:00, 23:45")),
)


def run(argv: list[str]) -> int:
    """Run the command line; opens the desk when it names no command.

    Args:
        argv: the arguments after the program's name.

    Returns:
        The exit status: 0 done, also when that could not be shown and is told on standard error;
        1 refused with one line on standard error; 2 bad usage; 3 where it is not known whether
        something was saved; 128 and the signal's number when asked to end.
    """
    open_streams()
    lenient(sys.stdout)
    lenient(sys.stderr)
    i18n.set_language(_language(argv))
    for problem in i18n.unread():
        say_trouble(say(problem))
    done: list[str] = []
    try:
        status = _run(argv, done)
        with answering():
            sys.stdout.flush()
    except (Exception, Ended) as error:  # noqa: BLE001 - nobody is helped by a traceback
        status = _failed(error, done)
    close_output()
    return status


def _run(argv: list[str], done: list[str]) -> int:
    """Run the command line; its exit status.

    Args:
        done: takes what was done for good, as sentences.
    """
    try:
        with heeding_signals():
            with argparse_speaks():
                options = _parser(i18n.language()).read(argv)
            call = _call(options, done)
            try:
                refuse_forms(options)
                status: int = options.command(call)
                call.tell_behind_answer()
            except (ValueError, LookupError, OverflowError) as error:
                raise _of_values(call.path, error) from error
            except Refused as refused:
                refused.problem = _naming_copy(call.path, refused.problem)
                raise
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 2
    return status


def _of_values(path: Path, error: Exception) -> Exception:
    """What a fault comes to: a refusal that names the records where a second look finds values in
    the file that cannot be read, else the fault that it is."""
    from data.maintenance.values import damaged_values

    return damaged_values(path) or error


def _naming_copy(path: Path, problem: Problem) -> Problem:
    """A problem with the name of the copy to take back, where it says that one is to be."""
    from data.beginning import with_copy

    return with_copy(path, problem)


def _language(argv: list[str]) -> str:
    """The language asked for, known before the arguments are read so that errors are in it."""
    for at, word in enumerate(argv):
        name, given, value = word.partition("=")
        if name == "--lang":
            asked = value if given else "".join(argv[at + 1 : at + 2])
            if asked in i18n.LANGUAGES:
                return i18n.to_begin_with(asked)
    return i18n.to_begin_with()


def _call(options: argparse.Namespace, done: list[str]) -> Call:
    from data.paths import default_store

    now = getattr(options, "now", None)
    clock: Clock = SystemClock() if now is None else FixedClock(now)
    path: Path | None = getattr(options, "db", None)
    return Call(options, path or default_store(), clock, done)


# -- arguments -------------------------------------------------------------------------------


@cache
def _parser(_spoken: str) -> Parser:
    """What reads command lines in the language spoken; it is long in the making."""
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    group = shared.add_argument_group(_("for every command"))
    types: dict[str, Callable[[str], object]] = {"--db": file_name, "--lang": str, "--now": _moment}
    for name, shown, words in _GLOBAL:
        choices = i18n.LANGUAGES if name == "--lang" else None
        group.add_argument(name, metavar=shown, type=types[name], choices=choices, help=_(words))
    parser = Parser(
        prog=called(),
        description=_(
            "Daiban: an offline desk for whoever is suddenly in charge of a neighbourhood. "
            "Without a command it opens the desk."
        ),
        epilog=_("{program} test [ARGS] runs the program's own tests.").format(program=called()),
        parents=[shared],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help=_("say which version this is"))
    parser.set_defaults(command=desk.open_it, json=False)
    groups = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"))
    for subject in SUBJECTS:
        if subject.listing:
            module = importlib.import_module(f"screens.{subject.name}.listing")
            add_listing(groups, shared, module.LISTING)
        if subject.commands:
            importlib.import_module(f"screens.{subject.name}.commands").add_to(groups, shared)
    desk.add_to(groups, shared)
    fields.add_to(groups, shared)
    completion.add_to(groups, shared, parser)
    return parser


class _Version(argparse.Action):
    """Says which version of the program this is, and leaves."""

    def __call__(self, parser: argparse.ArgumentParser, *_told: object) -> NoReturn:
        with answering():
            say_line(f"Daiban {version()}")
            sys.stdout.flush()
        parser.exit()


def _moment(text: str) -> object:
    try:
        return parse_moment(text, SystemClock().now())
    except (ValueError, OverflowError) as error:
        raise argparse.ArgumentTypeError(
            _("{value} is no time; write it as 2022-04-09 08:00, 23:45, 9am or +2h").format(
                value=repr(text)
            )
        ) from error


# -- what went wrong -------------------------------------------------------------------------


def _failed(error: BaseException, done: list[str]) -> int:
    """Say in one line what went wrong, and first what was done all the same; the exit status."""
    if done:
        cause = say(error.reason) if isinstance(error, Unwritten) else _words(error)
        say_trouble(say(Problem("saved_unshown", {"saved": " ".join(done), "cause": cause})))
        return error.status if isinstance(error, Ended) else 0
    if isinstance(error, BrokenPipeError):
        return 0
    say_trouble(_words(error))
    if isinstance(error, Refused):
        usual = 2 if isinstance(error, BadUsage) else 1
        return _STATUS.get(error.problem.code, usual)
    return error.status if isinstance(error, Ended) else 1


def _words(error: BaseException) -> str:
    match error:
        case Ended():
            return _("Interrupted; what was not finished was not written.")
        case BrokenPipeError():
            return _("nobody reads the answer")
        case Unwritten():
            return _("The answer could not be written: {reason}.").format(reason=say(error.reason))
        case OSError(filename=str() as name):
            return say(troubles.of(error, Path(name)).problem)
        case OSError(errno=int()):
            return say(system_reason(error))
        case Exception():
            return fault_words(error)
    raise error
