"""The finished sample, kept in the user's cache: made once for each state of the program. So is
the demo, which is the sample with rounds of tests."""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from data.disk import whole
from data.locks import file_lock
from data.paths import make_private_folder, open_private, user_cache
from models.problems import Refused

SAMPLE, DEMO = "sample", "demo"
_HEAD = 32
"""Bytes at the beginning of a file of SQLite that tell, among others, how large it is."""


def put(path: Path, language: str, making: Callable[[], None], name: str = SAMPLE) -> None:
    """Put the sample, on its own morning, at a path that must be free.

    Where nothing can be kept in the cache it is made at the path itself.

    Args:
        making: called before it is made, which takes seconds.
        name: `DEMO` for the sample with rounds of tests.

    Raises:
        OSError, Refused: the sample can be neither copied nor made.
    """
    if copy(path, language, name):
        return
    making()
    try:
        keep(language, name)
    except (OSError, Refused):
        _make(path, language, name)
    else:
        _copy(file_of(language, name), path)


def copy(path: Path, language: str, name: str = SAMPLE) -> bool:
    """Copy the sample that is kept to a path; False where there is none of this program's.

    Raises:
        OSError: it cannot be copied.
    """
    file = file_of(language, name)
    if not _is_whole(file):
        return False
    _copy(file, path)
    return True


def keep(language: str, name: str = SAMPLE) -> None:
    """Make the sample and keep it, unless another program does so at the moment; what older
    programs kept goes.

    Raises:
        OSError, Refused: it cannot be made or kept.
    """
    file = file_of(language, name)
    make_private_folder(file.parent)
    with file_lock(file.with_name(f"{name}.lock")):
        if _is_whole(file):
            return
        with tempfile.TemporaryDirectory(prefix="daiban-sample-") as folder:
            made = Path(folder, file.name)
            _make(made, language, name)
            with whole(file) as partial:
                shutil.copyfile(made, partial)
        for old in file.parent.glob(f"{name}-{language}-*"):
            if old != file:
                old.unlink(missing_ok=True)


def file_of(language: str, name: str = SAMPLE) -> Path:
    """Where the sample is kept that this program makes: its name tells the state of every file
    that has a part in it, so that what another version made is never taken."""
    state = hashlib.sha256("\n".join(states()).encode()).hexdigest()
    return user_cache() / f"{name}-{language}-{state[:16]}.db"


def states() -> Iterator[str]:
    """Name, size and time of change of each file of the store and the models."""
    project = Path(__file__).parents[2]
    for floor in ("data", "models"):
        for folder, folders, files in os.walk(project / floor):
            folders[:] = sorted(set(folders) - {"__pycache__", "locales"})
            for name in sorted(files):
                found = os.stat(os.path.join(folder, name))
                yield f"{folder}/{name} {found.st_size} {found.st_mtime_ns}"


def _is_whole(file: Path) -> bool:
    """Whether a file is there and as large as it says itself; a cache may be cut short by hands
    or by a disk."""
    try:
        with file.open("rb") as opened:
            head = opened.read(_HEAD)
            size = os.fstat(opened.fileno()).st_size
    except OSError:
        return False
    page, pages = int.from_bytes(head[16:18]), int.from_bytes(head[28:32])
    return size > 0 and size == page * pages


def _copy(file: Path, path: Path) -> None:
    os.close(open_private(path, os.O_WRONLY | os.O_EXCL))
    shutil.copyfile(file, path)


def _make(path: Path, language: str, name: str) -> None:
    """Make the sample or the demo, on its own morning, at a path that must be free."""
    if name == DEMO:
        make_demo(path, language)
    else:
        make_one(path, language)


def make_demo(path: Path, language: str) -> None:
    """Make the demo at a path that must be free, of the sample that is kept or will be."""
    from data.clock import FixedClock
    from data.sample import SAMPLE_NOW
    from data.sample.make import add_rounds

    put(path, language, lambda: None)
    add_rounds(path, FixedClock(SAMPLE_NOW), language)


def make_one(path: Path, language: str) -> None:
    """Make the sample, on its own morning, at a path that must be free."""
    from data.clock import FixedClock
    from data.sample import SAMPLE_NOW
    from data.sample.make import make

    make(path, FixedClock(SAMPLE_NOW), language)
