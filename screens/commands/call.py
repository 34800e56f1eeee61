"""One run of a command: its options, its clock, and the store it opens."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data.clock import Clock
from models.problems import Refused
from screens.commands.out import say_json, say_line, say_trouble
from screens.sentences import say

if TYPE_CHECKING:
    from data.store import Store

Groups = Any
"""What `add_subparsers` returns; argparse keeps the type to itself."""


@dataclass(frozen=True, slots=True)
class Call:
    """What a command is run with.

    Args:
        options: what argparse read.
        path: the store's file.
        clock: stands still for a command that was given `--now`.
    """

    options: argparse.Namespace
    path: Path
    clock: Clock

    @property
    def json(self) -> bool:
        """Whether the answer is wanted as JSON."""
        return bool(self.options.json)

    def answer(self, value: object, lines: Iterable[str]) -> int:
        """Print what a command has to tell; the exit status of one that is done.

        Args:
            value: told where JSON is wanted.
            lines: told to people.
        """
        if self.json:
            say_json(value)
        else:
            for line in lines:
                say_line(line)
        return 0

    @contextmanager
    def store(self, *, may_make: bool = False) -> Iterator[Store]:
        """The open store, with the day's first backup made when it is due.

        A backup that cannot be made is told on standard error and stops nothing: reading must
        work on a full disk. Where nothing can be written there is none, and nothing said of it.
        A file that nothing may be saved to is read, and the reason told on standard error.

        Args:
            may_make: whether a file that is not there is made.

        Raises:
            Refused: `store_missing`, and as `Store`.
        """
        from data import backup
        from data.store import Store

        if not may_make and not self.path.is_file():
            raise Refused("store_missing", file=str(self.path))
        fresh = not self.path.exists() or self.path.stat().st_size == 0
        store = Store(self.path, self.clock)
        try:
            if not fresh and store.barred is None and backup.may_be_kept(self.path):
                _back_up(store)
            yield store
            if store.barred is not None:  # and nothing was to be saved, which would be refused
                say_trouble(say(store.barred))
        finally:
            store.close()


def _back_up(store: Store) -> None:
    """Make the day's first backup, and tell on standard error what somebody should know of it."""
    from data import backup
    from data.maintenance import ahead, second_place

    try:
        if backup.make_daily(store.path, store.now()) is None:
            return
        second_place.bring_newest(store)
    except Refused as refused:
        say_trouble(say(refused.problem))
    behind = store.ask(ahead.clock_behind, store.now())
    if behind is not None:
        say_trouble(say(behind))


Command = Callable[[Call], int]
"""Does one command and gives the exit status."""
