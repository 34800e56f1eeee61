"""How the desk is opened: its few arguments read without argparse, its language, its last word."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from data.clock import Clock, RunningClock, SystemClock
from data.paths import default_store
from models.times import parse_moment
from screens import i18n
from screens.sentences import say
from screens.shell import Desk

if TYPE_CHECKING:
    from screens.setup.sample import Sample


def open_desk(path: Path, clock: Clock, language: str, sample: Sample | None = None) -> int:
    """Open the desk and stay until it is closed.

    Args:
        sample: the throw-away copy that `path` and `clock` are of, if it is one.

    Returns:
        The process's exit status.
    """
    i18n.set_language(language)
    desk = Desk(path, clock)
    desk.sample = sample
    try:
        status = desk.run() or desk.return_code or 0
    finally:
        if desk.sample is not None:
            desk.sample.folder.cleanup()
    if desk.trouble is not None:
        sys.stderr.write(say(desk.trouble) + "\n")
    return status


def run(argv: list[str]) -> int:
    """The desk for a plain command line; more than `--db`, `--lang`, `--now` is left to argparse.

    Args:
        argv: the arguments after the program's name.
    """
    options: dict[str, str] = {}
    words = iter(argv)
    for word in words:
        name, given, value = word.partition("=")
        if name not in ("--db", "--lang", "--now"):
            break
        options[name] = value if given else next(words, "")
    else:
        language = options.get("--lang") or i18n.preferred()
        clock: Clock = SystemClock()
        if language in i18n.LANGUAGES and "" not in options.values():
            try:
                if "--now" in options:
                    clock = RunningClock(parse_moment(options["--now"], clock.now()))
            except ValueError:
                pass
            else:
                path = Path(options["--db"]).expanduser() if "--db" in options else default_store()
                return open_desk(path, clock, language)
    from screens.command_line import run as run_command

    return run_command(argv)
