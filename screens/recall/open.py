"""The way to a recall at the desk: a line for a code, scanned or typed, or for what was pasted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.widgets import Input

from data.recall import plans, queries
from data.recall.asked import Asked, asked_by_codes, asked_by_line
from data.recall.plans import RecallPlan
from models.drafts import Draft
from models.problems import Problem, Refused
from models.times import stored
from screens.i18n import _
from screens.kit.line_field import text_lines
from screens.kit.one_line import OneLine
from screens.recall.dialog import Recalling
from screens.sentences import say

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from data.sql import Reader
    from screens.kit.desk import Desk

    Read = Callable[[Reader, datetime], RecallPlan]


_DRAFT = "recall"
_END = "↵"
"""Stands for the end of a line where a list is shown in one."""


class _TubeLine(OneLine):
    """The line; several lines that are pasted are a list, and planned at once.

    Args:
        desk: what it stands over.
    """

    def __init__(self, desk: Desk) -> None:
        self._planned: Recalling | None = None
        self._kept: Draft | None = None
        self._over = desk
        super().__init__(
            lambda: _("Abnormal tube"),
            lambda: _("code, or names and doors as they came; nothing: what is on record"),
            self._take,
            draft=_DRAFT,
            says_when=False,
        )

    def on_mount(self) -> None:
        """What was left here is written over by the next scan, never joined with it."""
        self.call_after_refresh(self.query_one(Input).select_all)
        super().on_mount()

    def _foot(self) -> str:
        return _("enter: the plan   esc: back")

    def lines_pasted(self, text: str) -> bool:
        """Take pasted lines as the list they are; whether there are several."""
        if len(text_lines(text)) < 2:
            return False
        self.run_worker(self._pasted(text))
        return True

    async def _pasted(self, text: str) -> None:
        wrong = await self._take(text)
        if isinstance(wrong, Problem):
            self.put("#line-problem", f"⚠ {say(wrong)}")
        else:
            self._forget()
            self.dismiss(True)

    async def _take(self, text: str) -> object:
        """Plan what was typed; what it is refused for, None where there is a plan."""
        text = text.replace(_END, "\n")

        def planned(conn: Reader, now: datetime) -> RecallPlan:
            return plans.plan(conn, asked_by_line(conn, text), now)

        read = planned if text.strip() else _staying(plans.on_record)
        store = self._over.store
        try:
            with store.read() as conn:
                plan = read(conn, store.now())
        except Refused as refused:
            return refused.problem
        self._planned = Recalling(read, plan)
        if text.strip() and not plan.settled:
            typed = f" {_END} ".join(text_lines(text))
            self._kept = Draft(
                _("Abnormal tube"), {"text": typed}, {"text": ""}, at=stored(store.now())
            )
        return None

    @property
    def planned(self) -> Recalling | None:
        """What came of it."""
        return self._planned

    @property
    def kept(self) -> Draft | None:
        """What was told, as it stands in the line again while its plan was not done."""
        return self._kept


def _staying(read: Read) -> Read:
    """A way to read re-tests on record that goes on having those it had, until their results are
    there: who says that one was done has it under the cursor still, and no other."""
    had: set[str] = set()

    def again(conn: Reader, now: datetime) -> RecallPlan:
        plan = read(conn, now)
        here = {row.id for row in plan.kept}
        if had <= here:
            had.update(here)
            return plan
        whole = plans.of_retests(conn, now, had | here)
        kept = [row for row in whole.kept if row.id in here or not whole.is_settled(row)]
        had.clear()
        had.update(row.id for row in kept)
        return whole._replace(kept=kept)

    return again


def ask_tube(desk: Desk) -> None:
    """Ask for a code or a list, and show what is to be done; what was told is there again until it
    is done."""
    line = _TubeLine(desk)

    def done(applied: bool | None) -> None:
        if applied:
            desk.drafts.drop(_DRAFT)

    def then(taken: bool | None) -> None:
        if taken and line.planned is not None:
            if line.kept is not None:
                desk.drafts.put(_DRAFT, line.kept)
            desk.open_dialog(line.planned, done)

    desk.open_dialog(line, then)


def recall_tubes(desk: Desk, codes: Sequence[str], round_no: int) -> None:
    """Show what is to be done about tubes of a round."""

    def read(conn: Reader, now: datetime) -> RecallPlan:
        return plans.plan(conn, asked_by_codes(codes, round_no), now)

    try:
        plan = desk.store.ask(read, desk.store.now())
    except Refused as refused:
        desk.tell(say(refused.problem), wrong=True, refused=True)
        return
    desk.open_dialog(Recalling(read, plan))


def open_retest(desk: Desk, no: int) -> None:
    """Open one re-test: all those of its tube."""
    row = desk.store.ask(queries.retest, no)

    def read(conn: Reader, now: datetime) -> RecallPlan:
        return plans.on_record(conn, now, row.recall_no)

    desk.open_dialog(Recalling(read, desk.store.ask(read, desk.store.now())))


def open_abnormal(desk: Desk) -> None:
    """Plan the abnormal tubes that nobody recalled yet, all at once."""
    from data.recall.left import waiting

    def asked(conn: Reader, now: datetime) -> list[Asked]:
        return [Asked(one.code, one.round_no) for one in waiting(conn, now).unrecalled]

    _open_asked(desk, asked)


def open_unvisited(desk: Desk) -> None:
    """Plan a visit to each door of people who are held and to whom nobody goes."""
    from data.recall.left import waiting

    def asked(conn: Reader, now: datetime) -> list[Asked]:
        people = waiting(conn, now).unvisited
        return [Asked("", people=people)] if people else []

    _open_asked(desk, asked)


def _open_asked(desk: Desk, asked: Callable[[Reader, datetime], list[Asked]]) -> None:
    """Open the plan of some tubes; once it was applied it stays about those."""
    now = desk.store.now()
    with desk.store.read() as conn:
        wanted = asked(conn, now)

    if not wanted:
        desk.tell(_("Nothing of it waits."))
        return

    def read(conn: Reader, at: datetime) -> RecallPlan:
        return plans.plan(conn, wanted, at)

    try:
        plan = desk.store.ask(read, now)
    except Refused as refused:
        desk.tell(say(refused.problem), wrong=True)
        return
    desk.open_dialog(Recalling(read, plan))


def open_late(desk: Desk) -> None:
    """Show the re-tests that are late, and those whose results are overdue."""
    from data.recall.left import waiting

    def late(conn: Reader, now: datetime) -> RecallPlan:
        found = waiting(conn, now)
        return plans.of_retests(conn, now, [*found.late, *found.unread])

    read = _staying(late)
    desk.open_dialog(Recalling(read, desk.store.ask(read, desk.store.now())))
