"""The program as its user runs it, started warm: commands with answers, faults and logs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from tests.faults.shim import Fault

PROJECT = Path(__file__).resolve().parents[2]
SERVER = Path(__file__).with_name("server.py")

NOW = "2022-04-09T08:00+08:00"
"""The moment of a command that is given no other."""


class Answer(NamedTuple):
    """What a command left behind.

    Args:
        status: its exit status; the negative number of the signal that ended it.
        out: what it printed, and `err` what it said on standard error.
        seen: how many calls it made of the kinds that were armed.
        struck: how many of them went wrong.
    """

    status: int
    out: str
    err: str
    seen: int = 0
    struck: int = 0

    @property
    def said(self) -> str:
        return self.out + self.err


@dataclass(frozen=True, slots=True)
class Command:
    """A command on a file.

    Args:
        db: the file; None where the words name it, or another is meant.
        fault: what goes wrong meanwhile.
        log: the file in which all it does to files is written down.
        home: the user's folder; `env` is more of the process's environment.
    """

    words: Sequence[str | bytes | Path | int]
    db: Path | None = None
    now: str = NOW
    fault: Fault | None = None
    log: Path | None = None
    home: Path | None = None
    env: Mapping[str, str] = field(default_factory=dict)

    def job(self) -> dict[str, Any]:
        """As the server reads it."""
        head: list[str | Path] = ["--lang", "en"]
        head += ["--now", self.now] if self.now else []
        head += ["--db", self.db] if self.db else []
        fault = self.fault
        home = {"HOME": str(self.home), "TMPDIR": str(self.home)} if self.home else {}
        return {
            "words": [_bytes(word).hex() for word in (*head, *self.words)],
            "fault": fault and (fault.kinds, fault.at, fault.error, fault.manner, fault.lasting),
            "log": str(self.log) if self.log else "",
            "env": {**home, **self.env},
        }


def _bytes(word: str | bytes | Path | int) -> bytes:
    return word if isinstance(word, bytes) else os.fsencode(str(word))


class Warm:
    """A server of commands that goes on until it is closed.

    Args:
        folder: a folder for what commands print.
        home: where the program keeps what is the user's.
        shim: the compiled shim; None for a server whose calls never go wrong.
        under: the folder in which files are watched by the shim.
    """

    def __init__(self, folder: Path, home: Path, shim: Path | None, under: Path) -> None:
        env = {name: value for name, value in os.environ.items() if not name.startswith("XDG_")}
        env |= {"PYTHONUTF8": "1", "HOME": str(home), "TMPDIR": str(home), "COLUMNS": "200"}
        env["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        if shim:
            env |= {"LD_PRELOAD": str(shim), "FAULTS_UNDER": f"{under}{os.sep}"}
        self._server = subprocess.Popen(
            [sys.executable, str(SERVER), str(PROJECT), str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=env,
            text=True,
            encoding="utf-8",
        )
        assert self._server.stdout is not None
        assert self._server.stdout.readline() == "ready\n"

    def run(self, command: Command) -> Answer:
        """Run one command."""
        return self.run_all([[command]])[0][0]

    def run_all(self, lists: Sequence[Sequence[Command]]) -> list[list[Answer]]:
        """Run lists of commands at the same time, those of each one after the other."""
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        jobs = [[command.job() for command in commands] for commands in lists]
        self._server.stdin.write(json.dumps(jobs) + "\n")
        self._server.stdin.flush()
        return [
            [_answer(answer) for answer in answers]
            for answers in json.loads(self._server.stdout.readline())
        ]

    def close(self) -> None:
        """Let the server end."""
        self._server.communicate()


def _answer(told: Mapping[str, Any]) -> Answer:
    out, err = (
        bytes.fromhex(told[name]).decode("utf-8", "surrogateescape") for name in ("out", "err")
    )
    return Answer(told["status"], out, err, *told["calls"])
