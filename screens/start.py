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
    """The desk for a plain command line of `--db`, `--lang`, `--now`, or on the sample for `demo`
    with its language, where that is kept.

    Args:
        argv: the arguments after the program's name.

    Returns:
        The process's exit status; None when there is more, or something wrong, in the command
        line, which is for `command_line.run` to read.
    """
    options: dict[str, str] = {}
    demo = False
    words = iter(argv)
    for word in words:
        if word == "demo" and not demo:
            demo = True
            continue
        name, given, value = word.partition("=")
        if name not in ("--db", "--lang", "--now"):
            return None
        options[name] = value if given else next(words, "")
    language = i18n.to_begin_with(options.get("--lang"))
    if language not in i18n.LANGUAGES or "" in options.values():
        return None
    if demo:
        return _open_sample(language) if options.keys() <= {"--lang"} else None
    clock: Clock = SystemClock()
    if "--now" in options:
        try:
            clock = RunningClock(parse_moment(options["--now"], clock.now()))
        except (ValueError, Refused):
            return None
    path = Path(options["--db"]).expanduser() if "--db" in options else default_store()
    return open_desk(path, clock, language)


def _open_sample(language: str) -> int | None:
    """The desk on the sample that is kept; None where there is none, or no room for a copy."""
    from screens.setup.sample import ready

    i18n.set_language(language)
    try:
        sample = ready()
    except OSError:
        return None
    return sample and open_desk(sample.path, sample.clock, language, sample.folder)
