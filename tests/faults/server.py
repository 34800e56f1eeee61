"""Runs commands of the program, each in a process of its own that finds all modules loaded.

`python server.py PROJECT FOLDER` reads jobs from standard input, each a line of JSON, and answers
each with a line; FOLDER is for what commands print. A job is a list of lists of commands: those of
one list run one after the other, the lists at the same time. See `warm.py` for a command's fields.
"""

from __future__ import annotations

import ctypes
import gc
import importlib
import json
import os
import sys
import time
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

Command = Mapping[str, Any]
Answer = dict[str, Any]

FELL = 99
"""The status of a process in which the program let an exception through."""

_PACKAGES = ("models", "data", "screens")


def load(project: Path) -> None:
    """Import what any command needs, so that none has to."""
    for package in _PACKAGES:
        for file in sorted((project / package).rglob("*.py")):
            name = ".".join(file.relative_to(project).with_suffix("").parts)
            if "child" not in file.stem and not name.startswith("screens.kit.demo"):
                importlib.import_module(name.removesuffix(".__init__"))


class Shim:
    """The functions of the shim, when this process was started with it."""

    def __init__(self) -> None:
        self._there = "LD_PRELOAD" in os.environ and hasattr(ctypes.CDLL(None), "faults_arm")
        self._functions = ctypes.CDLL(None) if self._there else None

    def begin(self, command: Command) -> None:
        """Arm what a command asks for."""
        if self._functions is not None:
            kinds, at, error, manner, lasting = command.get("fault") or ("", 0, 0, 0, 0)
            self._functions.faults_log((command.get("log") or "").encode())
            self._functions.faults_arm(kinds.encode(), ctypes.c_long(at), error, manner, lasting)

    def counted(self) -> tuple[int, int]:
        """The calls seen of the armed kinds, and those that went wrong."""
        if self._functions is None:
            return 0, 0
        return self._functions.faults_seen(), self._functions.faults_struck()


SHIM = Shim()


def run_here(command: Command, folder: Path) -> None:
    """Run a command in this process, which ends with it."""
    from screens.command_line import run

    files = [os.open(folder / name, os.O_CREAT | os.O_TRUNC | os.O_WRONLY) for name in ("1", "2")]
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for at, file in enumerate(files, start=1):
        os.dup2(file, at)
    sys.stdout = os.fdopen(1, "w", encoding="utf-8")
    sys.stderr = os.fdopen(2, "w", encoding="utf-8")
    os.environ.update(command.get("env") or {})
    time.tzset()
    os.chdir(folder)
    SHIM.begin(command)
    try:
        status = run([os.fsdecode(bytes.fromhex(word)) for word in command["words"]])
    except BaseException:  # noqa: BLE001 - a fault to be counted, told by its status
        traceback.print_exc()
        status = FELL
    counted = SHIM.counted()
    SHIM.begin({})
    sys.stdout.flush()
    sys.stderr.flush()
    (folder / "calls").write_text(" ".join(map(str, counted)))
    os._exit(status & 255)


def run_apart(command: Command, folder: Path) -> Answer:
    """Run a command in a process of its own; what came of it."""
    folder.mkdir(exist_ok=True)
    for name in ("1", "2", "calls"):
        (folder / name).write_text("")
    child = os.fork()
    if not child:
        run_here(command, folder)
    _, ended = os.waitpid(child, 0)
    counted = (folder / "calls").read_text().split() or ["0", "0"]
    return {
        "status": os.waitstatus_to_exitcode(ended),
        "out": (folder / "1").read_bytes().hex(),
        "err": (folder / "2").read_bytes().hex(),
        "calls": list(map(int, counted)),
    }


def run_all(lists: Sequence[Sequence[Command]], folder: Path) -> list[list[Answer]]:
    """Run lists of commands, all at the same time when there are several."""
    if len(lists) == 1:
        return [[run_apart(command, folder) for command in lists[0]]]
    children = []
    for at, commands in enumerate(lists):
        place = folder / f"together-{at}"
        place.mkdir(exist_ok=True)
        child = os.fork()
        if not child:
            answers = [run_apart(command, place / "each") for command in commands]
            (place / "answers").write_text(json.dumps(answers))
            os._exit(0)
        children.append((child, place))
    for child, _ in children:
        os.waitpid(child, 0)
    return [json.loads((place / "answers").read_text()) for _, place in children]


def main() -> None:
    """Answer jobs until there are none."""
    project, folder = map(Path, sys.argv[1:])
    sys.path.insert(0, str(project))
    gc.disable()  # as the program does; each process would look through all that is loaded
    load(project)
    answers = os.fdopen(os.dup(1), "w")
    print("ready", file=answers, flush=True)
    for line in sys.stdin:
        print(json.dumps(run_all(json.loads(line), folder)), file=answers, flush=True)


if __name__ == "__main__":
    main()
