"""The shim that makes calls on files fail and writes down what is done: compiled, asked, read."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import NamedTuple

SOURCE = Path(__file__).with_suffix(".c")

ACKNOWLEDGED = "A"
"""The kind of an entry of the log that no call makes: a command has said that it is done."""


class Manner(IntEnum):
    """How a chosen call goes wrong."""

    FAIL = 0
    HALF = 1
    """Half is written, and the call fails."""
    SHORT = 2
    """Half is written, and the call says so."""
    KILL = 3
    """The process ends before the call, or half through a write."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Calls that go wrong, in one process.

    Args:
        kinds: the letters of the calls that count, see `shim.c`.
        at: which of them goes wrong, from 1; with 0 they are only counted.
        error: the errno they fail with.
        lasting: whether all after it go wrong too.
    """

    kinds: str
    at: int = 0
    error: int = errno.EIO
    manner: Manner = Manner.FAIL
    lasting: bool = False

    def __str__(self) -> str:
        when = f"{self.at} on" if self.lasting else str(self.at)
        told = errno.errorcode[self.error] if self.manner < Manner.SHORT else ""
        return " ".join(filter(None, (f"call {when} of {self.kinds}", self.manner.name, told)))


class Entry(NamedTuple):
    """One act on a file as the shim wrote it down.

    Args:
        kind: the letter of the call, see `shim.c`; `l` for a second name.
        at: where was written, the new length, or the number of an acknowledged command.
        path: of the file; of the folder, for a folder's sync.
        content: what was written, or the new name.
    """

    kind: str
    at: int
    path: str
    content: bytes


def missing() -> str:
    """Why there can be no shim on this machine; empty where there can."""
    if sys.platform != "linux":
        return f"calls on files are made to fail on Linux only, this is {sys.platform}"
    return "" if shutil.which("cc") else "calls on files are made to fail with a C compiler, cc"


def compiled(folder: Path) -> Path:
    """The shim, ready to be loaded into a process."""
    library = folder / "shim.so"
    command = [
        "cc",
        "-O1",
        "-shared",
        "-fPIC",
        "-o",
        str(library),
        str(SOURCE),
        "-ldl",
        "-lpthread",
    ]
    subprocess.run(command, check=True)
    return library


def acknowledge(log: Path, number: int) -> None:
    """Write down that the commands up to this one, from 1, have said that they are done."""
    with log.open("ab") as file:
        file.write(f"{ACKNOWLEDGED} {number} 0 -\n".encode())


def entries(log: Path) -> Iterator[Entry]:
    """What a log holds, in the order in which it was done."""
    content = log.read_bytes()
    start = 0
    while start < len(content):
        end = content.index(b"\n", start)
        kind, at, size, path = content[start:end].decode().split(" ", 3)
        start = end + 1 + int(size)
        yield Entry(kind, int(at), path, content[end + 1 : start])
