"""Rows of a register by household: who is named, how they are reached, what is to be known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from data.exchange.doors import Door, beside_door
from data.exchange.numbers import numbers_of, with_numbers
from data.exchange.person_words import is_head, person_words, place_in_cell
from data.exchange.persons import (
    PersonReader,
    emergency_phones,
    is_partly_let,
    own_phones,
    owner_phones,
    tenure,
    ticked_marks,
    uncalled,
)
from data.exchange.rows import Rows, as_text, tidy_name
from data.exchange.several_names import Named, Several, is_one, people_of, several
from models.exchange.columns import Cell
from models.exchange.headings import MEMBER
from models.fields import completed
from models.households import HouseholdInput
from models.households.marks import mark_of, pieces, split_remark, telling_of
from models.residents import ResidentInput, Whereabouts
from models.residents.births import age_of, born_of, born_of_age
from models.residents.rules import lives_here
from models.telephone_cells import read_telephones
from models.text import fold, whole_number

PERSONAL = ("identity", "sex", "born", "age", "died", "moved_out", "registered", "registered_here")
"""Columns about one person; a row by household may have them of its head."""

_AWAY_MARK = "不在沪"
_EMPTY_MARK = "空关"


class HomeReader:
    """Reads the households of one sheet, a row each."""

    def __init__(self, rows: Rows, persons: PersonReader) -> None:
        self.rows = rows
        self.persons = persons
        self.members = sorted(
            {int(f.split(":")[1]) for f in rows.layout.fields if f and f.startswith(MEMBER)}
        )

    def read(self, row: Sequence[Cell], number: int, door: Door) -> HouseholdInput:
        """The household of a row."""
        head, named, told = self._names(row)
        own = [
            *own_phones(self.rows, row, number),
            *(p for one in named for p in one.phones),
        ]
        owner = tidy_name(self.rows.text(row, "owner"))
        of_owner = owner_phones(self.rows, row, number)
        if not head and owner:
            owners = [] if is_one(owner) else list(several(owner).people)
            head, named = (owners[0].name, owners) if owners else (owner, named)
            own, of_owner = [*own, *of_owner], []
        shared = bool(owner and head and head != owner and is_partly_let(self.rows, row))
        if shared:
            own = [*of_owner, *(p._replace(whose=p.whose or head) for p in own)]
            named, of_owner = [Named(owner), *(named or [Named(head)])], []
            head = owner
        residents = with_numbers(self._residents(row, number, head, named), own)
        others = [*of_owner, *emergency_phones(self.rows, row, number)]
        numbers = numbers_of(head, own, others, residents)
        marks, notes, residents = self._remarks(row, number, told, residents)
        if owner and owner != head and not of_owner:
            notes.append(f"{self.rows.heading('owner')} {owner}")
        people, elders = counts(self.rows, row, number)
        if shared and people is not None and _counts_tenants(self.rows):
            notes.append(f"{self.rows.heading('people')} {people}")
            people = None
        people = in_parts(self.rows, row, number) if people is None else people
        notes += registered_elsewhere(self.rows, row, people)
        return HouseholdInput(
            **door._asdict(),
            head=head or None,
            phone=numbers.first,
            people=people if people is not None else told.counted,
            elders=elders,
            marks=marks or None,
            note="，".join(dict.fromkeys(notes)) or None,
            phones=numbers.others or None,
            residents=tuple(residents) or None,
        )

    def _names(self, row: Sequence[Cell]) -> tuple[str, list[Named], Several]:
        """Who the household is registered under, who else is named, and what else is said there."""
        head, name = (self.rows.text(row, field) for field in ("head", "name"))
        head, name = (self._not_as_owner(row, text) for text in (head, name))
        if not head and not name:
            listed = self.rows.text(row, "people")
            name = listed if several(listed).people else ""
        marked = [text for text in (head, name) if text and mark_of(text.strip("()（） "))]
        if marked:
            head, name = (text if text not in marked else "" for text in (head, name))
        told = [several(text) for text in (head, name) if text and not is_one(text)]
        told += [Several(rest=(text,)) for text in marked]
        named = [one for each in told for one in each.people]
        plain = [tidy_name(text) for text in (head, name) if text and is_one(text)]
        if not named:
            first = plain or [tidy_name(head or name)]
            more = [Named(text) for text in plain] if len(set(plain)) > 1 else []
            counted = next((each.counted for each in told if each.counted), None)
            if (counted or marked) and not plain:
                return (
                    "",
                    [],
                    Several((), counted, tuple(text for one in told for text in one.rest)),
                )
            return first[0], more, Several(rest=tuple(marked))
        if len(named) == 1 and plain[:1] != [named[0].name]:
            first_said = head or name
            if first_said.isascii() and told[0].rest:
                return first_said, [], Several()
        named = [*(Named(text) for text in plain), *named]
        here = [one for one in named if lives_here(self.persons.of_cell(one))] or named
        first_named = next((one for one in here if is_head(one.relation)), here[0])
        rest = tuple(text for each in told for text in each.rest)
        count = next((each.counted for each in told if each.counted), None)
        return first_named.name, list(dict.fromkeys(named)), Several((), count, rest)

    def _not_as_owner(self, row: Sequence[Cell], text: str) -> str:
        """A name; the owner's where a cell only says that it is the same."""
        return self.rows.text(row, "owner") if fold(text) in person_words().as_owner else text

    # -- its people ------------------------------------------------------------------------------

    def _residents(
        self, row: Sequence[Cell], number: int, head: str, named: Sequence[Named]
    ) -> list[ResidentInput]:
        """The people as far as they are named, the head first; nobody where a list that has no
        place for others names only a head, and nothing is told of them."""
        facts = any(self.rows.text(row, field) for field in PERSONAL)
        members = [one for n in self.members for one in self._member(row, number, n)]
        others = [self.persons.of_cell(one) for one in named]
        own: ResidentInput | None = None
        if head and (facts or self.members or others):
            said = self.persons.read(row, number, head).resident if facts else ResidentInput(head)
            own = said._replace(is_head=True, marks=None, note=None, phones=None)
        people = [one for one in (own, *others, *members) if one is not None]
        merged: dict[str, ResidentInput] = {}
        for one in people:
            known = merged.get(one.name)
            merged[one.name] = one if known is None else completed(known, one)
        found = [
            one._replace(is_head=one.is_head if lives_here(one) else None)
            for one in merged.values()
        ]
        is_list = facts or bool(self.members) or len(found) > 1
        return found if is_list or any(_told(one) for one in found) else []

    def _member(self, row: Sequence[Cell], number: int, member: int) -> list[ResidentInput]:
        """One more person who has columns of their own, or several in the cells of one."""
        rows = self.rows
        name = self._text(row, member, "name")
        for text in (name, self._text(row, member, "phone")):
            named = several(text).people if text and not is_one(text) else ()
            if named and (text != name or len(named) > 1):
                numbers = self._text(row, member, "phone") if text == name else ""
                first, *others = [self.persons.of_cell(one) for one in named]
                more = read_telephones(numbers).telephones
                return [first._replace(phones=(*(first.phones or ()), *more) or None), *others]
        beside = self._beside(name)
        name = tidy_name(name if beside is None else beside.name)
        if not name:
            return []
        phone = self._text(row, member, "phone")
        said = read_telephones(phone)
        for value in (*said.unread, *said.cut_short):
            rows.problem(
                "phone_unreadable", number, _field(member, "phone"), taken=True, value=value
            )
        today = self.persons.today
        born, age = self._text(row, member, "born"), self._text(row, member, "age")
        years = age_of(age) if age else None
        told = telling_of(self._text(row, member, "note"))
        one = ResidentInput(
            name,
            born=(born_of(born, today) if born else None)
            or (None if years is None else born_of_age(years, today)),
            identity=self._text(row, member, "identity") or None,
            relation=self._text(row, member, "relation") or None,
            phones=said.telephones or None,
            marks=self.persons.marks_of(told.marks) or None,
            note="，".join(told.rest) or None,
        )
        return [one if beside is None else completed(one, beside)]

    def _beside(self, text: str) -> ResidentInput | None:
        """Somebody in whose cell more than their name stands: a relation, an age, a number."""
        named = several(text).people if text and not is_one(text) else ()
        told = len(named) == 1 and (named[0].relation or named[0].said or named[0].phones)
        return self.persons.of_cell(named[0]) if told else None

    def _text(self, row: Sequence[Cell], member: int, field: str) -> str:
        return self.rows.text(row, _field(member, field))

    # -- what is to be known ---------------------------------------------------------------------

    def _remarks(
        self, row: Sequence[Cell], number: int, told: Several, residents: list[ResidentInput]
    ) -> tuple[tuple[str, ...], list[str], list[ResidentInput]]:
        """The marks of the household, what stays as text, and its people with what names them."""
        rows = self.rows
        marks: list[str] = []
        notes: list[str] = []
        people = list(residents)
        for piece in (
            p
            for text in (*rows.texts(row, "note"), *told.rest, *beside_door(rows, row))
            for p in pieces(text)
        ):
            if self._is_of_one(piece, people):
                continue
            remark = split_remark(piece)
            marks += remark.marks
            notes += [remark.note] if remark.note else []
        shared = person_words().of_households
        related = (mark_of(one.relation or "") for one in people)
        marks += [mark for mark in related if mark in shared]
        marks += ticked_marks(rows, row)
        for mark, note in tenure(rows, row):
            marks += [mark] if mark else []
            notes += [note] if note else []
        away = as_text(rows.cell(row, "presence"))
        if away:
            found = split_remark(away)
            place = place_in_cell(away)
            if found.marks:
                marks += found.marks
            elif place in (Whereabouts.AWAY, Whereabouts.MOVED_OUT):
                marks.append(_AWAY_MARK)
                notes += [away] if len(away) > 1 else []
            elif place is None and found.note:
                rows.problem("presence_unreadable", number, "presence", taken=True, value=away)
        work = rows.text(row, "workplace")
        notes += [f"{rows.heading('workplace')} {work}"] if work else []
        notes += uncalled(rows, row)
        return tuple(dict.fromkeys(marks)), notes, people

    def _is_of_one(self, piece: str, people: list[ResidentInput]) -> bool:
        """Whether a piece of a remark gives a mark to one of the people, whom it names: they have
        it then."""
        at = [i for i, one in enumerate(people) if one.name in piece]
        told = telling_of(piece.replace(people[at[0]].name, "").strip()) if len(at) == 1 else None
        if told is None or not told.marks:
            return False
        one = people[at[0]]
        marks = (*(one.marks or ()), *self.persons.marks_of(told.marks))
        people[at[0]] = one._replace(marks=marks)
        return True


class Counts(NamedTuple):
    """How many people a row says there are."""

    people: int | None
    elders: int | None


def counts(rows: Rows, row: Sequence[Cell], number: int) -> Counts:
    """The counts of a row; more old people than people are told."""
    people, elders = (rows.count(row, number, name, read=_counted) for name in Counts._fields)
    if people is not None and elders is not None and elders > people:
        params = {"elders": elders, "people": people}
        rows.problem("more_elders_than_people", number, "elders", taken=True, **params)
    return Counts(people, elders)


def _counts_tenants(rows: Rows) -> bool:
    """Whether the column of counts is called by that of the tenants' names: 承租人数, 承租人."""
    named = (rows.heading(name) for name in ("head", "name"))
    return any(name and name in (rows.heading("people") or "") for name in named)


def in_parts(rows: Rows, row: Sequence[Cell], number: int) -> int | None:
    """People counted in columns of their own, grown-ups and children, or men and women; None where
    a row has not at least one number of two such columns."""
    for name in ("people_by_age", "people_by_sex"):
        columns = rows.layout.columns(name)
        if len(columns) < 2:
            continue
        found = [rows.whole(row, number, index, "people_unreadable") for index in columns]
        known = [count for count in found if count is not None]
        if known:
            return sum(known)
    return None


def registered_elsewhere(rows: Rows, row: Sequence[Cell], people: int | None) -> list[str]:
    """How many are registered at the door, as a note, where others live there."""
    text = rows.text(row, "people_registered")
    same = people is not None and whole_number(text) == people
    return [] if not text or same else [f"{rows.heading('people_registered')} {text}"]


def _counted(text: str) -> int | None:
    """A count that is written in parts, or of people who are named; nobody in an empty home."""
    if mark_of(text) == _EMPTY_MARK:
        return 0
    return people_of(text) or len(several(text).people) or None


def _field(member: int, field: str) -> str:
    return f"{MEMBER}{member}:{field}"


def _told(one: ResidentInput) -> bool:
    """Whether anything is said of somebody beside their name."""
    return any(value for value in one._replace(name="", is_head=None, phones=None))
