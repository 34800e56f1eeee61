"""Rows of single persons put together into households, by door and by family behind it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from data.exchange.doors import Door, beside_door
from data.exchange.homes import counts, registered_elsewhere
from data.exchange.person_words import is_head
from data.exchange.persons import PersonReader, Said, owner_phones, tenure, without_own
from data.exchange.rows import Rows, tidy_name
from data.exchange.several_names import is_one, several
from models.exchange.columns import Cell
from models.fields import completed
from models.households import HouseholdInput
from models.households.marks import split_remark
from models.residents import ResidentInput, Whereabouts
from models.residents.rules import ELDER, age, lives_here
from models.telephones import Telephone

_AWAY_MARK = "不在沪"


class PersonRow(NamedTuple):
    """One row of a register by person, with its door."""

    number: int
    row: Sequence[Cell]
    door: Door
    household_no: str = ""


@dataclass(slots=True)
class Family:
    """A household while its rows are put together.

    Attributes:
        own: numbers of rows that name nobody.
        phones: those of others, such as who owns the flat.
    """

    door: Door
    number: int
    head: str = ""
    people: int | None = None
    elders: int | None = None
    said: list[Said] = field(default_factory=list)
    marks: dict[str, None] = field(default_factory=dict)
    notes: dict[str, None] = field(default_factory=dict)
    own: list[Telephone] = field(default_factory=list)
    phones: list[Telephone] = field(default_factory=list)

    @property
    def has_head(self) -> bool:
        """Whether somebody of it is said to be its head."""
        return any(one.resident.is_head for one in self.said)

    def household(self, persons: PersonReader) -> HouseholdInput:
        """The household these rows make."""
        residents = [one.resident for one in self.said]
        living = [one for one in self.said if lives_here(one.resident)]
        head = self.head or next((o.resident.name for o in living if o.resident.is_head), "")
        first = sorted(living, key=lambda one: one.resident.name != head)
        phone = next((one.phone for one in first if one.phone), None)
        away = living and all(one.resident.presence is Whereabouts.AWAY for one in living)
        if away:
            self.marks[_AWAY_MARK] = None
        if phone is None and not residents:
            phone = next(iter(self.own), None)
        every = [*self.own, *self.phones]
        others = [one for one in every if phone is None or one.number != phone.number]
        return HouseholdInput(
            **self.door._asdict(),
            head=head or None,
            phone=phone.number if phone else None,
            people=self.people,
            elders=self.elders if self.elders is not None else _elders(residents, persons),
            marks=tuple(self.marks) or None,
            note="，".join(self.notes) or None,
            phones=tuple(dict.fromkeys(others)) or None,
            residents=tuple(one._replace(is_head=one.is_head or None) for one in residents) or None,
        )


def _elders(residents: Sequence[ResidentInput], persons: PersonReader) -> int | None:
    """People of 60 and over, where everybody's age is known."""
    ages = [age(one.born, persons.today) for one in residents if lives_here(one)]
    known = [years for years in ages if years is not None]
    return sum(years >= ELDER for years in known) if ages and len(known) == len(ages) else None


class FamilyReader:
    """Puts the rows of one sheet together."""

    def __init__(self, rows: Rows, persons: PersonReader) -> None:
        self.rows = rows
        self.persons = persons
        self._behind: dict[Door, dict[str, Family]] = {}

    def read(self, lines: Iterable[PersonRow]) -> list[tuple[int, HouseholdInput]]:
        """The households, each with the number of its first row."""
        lines = list(lines)
        numbered = _numbers_households(lines)
        for line in lines:
            self._take(line if numbered else line._replace(household_no=""))
        families = (one for behind in self._behind.values() for one in behind.values())
        return [(one.number, one.household(self.persons)) for one in families]

    def _take(self, line: PersonRow) -> None:
        rows, row, number = self.rows, line.row, line.number
        text = rows.text(row, "name") or rows.text(row, "head")
        people = [] if not text or is_one(text) else list(several(text).people)
        name = people[0].name if people else tidy_name(text)
        said = self.persons.read(row, number, name) if name else None
        if said and people:
            beside = self.persons.of_cell(people[0])
            own = completed(said.resident, beside)
            phone = said.phone or next(iter(beside.phones or ()), None)
            said = said._replace(resident=own, phone=phone)
        if said:
            own = said.resident
            heads = not rows.text(row, "name") or own.is_head or is_head(own.relation or "")
            heads = heads and lives_here(own)
            said = said._replace(resident=own._replace(is_head=heads or None))
        family = self._family(line, said)
        if said is None:
            self._without_name(row, family)
        else:
            self._put(family, said)
        for one in people[1:]:
            self._put(family, Said(self.persons.of_cell(one), next(iter(one.phones), None)))
        told = counts(rows, row, number)
        family.people = told.people if family.people is None else family.people
        family.elders = told.elders if family.elders is None else family.elders
        more = registered_elsewhere(rows, row, told.people)
        family.notes |= dict.fromkeys(more)
        family.phones += owner_phones(rows, row, number)
        if said:
            for text in beside_door(rows, row):
                remark = split_remark(text)
                family.marks |= dict.fromkeys(remark.marks)
                family.notes |= dict.fromkeys([remark.note] if remark.note else [])

    def _family(self, line: PersonRow, said: Said | None) -> Family:
        """The household behind a row's door that it belongs to; another head begins another."""
        behind = self._behind.setdefault(line.door, {})
        head = tidy_name(self.rows.text(line.row, "head")) if self.rows.has("name") else ""
        key = line.household_no or head
        if not key and behind:
            key = list(behind)[-1]
            last = behind[key]
            known = {one.resident.name for one in last.said}
            if said and said.resident.is_head and last.has_head and said.resident.name not in known:
                key = f"\0{len(behind)}"
        if key not in behind:
            family = behind[key] = Family(line.door, line.number, head=head)
            return family
        return behind[key]

    def _put(self, family: Family, said: Said) -> None:
        """Somebody into their household; who is told of twice is one person."""
        family.marks |= dict.fromkeys(said.of_home)
        family.notes |= dict.fromkeys(said.home_notes)
        for at, other in enumerate(family.said):
            if not _same(other.resident, said.resident):
                continue
            if other.resident == said.resident:
                self.rows.found.skipped += 1
            family.said[at] = other._replace(resident=_filled(other.resident, said.resident))
            return
        family.said.append(said)

    def _without_name(self, row: Sequence[Cell], family: Family) -> None:
        """A row that names nobody, such as an empty flat: what it says is the household's."""
        for text in (*self.rows.texts(row, "note"), *beside_door(self.rows, row)):
            remark = split_remark(text)
            family.marks |= dict.fromkeys(remark.marks)
            family.notes |= dict.fromkeys([remark.note] if remark.note else [])
        for mark, note in tenure(self.rows, row):
            family.marks |= dict.fromkeys([mark] if mark else [])
            family.notes |= dict.fromkeys([note] if note else [])
        family.own += without_own(self.rows.phones(row, family.number))


def _numbers_households(lines: Sequence[PersonRow]) -> bool:
    """Whether the numbers of households tell families apart: where each row of a door has another,
    they count persons."""
    shared: dict[Door, list[str]] = {}
    for line in lines:
        if line.household_no:
            shared.setdefault(line.door, []).append(line.household_no)
    several_rows = [numbers for numbers in shared.values() if len(numbers) > 1]
    apart = sum(len(set(numbers)) == len(numbers) for numbers in several_rows)
    return not several_rows or len(several_rows) < 3 or apart * 2 <= len(several_rows)


def _same(one: ResidentInput, other: ResidentInput) -> bool:
    """Whether two rows of one household tell of one person."""
    if one.identity and other.identity:
        return one.identity == other.identity
    if one.name != other.name:
        return False
    return not (one.born and other.born) or one.born[:4] == other.born[:4]


def _filled(one: ResidentInput, other: ResidentInput) -> ResidentInput:
    """What is known of somebody from both rows; marks and numbers of both."""
    marks = {mark.mark: mark for mark in (*(other.marks or ()), *(one.marks or ()))}
    phones = dict.fromkeys((*(one.phones or ()), *(other.phones or ())))
    both = completed(one, other)
    return both._replace(marks=tuple(marks.values()) or None, phones=tuple(phones) or None)
