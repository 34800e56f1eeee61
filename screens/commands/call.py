"""One run of a command: its options, its clock, and the store it opens."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from data import beginning
from data.clock import Clock
from models.problems import Problem, Refused
from screens.commands.named import is_unsettled, settle
from screens.commands.out import answering, say_json, say_line, say_trouble
from screens.i18n import _
from screens.kit.values import read_by
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

    Attributes:
        done: what was done for good, as sentences, should the answer not come to be shown.
        behind_answer: what is to be told once the answer was shown.
        troubles: what is to be told of copies and the clock, each once.
    """

    options: argparse.Namespace
    path: Path
    clock: Clock
    done: list[str] = field(default_factory=list)
    behind_answer: list[Problem] = field(default_factory=list)
    troubles: list[Problem] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Dates are read by the clock of the command."""
        read_by(self.clock)

    @property
    def json(self) -> bool:
        """Whether the answer is wanted as JSON."""
        return bool(self.options.json)

    def answer(self, value: object, lines: Iterable[str]) -> int:
        """Print what a command has to tell; the exit status of one that is done.

        Args:
            value: told where JSON is wanted.
            lines: told to people.

        Raises:
            Unwritten: where the output takes nothing.
            BrokenPipeError: whoever read it went away.
        """
        told = () if self.json else tuple(lines)
        with answering():
            if self.json:
                say_json(value)
            for line in told:
                say_line(line)
            sys.stdout.flush()
        return 0

    @contextmanager
    def store(self, *, may_make: bool = False) -> Iterator[Store]:
        """The open store, with the day's first backup made when it is due.

        A backup that cannot be made is told on standard error at the end and stops nothing:
        reading must work on a full disk. What ends the command all the same is told as that alone.
        Where nothing can be written there is none, and nothing said of it.
        A file that nothing may be saved to is read, and the reason told on standard error.

        Args:
            may_make: whether a file that is not there is made.

        Raises:
            Refused: `store_missing`, `store_lost`, as `Store`, and as `settle` for what was typed
                of the file and is not in it.
        """
        from data import backup
        from data.maintenance import ahead
        from data.store import Store

        if not may_make:
            beginning.refuse_missing(self.path)
        fresh = not self.path.exists() or self.path.stat().st_size == 0
        store = Store(self.path, self.clock)
        try:
            before = 0 if fresh else store.ask(ahead.last_no)
            if not fresh and store.barred is None and backup.may_be_kept(self.path):
                self._back_up(store)
            if is_unsettled(self.options):
                with store.read() as conn:
                    settle(self.options, conn)
            yield store
            if store.last_written:
                self._mind_clock(store, before)
            if store.barred is not None:  # and nothing was to be saved, which would be refused
                say_trouble(say(beginning.with_copy(self.path, store.barred)))
        except Refused as refused:
            self._leave_out(refused.problem)
            raise
        finally:
            self._tell()
            self._remember(store)
            store.close()

    def _note(self, problem: Problem) -> None:
        if problem not in self.troubles:
            self.troubles.append(problem)

    def _mind_clock(self, store: Store, before: int) -> None:
        """Tell of a clock that may be wrong by what was written before this command: what it wrote
        was dated by that clock. Where that cannot be read, what was done stays told as done.

        Args:
            before: number of the last act before it.
        """
        from data.engine import Failure
        from data.maintenance import ahead

        self.troubles[:] = [one for one in self.troubles if one.code != "clock_behind"]
        with suppress(Refused, Failure):
            wrong = store.ask(ahead.clock_trouble, store.now(), before)
            if wrong is not None and wrong.code == "clock_far":
                wrong = Problem("clock_far_written", wrong.params)
            self.behind_answer[:] = [] if wrong is None else [wrong]

    def _leave_out(self, cause: Problem) -> None:
        """Tell nothing of what only came of the trouble that ends the command."""
        causes = (cause, cause.params.get("cause"))
        self.troubles[:] = [
            one
            for one in self.troubles
            if one not in causes and one.params.get("reason", one) not in causes
        ]

    def tell_behind_answer(self) -> None:
        """Tell on standard error what belongs behind the answer."""
        for problem in self.behind_answer:
            say_trouble(say(problem))

    def _tell(self) -> None:
        for problem in self.troubles:
            say_trouble(say(beginning.with_copy(self.path, problem)))
        self.troubles.clear()

    def _remember(self, store: Store) -> None:
        """Note what was saved, and tell when the disk made trouble meanwhile."""
        if not store.last_written:
            return
        said = _("Saved as step {step}.")
        if store.last_record is not None:
            said = _("Saved as #{no}, step {step}.")
        self.done.append(said.format(step=store.last_written, no=store.last_record))
        if store.disk_troubled:
            say_trouble(say(Problem("saved_in_trouble", {"file": str(self.path)})))

    def _back_up(self, store: Store) -> None:
        """Make the day's first backup, and tell what somebody should know of it."""
        from data import backup
        from data.maintenance import ahead

        with suppress(OSError):  # told below
            if store.ask(backup.has_begun_day, store.path, store.now()):
                return
        try:
            if backup.make_daily(store.path, store.now()) is None:
                return
        except Refused as refused:
            self._note(refused.problem)
        self.brought(store)
        behind = store.ask(ahead.clock_behind, store.now())
        if behind is not None:
            self._note(behind)

    def brought(self, store: Store) -> Path | None:
        """The copy at the second place, with the newest backup taken there; why there is none is
        told once on standard error at the end, and stops nothing."""
        from data.maintenance import second_place

        try:
            return second_place.bring_newest(store)
        except Refused as refused:
            self._note(refused.problem)
            return None


Command = Callable[[Call], int]
"""Does one command and gives the exit status."""
