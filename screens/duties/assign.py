"""Giving people to a piece of work, whatever it is: who is free, what speaks against the others.

Several are marked, each with a role, and given or taken back together as one act.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Input, OptionList, Static

from data.duties import candidates as duty_candidates
from data.duties import commands as duty_commands
from data.duties import queries as duties
from models.cover import rules as cover_rules
from models.duties import DutyRow, Role, WorkView
from models.problems import Refused
from models.times import local_date
from screens.duties import candidates, words
from screens.duties.marks import Marks
from screens.duties.people_list import PeopleList
from screens.i18n import _
from screens.keys import bindings
from screens.keys.people import ASSIGN
from screens.kit.dialog import Dialog
from screens.kit.key_bar import KeyBar
from screens.kit.line_field import FirstLineField
from screens.kit.several import refusal
from screens.kit.titles import titled
from screens.kit.told import Told
from screens.kit.values import beside
from screens.sentences import say

if TYPE_CHECKING:
    from data.duties.candidates import Candidate
    from data.sql import Reader
    from data.store import Store


class Assign(Dialog[bool]):
    """The people of the roster against one piece of work; dismissed with True once they are given.

    Args:
        read: reads the work anew from the store, as its times and needs are now.
    """

    DEFAULT_CSS = """
    Assign .sheet { width: 94%; max-width: 110; height: 90%; }
    Assign #assign-need { height: auto; text-style: bold; }
    Assign #assign-roles { height: 1; }
    Assign #assign-filter { height: 1; display: none; }
    Assign.-filtering #assign-filter { display: block; }
    Assign #assign-head { height: 1; background: $panel; text-style: bold; padding: 0 1; }
    Assign #assign-said { min-height: 2; color: $foreground 80%; }
    Assign #assign-said.-refused { color: $error; text-style: bold; }
    Assign #assign-said.-warned { color: $warning; }
    """
    BINDINGS = bindings(ASSIGN)
    AUTO_FOCUS = ""

    def __init__(self, read: Callable[[Store], WorkView]) -> None:
        super().__init__()
        self._read = read
        self._target: WorkView
        self._role: Role
        self._marks = Marks()
        self._people: list[Candidate] = []
        self._told_of: Candidate | None = None

    def compose(self) -> ComposeResult:
        with Container(classes="sheet"):
            yield Static("", id="assign-need", markup=False)
            yield Static("", id="assign-roles", markup=False)
            yield FirstLineField(id="assign-filter")
            yield Static("", id="assign-head", markup=False)
            yield PeopleList(self.action_mark, id="assign-list", classes="sheet-list", markup=False)
            yield Told(id="assign-said")
            yield KeyBar()

    def on_mount(self) -> None:
        self._begin()
        self._listed.focus()
        super().on_mount()

    def _begin(self, *, keeping: bool = False) -> None:
        """Read the work and who is at it already.

        Args:
            keeping: keep the marks of those who can still be given the work.
        """
        with self.desk.store.read() as conn:
            self._target = self._read(self.desk.store)
            here = self._here(conn)
        kept = self._marks.new() if keeping else Marks()
        self._marks = Marks.of(here)
        self._people = []
        self._role = self._proposed()
        self._list_people()
        able = {person.no for person in self._people if not person.refused}
        self._marks.update((no, mark) for no, mark in kept.items() if no in able)
        self._show()
        self._go_to_next()

    def _list_people(self) -> None:
        found = self._candidates()
        self._people = sorted(found, key=lambda person: person.no not in self._marks)
        self._show()

    def _here(self, conn: Reader) -> list[DutyRow]:
        """The duties at the work as they are on file."""
        return duties.of_work(conn, self._target.work, self._target.no)

    def _candidates(self) -> list[Candidate]:
        """Everybody who may take the role, the best first."""
        return self.desk.store.ask(duty_candidates.candidates, self._target, self._role)

    def _called(self) -> str:
        """What the work is called."""
        return self._target.name

    def _go_to_next(self) -> None:
        """Put the cursor on the first who is not marked."""
        unmarked = (at for at, p in enumerate(self._found()) if p.no not in self._marks)
        self._listed.highlighted = next(unmarked, 0)

    # -- what is shown -----------------------------------------------------------------------

    @property
    def _today(self) -> date:
        return local_date(self.desk.store.now())

    @property
    def _work_day(self) -> date:
        """The calendar day the work of the role begins on, which the line over the list names."""
        return local_date(self._target.spans[self._role][0])

    def _proposed(self) -> Role:
        return cover_rules.proposed_role(
            self._roles, self._target.needs, self._marks.taken(self._people)
        )

    @property
    def _roles(self) -> tuple[Role, ...]:
        return tuple(self._target.spans)

    def _show(self) -> None:
        target = self._target
        sheet = self.query_one(".sheet")
        sheet.border_title = titled(
            _("{work}: {name}").format(work=words.work(target.work), name=self._called())
        )
        gaps = self._marks.lacks(self._people, target)
        need = sum(target.needs.values()) + bool(target.skill and target.needs)
        have = need - sum(gaps.values())
        parts = [words.span(*target.spans[self._role], self._today), words.cover(have, need)]
        if gaps and set(gaps) != {(Role.HAND, "")}:
            parts.append(_("lacks {roles}").format(roles=words.lacking(gaps)))
        self.query_one("#assign-need", Static).update("   ".join(parts))
        self.query_one("#assign-roles", Static).update(candidates.roles(self._roles, self._role))
        self._show_list()

    def _found(self) -> list[Candidate]:
        return candidates.matching(self._people, self.query_one(Input).value)

    @property
    def _listed(self) -> PeopleList:
        return self.query_one(PeopleList)

    def _show_list(self) -> None:
        self.query_one("#assign-head", Static).update(candidates.head())
        self._listed.show(self._found(), self._line)
        self._tell()

    def _line(self, person: Candidate) -> Content:
        mark = self._marks.get(person.no)
        return candidates.line(person, None if mark is None else mark.role, self._work_day)

    def _chosen(self) -> Candidate | None:
        no = self._listed.no
        return next((person for person in self._people if person.no == no), None)

    def _tell(self, wrong: str = "") -> None:
        """Say why something was refused, else what speaks against the person under the cursor."""
        person = self._told_of = self._chosen()
        said = self.query_one("#assign-said", Static)
        refused = bool(wrong) or bool(person and person.refused)
        against = [] if person is None else self._against(person)
        said.set_class(refused, "-refused")
        said.set_class(bool(against) and not refused, "-warned")
        if wrong:
            said.update("✗ " + wrong)
        elif against:
            said.update(("✗ " if refused else "⚠ ") + beside(*against, gap=" "))
        else:
            said.update("" if person is None else candidates.about(person, self.desk.masked))

    def _against(self, person: Candidate) -> list[str]:
        """What speaks against somebody, and who could take it instead, in sentences."""
        if not person.concerns:
            return []
        return [*(say(concern.problem) for concern in person.concerns), self._swap(person)]

    def _refuse(self, person: Candidate) -> None:
        """Say why somebody cannot be given the work."""
        self._tell(next(say(c.problem) for c in person.concerns if c.refuses))

    def _swap(self, person: Candidate) -> str:
        """Who could take this, or what is too near it, for somebody who would rest too little."""
        if person.refused or person.duty_no is not None:
            return ""
        given = self._target.duty(person.no, self._role)
        store = self.desk.store
        found = store.ask(duty_candidates.swap_out, given, store.now())
        return "" if found is None else candidates.spared(found, self._today)

    def relabel(self) -> None:
        self._show()
        super().relabel()

    # -- acts --------------------------------------------------------------------------------

    @on(OptionList.OptionHighlighted)
    def _moved(self) -> None:
        # Listing anew highlights anew: what was said of the same person stands.
        if self._chosen() != self._told_of:
            self._tell()

    @on(Input.Changed)
    def _filtered(self) -> None:
        self._show_list()

    @on(Input.Submitted)
    def _filter_left(self) -> None:
        self._listed.focus()

    def action_find(self) -> None:
        """Begin to find somebody by name, initials, post or skill."""
        self.add_class("-filtering")
        self.query_one(Input).focus()

    def action_leave(self) -> None:
        """Leave the filter first, then the dialog."""
        if self.has_class("-filtering"):
            self.remove_class("-filtering")
            self.query_one(Input).value = ""
            self._listed.focus()
            return
        super().action_leave()

    def action_turn_role(self, step: int) -> None:
        """Give another role from now on; somebody marked under the cursor takes it."""
        roles = self._roles
        self._role = roles[(roles.index(self._role) + step) % len(roles)]
        person = self._chosen()
        marked = person is not None and person.no in self._marks
        if person is not None and marked:
            self._marks.add(person, self._role)
        self._list_people()
        if not marked:
            self._go_to_next()

    def action_mark(self) -> None:
        """Mark or unmark the person under the cursor, and go on to the next."""
        person = self._chosen()
        if person is None:
            return
        if person.no in self._marks:
            del self._marks[person.no]
        elif person.refused:
            self._refuse(person)
            return
        else:
            self._marks.add(person, self._role)
        lacking = self._lacking()
        before = self._role
        if lacking and self._role not in lacking and Role.HAND not in lacking:
            self._role = self._proposed()
        if self._role is not before:
            self._list_people()
            self._go_to_next()
            return
        self._listed.go_on()
        self._show()

    def action_mark_all(self) -> None:
        """Mark the first nothing speaks against until nobody lacks; where nobody does, unmark them.

        Who is warned of is marked by hand alone.
        """
        lacking = self._lacking()
        for role, count in lacking.items():
            self._role = role if role in self._roles else self._roles[0]
            self._list_people()
            free = [
                one for one in self._people if one.no not in self._marks and self._is_clear(one)
            ]
            for person in free[:count]:
                self._marks.add(person, self._role)
        if not lacking:
            for no in self._marks.new():
                del self._marks[no]
        self._role = self._proposed()
        self._list_people()
        self._go_to_next()

    def _is_clear(self, person: Candidate) -> bool:
        """Whether nothing speaks against somebody."""
        return person.free

    def _lacking(self) -> dict[Role, int]:
        return cover_rules.gaps(self._target.needs, self._marks.taken(self._people))

    async def action_save(self) -> None:
        """Give the work to those marked; with nothing changed, to the person under the cursor."""
        given, taken = self._marks.changes(self._people)
        if not given and not taken:
            person = self._chosen()
            if person is None or person.no in self._marks:
                self.dismiss(False)
                return
            if person.refused:
                self._refuse(person)
                return
            self._marks.add(person, self._role)
            given, taken = self._marks.changes(self._people)
        refused = await self._give(given, taken)
        if refused is None:
            self.dismiss(True)
        else:
            self._begin(keeping=True)
            self._tell(refusal(refused))

    async def _give(self, given: Mapping[int, Role], taken: Sequence[int]) -> Refused | None:
        """Give and take back in one step; why that was refused, if it was."""
        new = [self._target.duty(no, role) for no, role in given.items()]
        seen = {one.duty_no: one.no for one in self._people if one.duty_no is not None}
        done = await self.desk.perform(
            lambda step: duty_commands.change_people(step, new, taken, seen=seen), candidates.told
        )
        return done if isinstance(done, Refused) else None
