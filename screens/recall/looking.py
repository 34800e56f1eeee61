"""Abnormal tubes with the doors to go to, as they are looked at: planned, or on record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from textual import work
from textual.content import Content

from data.recall import queries
from data.recall.plans import RecallPlan
from data.sql import Reader
from models.problems import Refused
from models.recall import RetestRow, Visit
from models.times import local_date
from screens.i18n import _
from screens.keys import bindings
from screens.keys.recall import RECALL_LINES
from screens.kit.plan import PlanDialog
from screens.kit.pointed import Pointed
from screens.recall import words
from screens.recall.lines import OVER, Cells, Line, Widths, cells, drawn, shared
from screens.sentences import say

_ROUND = 12
"""Lines of the screen around the head and the list: frames, why a door is as it is, keys."""

_FRAME, _MOST = 12, 130
"""Cells that frame the lines, and the most a line has."""


class _Doors(Pointed):
    """The list; enter is told in the key bar."""

    BINDINGS = bindings(RECALL_LINES)


class Looking(PlanDialog[Line]):
    """What is to be done as the list shows it, planned anew as long as nothing is changed.

    Args:
        read: makes the plan from what is on record at a moment.
        plan: as it was made at first.
    """

    part = "recall"
    list_type = _Doors

    def __init__(self, read: Callable[[Reader, datetime], RecallPlan], plan: RecallPlan) -> None:
        super().__init__()
        self._read = read
        self._plan = plan
        self._by_hand = False
        self._wide = Widths(0, 0, 0, 0)
        self._fill(plan)

    # -- looking -----------------------------------------------------------------------------

    def _fill(self, plan: RecallPlan) -> None:
        self._lines = [*map(Line, plan.visits), *(Line(kept=row) for row in plan.kept)]

    def look(self) -> None:
        """Show the plan as it was made."""
        self.show()

    def renew(self) -> None:
        """Something changed on record: plan anew, unless doors were changed by hand; then only how
        far what is on record is."""
        if not self.is_mounted or self.writing:
            return
        if not self._by_hand:
            self._plan_anew()
            return
        rows = self.desk.store.ask(queries.retests_by_key, [row.id for row in self._kept])
        by_no = {row.no: row for row in rows}
        self._lines = [
            line if line.kept is None else Line(kept=by_no.get(line.kept.no, line.kept))
            for line in self._lines
        ]
        self.show()

    @work(thread=True, exclusive=True, group="recall")
    def _plan_anew(self) -> None:
        store = self.desk.store
        try:
            with store.read() as conn:
                plan = self._read(conn, store.now())
        except Refused as refused:
            self.app.call_from_thread(self._not_found, refused)
            return
        self.app.call_from_thread(self._found, plan)

    def _found(self, plan: RecallPlan) -> None:
        self._plan, self._by_hand = plan, False
        self._fill(plan)
        if self.is_open:
            self.warn(None)
            self.show()

    def _not_found(self, refused: Refused) -> None:
        if self.is_open:
            self.warn(refused.problem)

    @property
    def _planned(self) -> list[Visit]:
        return [line.planned for line in self._lines if line.planned is not None]

    @property
    def _kept(self) -> list[RetestRow]:
        return [line.kept for line in self._lines if line.kept is not None]

    # -- what is shown -----------------------------------------------------------------------

    def heading(self) -> str:
        if not self._plan.recalls:
            return _("Single re-tests")
        return _("Abnormal tube: recall")

    def head(self) -> str:
        told = []
        for one in self._plan.recalls:
            told += [words.counted(one), words.unvisited(one, self.desk.masked)]
        told += [f"⚠ {say(one.problem)}" for one in self._plan.left]
        told += [f"⚠ {line}" for one in self._plan.recalls for line in words.told(one)]
        told.append(words.planned(self._planned, self._kept))
        height = self.app.size.height
        room = max(3, height // 3, height - _ROUND - max(1, len(self._lines)))
        shown = [line for line in told if line]
        if len(shown) > room:
            more = _("and {count} more; w tells all").format(count=len(shown) - room + 1)
            shown = [*shown[: room - 2], more, shown[-1]]
        return "\n".join(shown)

    def unsaved(self) -> bool:
        return self._by_hand

    def comes_first(self, at: int) -> bool:
        """What is planned, then what is still to be done, then what is over."""
        kept = self._lines[at].kept
        return kept is None or kept.state not in OVER

    def same(self, line: Line) -> object | None:
        if line.kept is not None:
            return line.kept.no
        return None if line.planned is None else line.planned.door.household

    def show(self) -> None:
        said = [self._cells(one) for one in self._lines]
        self._wide = shared(said, min(max(40, self.app.size.width - _FRAME), _MOST))
        super().show()

    def line(self, line: Line) -> Content:
        return drawn(self._cells(line), self._wide)

    def _cells(self, line: Line) -> Cells:
        kept, plan = line.kept, self._plan
        return cells(
            line,
            local_date(self.desk.store.now()),
            positive=kept is not None and bool(plan.positive_at(kept)),
            needless=kept is not None and plan.is_needless(kept),
        )

    def why(self, line: Line) -> str:
        if line.planned is not None:
            home = line.planned.door.household
            return words.visit_why(line.planned, self._plan.names_behind(home))
        assert line.kept is not None
        return words.kept_why(
            line.kept, self._plan.positive_at(line.kept), self._plan.freed_at(line.kept)
        )

    def nothing(self) -> str:
        return _("No home visit is needed.")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with the door under the cursor."""
        at = self.here()
        line = None if at is None or at >= len(self._lines) else self._lines[at]
        if action == "apply":
            return not self._plan.settled
        if action in ("leave_open", "shift"):
            return line is not None and line.planned is not None
        if action in ("give", "edit", "copy"):
            return line is not None
        if action in ("begin", "done", "call_off"):
            return line is not None and line.kept is not None
        if action == "paper":
            return bool(self._kept)
        if action == "take_back":
            return any(one.on_record is not None for one in self._plan.recalls)
        if action in ("tell", "questions"):
            return bool(self._plan.recalls)
        return super().check_action(action, parameters)
