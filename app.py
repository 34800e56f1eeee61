# -*- coding: utf-8 -*-
"""The start: the environment first, then the desk or a companion command.

Standard library only at the top; parses on any Python, to say which one is needed.
"""

import gc
import os
import signal
import sys

if sys.version_info < (3, 11):
    sys.exit("代班需要 Python 3.11 以上 / Daiban needs Python 3.11 or newer")

PROJECT = os.path.dirname(os.path.realpath(__file__))
LOCKS = {
    "site": "requirements.lock",
    "test": "requirements-test.lock",
    "train": "requirements-train.lock",
}
LIBRARIES = {
    "site": ["textual-8.2.8.dist-info", "sqlmodel", "python_calamine", "pypinyin", "xlsxwriter"],
    "test": ["pytest", "hypothesis", "mypy", "babel"],
    "train": ["numpy", "scipy", "sklearn"],
}


def provided(parts):
    # type: (list[str]) -> bool
    """Whether this Python has the libraries already: installed, `uv run`, an active environment."""
    if not os.path.exists(os.path.join(PROJECT, LOCKS["site"])):
        return True
    wanted = [name for part in parts for name in LIBRARIES[part]]
    return all(any(os.path.isdir(os.path.join(p, name)) for p in sys.path) for name in wanted)


def homes():
    # type: () -> list[str]
    """The folders an environment for this kind of Python may stand in; the best one first."""
    machine = os.uname().machine if hasattr(os, "uname") else os.getenv("PROCESSOR_ARCHITECTURE")
    tag = sys.implementation.cache_tag + getattr(sys, "abiflags", "")
    kind = "%s-%s-%s" % (tag, sys.platform, machine)
    usual = {"win32": os.getenv("LOCALAPPDATA"), "darwin": "~/Library/Application Support"}
    data = usual.get(sys.platform) or os.getenv("XDG_DATA_HOME") or "~/.local/share"
    own = PROJECT.strip(os.sep).replace(os.sep, "-").replace(":", "")
    user = os.path.join(os.path.expanduser(data), "daiban", "environment", own, kind)
    return [os.path.join(PROJECT, ".daiban", kind), user]


def folder_of(part):
    # type: (str) -> str
    """The folder of a part's libraries, made when there is none that fits the lock."""
    lock = os.path.join(PROJECT, LOCKS[part])
    found = os.stat(lock)
    for home in homes():
        try:
            with open(os.path.join(home, part + ".stamp")) as stamp:
                same = stamp.readline().split() == [str(found.st_mtime_ns), str(found.st_size)]
            if same and os.path.isdir(os.path.join(home, part)):
                return os.path.join(home, part)
        except OSError:
            continue
    from data import environment

    when_asked_to_end(signal.default_int_handler, "SIGINT", "SIGTERM", "SIGHUP")
    try:
        return environment.make_or_exit(part, lock, homes())
    finally:
        when_asked_to_end(signal.SIG_DFL, "SIGINT", "SIGTERM", "SIGHUP")


def when_asked_to_end(handler, *names):
    # type: (object, *str) -> None
    """What these signals do from now on, where they are not ignored."""
    for name in names:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
            signal.signal(number, handler)  # type: ignore[arg-type]


def enter(*parts):
    # type: (*str) -> list[str]
    """Make the libraries importable, and no others that this Python happens to have."""
    if provided(list(parts)):
        return []
    folders = [folder_of(part) for part in parts]
    sys.path[:] = [p for p in sys.path if not p.endswith(("site-packages", "dist-packages"))]
    sys.path += folders
    if not folders[0].startswith(PROJECT):
        sys.pycache_prefix = os.path.join(os.path.dirname(folders[0]), "pycache")
    return folders


def main():
    # type: () -> int
    """Run the program with the arguments of the process; the exit code."""
    argv = sys.argv[1:]
    beside = argv[0] if argv[:1] in (["test"], ["train"]) else ""
    when_asked_to_end(signal.SIG_DFL, "SIGINT")  # quietly, until there is something to put away
    folders = enter("site", beside) if beside else enter("site")
    if beside:
        when_asked_to_end(signal.default_int_handler, "SIGINT")
        from data import environment

        if beside == "train":
            return environment.run_training(PROJECT)
        return environment.run_tests(PROJECT, folders, argv[1:])
    gc.disable()  # imports are a third faster; the front ends turn it on when they have loaded
    os.environ.setdefault("TEXTUAL_DISABLE_KITTY_KEY", "1")  # else long Chinese words arrive broken
    os.environ.setdefault("TEXTUAL_FPS", "120")
    os.environ.setdefault("ESCDELAY", "10")  # ms an escape waits for the rest of a key
    rest = list(argv)
    while rest and rest[0].partition("=")[0] in ("--db", "--lang", "--now"):
        del rest[: 1 if "=" in rest[0] else 2]
    if rest[:1] in ([], ["demo"]):
        from screens.start import run as open_desk

        code = open_desk(argv)
        if code is not None:
            sys.stdout.flush()
            os._exit(code)  # taking the interpreter down in order costs more than a frame
    from screens.command_line import run

    return run(argv)


if __name__ == "__main__":
    sys.exit(main())
