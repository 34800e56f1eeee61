"""How the desk is opened: its few arguments read without argparse, its language, its last word."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from data.clock import Clock, RunningClock, SystemClock
from data.paths import default_store
from models.problems import Refused
from models.times import parse_moment
from screens import i18n
from screens.sentences import say
from screens.shell import Shell


def open_desk(
    path: Path, clock: Clock, language: str, scratch: TemporaryDirectory[str] | None = None
) -> int:
    """Open the desk and stay until it is closed.

    Args:
        scratch: holds the file when it is a throw-away one; it is gone with the desk.

    Returns:
        The process's exit status.
    """
    i18n.set_language(language)
    desk = Shell(path, clock, asks_who=True)
    desk.scratch = scratch
    try:
        status = desk.run() or desk.return_code or 0
    finally:
        if desk.scratch is not None:
            desk.scratch.cleanup()
    if desk.last_word:
        from screens.commands.out import say_trouble

        say_trouble(desk.last_word)
    if desk.trouble is not None:
        from data.beginning import with_copy
        from screens.commands.out import say_trouble

        say_trouble(say(with_copy(path, desk.trouble)))
    return status


def run(argv: list[str]) -> int | None:
    """The desk for a plain command line of `--db`, `--lang`, `--now`.

    Args:
        argv: the arguments after the program's name.

    Returns:
        The process's exit status; None when there is more, or something wrong, in the command
        line, which is for `command_line.run` to read.
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
            except (ValueError, Refused):
                pass
            else:
                path = Path(options["--db"]).expanduser() if "--db" in options else default_store()
                return open_desk(path, clock, language)
    return None
