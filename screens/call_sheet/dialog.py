"""The call sheet of a round at the desk: by building, who is not called and why, what changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from textual import on, work
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList

from data.call_sheet import commands
from data.call_sheet.told import Change, Told, told
from models.call_sheet import Part, SheetEntry
from models.call_sheet.hints import Hint
from models.call_sheet.paper import PaperBuilding, place_of
from models.problems import Problem, Refused
from models.times import local_date
from screens.call_sheet import paper, words
from screens.call_sheet.aside import set_aside
from screens.call_sheet.paper_dialog import choose_paper
from screens.i18n import N_, _
from screens.keys import bindings
from screens.keys.call_sheet import CALL_SHEET
from screens.kit import masks
from screens.kit.again import Again, passes
from screens.kit.choose import choose_act
from screens.kit.columns import cut
from screens.kit.dialog import BROAD
from screens.kit.found_list import FoundList
from screens.kit.line_field import FirstLineField
from screens.kit.pointed import Pointed
from screens.kit.told import Told as ToldLine
from screens.kit.values import beside, headed
from screens.sentences import say

if TYPE_CHECKING:
    from screens.kit.desk import Desk

_VIEWS = {
    "buildings": N_("By building"),
    "left_out": N_("Not called"),
    "visited": N_("Visited"),
    "hints": N_("To look at first"),
    "changes": N_("Changed since it began"),
}
_INDENT = 2
"""Cells by which lines are set in under their heading."""
_MOST = 400
"""Lines that are listed; a filter shows the others."""


class Line(NamedTuple):
    """What a line stands for: a building, the people of a door, or what changed of somebody."""

    building: PaperBuilding | None = None
    people: tuple[SheetEntry, ...] = ()
    changes: tuple[Change, ...] = ()
    hints: tuple[Hint, ...] = ()

    @property
    def somebody(self) -> SheetEntry | None:
        """Who it is about, or the first of them; None for a building."""
        if self.people:
            return self.people[0]
        return self.changes[0][1] or self.changes[0][0] if self.changes else None


class CallSheet(FoundList[Line]):
    """The sums on top, the buildings or people beneath, and what is told of the one at hand.

    Args:
        round_no: the round.
    """

    DEFAULT_CLASSES = BROAD
    DEFAULT_CSS = """
    CallSheet #sheet-sums { text-style: bold; padding: 0 1; margin-bottom: 1; }
    CallSheet #sheet-note { color: $foreground 80%; padding: 0 1; margin-top: 1; }
    CallSheet .listed > .option-list--option-disabled { color: $accent; text-style: bold; }
    """
    BINDINGS = bindings(CALL_SHEET)
    list_id = "sheet-list"

    def __init__(self, round_no: int) -> None:
        super().__init__()
        self._no = round_no
        self._view = "buildings"
        self._told: Told | None = None
        self._wrong: Problem | None = None
        self._again = Again(self, self.renew)

    def compose(self) -> ComposeResult:
        with Container(classes="box"):
            yield ToldLine(id="sheet-sums")
            yield FirstLineField(id="sheet-find")
            yield Pointed(id=self.list_id, classes="listed", markup=False)
            yield ToldLine(id="sheet-note")
            yield ToldLine(classes="foot")

    def hint(self) -> str:
        return _("/ building, room, name")

    # -- looking -----------------------------------------------------------------------------

    def renew(self) -> None:
        """Read again, beside the interface; nothing once it was left."""
        if self.is_open:
            self._show()
            self._look()

    @work(thread=True, exclusive=True, group="call-sheet")
    def _look(self) -> None:
        store = self.desk.store
        try:
            with store.read() as conn:
                found = told(conn, self._no, store.now())
        except Refused as refused:
            self.app.call_from_thread(self._not_found, refused)
            return
        self.app.call_from_thread(self._found, found)

    def _found(self, found: Told) -> None:
        self._again.worked()
        self._told, self._wrong = found, None
        if self.is_open:
            self._show()

    def _not_found(self, refused: Refused) -> None:
        self._wrong = refused.problem
        if passes(refused):
            self._again.later()
        if self.is_open:
            self._show()

    def _show(self) -> None:
        super()._show()
        self.put("#sheet-sums", self._sums())
        self._show_note()

    # -- what is shown -----------------------------------------------------------------------

    def heading(self) -> str:
        if self._told is None:
            return headed(_("Call sheet"), _("round {no}").format(no=self._no))
        return beside(_("Call sheet"), words.title(self._told))

    def _sums(self) -> str:
        if self._wrong is not None:
            return f"⚠ {say(self._wrong)}"
        if self._told is None:
            return _("Reading …")
        changed = ""
        if self._told.changes:
            changed = "⚠ " + _("changed since: {count}").format(
                count=words.people(len(self._told.changes))
            )
        since = words.since(self._told, self.desk.store.now())
        hints = words.hints(self._told.hints)
        return f"{words.sums(self._told.sheet.sums)}\n{beside(since, changed, hints)}"

    def foot(self) -> str:
        if self._told is not None and self._told.its_round.frozen_at is not None:
            return _("v: view  /: find  p: papers  g: go to  z: undo  esc: back")
        return _("P: begins  v: view  x: aside  /: find  p: papers  g: go to  esc")

    def lines(self) -> Iterator[tuple[Content, Line | None]]:
        if self._told is None:
            return
        yield Content(_(_VIEWS[self._view])), None
        makers: dict[str, Callable[[Told], list[tuple[str, Line | None]]]] = {
            "buildings": self._buildings,
            "left_out": lambda found: self._people(found, Part.LEFT_OUT),
            "visited": lambda found: self._people(found, Part.VISITED),
            "hints": self._hints,
            "changes": self._changes,
        }
        found = makers[self._view](self._told)
        lines = self._matching(found)
        for text, line in lines[:_MOST]:
            indent = 0 if line is None else _INDENT
            yield Content(" " * indent + cut(text, self._cells - indent).rstrip()), line
        if not lines:
            yield Content(_("Nobody here.")), None
        if len(lines) > _MOST:
            more = _("{count} more lines; / finds among them").format(count=len(lines) - _MOST)
            yield Content(more), None

    @property
    def _cells(self) -> int:
        """Cells of a line of the list."""
        return self.line_cells - 3

    def _buildings(self, found: Told) -> list[tuple[str, Line | None]]:
        return [(paper.building_line(one, found), Line(building=one)) for one in found.buildings]

    def _people(self, found: Told, part: Part) -> list[tuple[str, Line | None]]:
        """People under why they are not called, or are visited; one heading for all reasons of
        health while those are hidden."""
        masked, today = self.desk.masked, local_date(self.desk.store.now())
        under: dict[str, list[SheetEntry]] = {}
        for why, entries in words.by_why(found.sheet.of(part)):
            hidden = masked and why in words.OF_HEALTH
            under.setdefault(masks.HIDDEN if hidden else words.why(why), []).extend(entries)
        lines: list[tuple[str, Line | None]] = []
        for head, entries in under.items():
            lines.append((headed(head, words.people(len(entries))), None))
            for _door, of_door in groupby(entries, key=lambda one: (one.who.household, one.until)):
                there = tuple(of_door)
                last = there[0].until
                until = "" if masked or not last else words.until(last, today)
                hidden = masked and there[0].why in words.OF_HEALTH
                who = masks.text(words.doors(there), hidden)
                lines.append((beside(who, until), Line(people=there)))
        return lines

    def _hints(self, found: Told) -> list[tuple[str, Line | None]]:
        masked = self.desk.masked
        return [(masks.text(words.hint(one), masked), Line(hints=(one,))) for one in found.hints]

    def _changes(self, found: Told) -> list[tuple[str, Line | None]]:
        return [(line, Line(changes=of)) for line, of in self._changed(found.changes)]

    def _changed(self, changes: Sequence[Change]) -> list[words.Changed]:
        today = local_date(self.desk.store.now())
        masked = self.desk.masked
        hidden = [one for one in changes if masked and words.tells_of_health(one)]
        shown = [one for one in changes if not (masked and words.tells_of_health(one))]
        found = words.changed(shown, today, for_paper=masked)
        return [*((masks.HIDDEN, (one,)) for one in hidden), *found]

    def cursor(self, at: int | None, before: Line | None) -> int | None:
        for line, row in enumerate(self._rows):
            if row is not None and before is not None and _same(row, before):
                return line
        return super().cursor(at, before)

    @on(OptionList.OptionHighlighted)
    def _show_note(self) -> None:
        row = self._row()
        self.put("#sheet-note", "" if row is None else "\n".join(self._note(row)))
        self.fit()

    def _note(self, row: Line) -> Iterator[str]:
        """Of a building who is not called there and who is visited; of somebody set aside why."""
        if self._told is None:
            return
        if row.building is not None:
            yield from self._of_building(row.building)
        elif row.hints:
            yield from (masks.text(words.hint(one), self.desk.masked) for one in row.hints)
        elif row.changes:
            yield from (line for line, _of in self._changed(row.changes))
        said = {one.who: one.said for one in self._told.asides}
        given = dict.fromkeys(said[one.who] for one in row.people if one.who in said)
        yield from (masks.text(one, self.desk.masked) for one in given)

    def _of_building(self, building: PaperBuilding) -> Iterator[str]:
        assert self._told is not None
        today, masked = local_date(self.desk.store.now()), self.desk.masked
        there = (building.compound, building.lane, building.building)
        for part in (Part.LEFT_OUT, Part.VISITED):
            entries = [one for one in self._told.sheet.of(part) if place_of(one) == there]
            for why, some in words.by_why(entries):
                hidden = masked and why in words.OF_HEALTH
                label = masks.HIDDEN if hidden else words.reason(why, some[0].until, today)
                where = masks.text(words.rooms(some), hidden)
                yield headed(beside(words.part(part), label, gap=" "), where)

    # -- the filter --------------------------------------------------------------------------

    def narrow(self) -> None:
        self._show()

    def _matching(self, lines: Sequence[tuple[str, Line | None]]) -> list[tuple[str, Line | None]]:
        """The lines that have all that is typed, in themselves or with the reason they stand under,
        with the headings over them."""
        has_all = self.finds()
        if has_all is None:
            return list(lines)
        kept: list[tuple[str, Line | None]] = []
        head = ""
        for text, line in lines:
            if line is None:
                head = text
                if kept and kept[-1][1] is None:
                    kept.pop()
            if line is None or has_all(text) or has_all(f"{head} {text}"):
                kept.append((text, line))
        return kept if any(line is not None for _text, line in kept) else []

    # -- acts ----------------------------------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Once the round began its sheet is not changed."""
        begun = self._told is not None and self._told.its_round.frozen_at is not None
        if action in ("begin", "take_out") and begun:
            return False
        return super().check_action(action, parameters)

    def action_turn(self) -> None:
        """Turn through the buildings, who is not called, who is visited, what changed."""
        empty = {"changes": not self._has_changes, "hints": not (self._told and self._told.hints)}
        views = [view for view in _VIEWS if not empty.get(view)]
        at = views.index(self._view) if self._view in views else 0
        self._view = views[(at + 1) % len(views)]
        self._show()

    @property
    def _has_changes(self) -> bool:
        return self._told is not None and bool(self._told.changes)

    @on(OptionList.OptionSelected)
    def _opened(self) -> None:
        self.action_go()

    def action_go(self) -> None:
        """Go to the household of somebody."""
        row = self._row()
        if row is not None and row.hints:
            hint = row.hints[0]
            subject = "households" if hint.request is None else "requests"
            self.desk.show_record(subject, hint.request or hint.household)
            return
        one = None if row is None else row.somebody
        if one is not None and one.household_no is not None:
            self.desk.show_record("households", one.household_no)

    def action_begin(self) -> None:
        """Let the round begin, once it was asked about: the sheet stands from then on."""
        if self._told is None:
            return
        sums = beside(words.sums(self._told.sheet.sums), words.hints(self._told.hints))
        acts = [
            (lambda: _("No, not yet"), lambda: None),
            (lambda: _("Yes, the round begins: the sheet stands as it is"), self._freeze),
        ]
        choose_act(self.desk, lambda: beside(_("Does it begin?"), sums), acts)

    async def _freeze(self) -> None:
        before = self._told
        assert before is not None
        now = self.desk.store.now()
        done = await self.once(
            lambda: self.desk.perform(
                lambda step: commands.freeze(step, self._no),
                lambda _sheet: words.begun(before, now),
            )
        )
        if isinstance(done, Refused):
            self._wrong = done.problem
            self._show()

    def action_take_out(self) -> None:
        """Set somebody aside for this round, or call them again."""
        row = self._row()
        if self._told is not None:
            set_aside(self.desk, self._told, () if row is None else row.people)

    def action_paper(self) -> None:
        """Choose a paper and see it."""
        if self._told is not None:
            choose_paper(self.desk, self._told)


def _same(one: Line, other: Line) -> bool:
    """Whether two lines stand for the same building or person."""
    if one.building is not None and other.building is not None:
        return one.building[:3] == other.building[:3]
    if one.hints or other.hints:
        return [*one.hints[:1]] == [*other.hints[:1]]
    somebody, before = one.somebody, other.somebody
    return somebody is not None and before is not None and somebody.who == before.who


def open_sheet(desk: Desk, round_no: int) -> None:
    """Show the call sheet of a round."""
    desk.open_dialog(CallSheet(round_no))
