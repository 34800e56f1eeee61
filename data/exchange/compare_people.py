"""Sets the people of a list against those on file: who is who, and what is news of them.

A list never takes anybody away, and an empty cell says nothing; marks and numbers are added to
those there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from data.exchange.found import Known, KnownPerson
from data.exchange.households import Key, door_of, key_of
from data.residents.identity import Keeper
from models.exchange import FieldChange, ResidentChange
from models.fields import completed, said
from models.households import HouseholdInput
from models.residents import PersonMark, ResidentInput, Whereabouts
from models.residents.rules import agree, lives_here, may_be_same, surely_same
from models.telephones import Telephone

_TOLD_APART = ("name", "is_head", "identity", "born", "phones", "marks", "presence_since")
_FULL_DAY = len("2000-01-01")


@dataclass(slots=True)
class KnownPeople:
    """Everybody on file, to be found wherever they live."""

    keeper: Keeper
    by_digest: dict[str, tuple[Known, KnownPerson]] = field(default_factory=dict)
    by_name: dict[str, list[tuple[Known, KnownPerson]]] = field(default_factory=dict)
    moving: dict[tuple[str, Key], KnownPerson] = field(default_factory=dict)
    """Who left the household they were of, by name and the door they live behind now."""

    def add(self, home: Known, person: KnownPerson) -> None:
        """Make somebody known."""
        if person.digest:
            self.by_digest[person.digest] = home, person
        self.by_name.setdefault(person.said.name, []).append((home, person))

    def digest(self, given: ResidentInput) -> str:
        """The digest of an identity number, empty for none."""
        return self.keeper.of(given.identity).identity_digest if given.identity else ""

    def in_home(self, given: ResidentInput, home: Known) -> KnownPerson | None:
        """Who somebody is in a household: by their identity number, else by name, whose birth says
        nothing else, the nearest birth first."""
        digest = self.digest(given)
        known = next((one for one in home.people if digest and one.digest == digest), None)
        if known is not None:
            return known
        alike = [
            one
            for one in home.people
            if may_be_same(given, one.said) and not (digest and one.digest)
        ]
        return min(alike, key=lambda one: one.said.born != given.born, default=None)

    def elsewhere(self, given: ResidentInput, home: Known | None) -> Known | None:
        """The other household somebody lives in by the file; None where none is sure."""
        digest = self.digest(given)
        found = [self.by_digest[digest]] if digest in self.by_digest else []
        for place, one in self.by_name.get(given.name, ()):
            if not (digest and one.digest) and surely_same(given, one.said):
                found.append((place, one))
        return next(
            (place for place, one in found if place is not home and _is_in(one, place)), None
        )


def _is_in(person: KnownPerson, home: Known) -> bool:
    """Whether somebody is still of a household, as far as this import was planned."""
    same = (one for one in home.people if (one.no, one.said.name) == (person.no, person.said.name))
    return any(lives_here(one.said) for one in same)


def compared(
    given: HouseholdInput,
    known: Known | None,
    people: KnownPeople,
    tell: Callable[[ResidentInput, Known], None],
) -> list[ResidentChange]:
    """Who of a household is new and of whom something changes.

    Args:
        tell: told of who lives in another household by the file; they are left there.
    """
    changes: list[ResidentChange] = []
    door = door_of(key_of(given))
    for one in given.residents or ():
        on_file = people.in_home(one, known) if known else None
        moved = None if on_file else people.moving.pop((one.name, door), None)
        if moved is not None:
            news = _news(one, moved, people) or ResidentInput(one.name)
            changes.append(ResidentChange(moved.no, moved.said.name, news, moved=True))
            continue
        if on_file is None and (place := people.elsewhere(one, known)) is not None:
            tell(one, place)
            continue
        if on_file is None:
            changes.append(ResidentChange(None, one.name, one, added=True))
        elif differs := _news(one, on_file, people):
            changes.append(ResidentChange(on_file.no, on_file.said.name, differs))
    return changes


def field_change(people: Sequence[ResidentChange]) -> FieldChange:
    """People who are added or changed as one field of their household: by their names alone."""
    was = tuple(change.name for change in people if not change.added)
    now = tuple(change.given.name for change in people)
    return FieldChange("residents", was or None, now)


def take(home: Known, given: Iterable[ResidentChange], people: KnownPeople) -> None:
    """Put changes to those who are known, for what comes later in the same import."""
    for change in given:
        if change.added:
            person = KnownPerson(None, people.digest(change.given), change.given)
            home.people.append(person)
            people.add(home, person)
            continue
        if change.moved:
            home.people.append(KnownPerson(change.no, "", change.given))
            continue
        for at, one in enumerate(home.people):
            if (one.no, one.said.name) == (change.no, change.name):
                both = completed(change.given, one.said)
                digest = people.digest(change.given) or one.digest
                home.people[at] = KnownPerson(one.no, digest, both)


def living(people: Sequence[KnownPerson]) -> int:
    """How many of people still live behind their door."""
    return sum(lives_here(one.said) for one in people)


def _news(given: ResidentInput, on_file: KnownPerson, people: KnownPeople) -> ResidentInput | None:
    """What of somebody differs from what is on file; None for nothing."""
    was = on_file.said
    news: dict[str, object] = {
        name: value
        for name, value in said(given).items()
        if name not in _TOLD_APART and value != getattr(was, name)
    }
    if given.name != was.name:
        news["name"] = given.name
    if given.is_head and not was.is_head:
        news["is_head"] = True
    if given.born and (not was.born or not _covers(was.born, given.born)):
        news["born"] = given.born
    digest = people.digest(given)
    if digest and digest != on_file.digest:
        news["identity"] = given.identity
    if (marks := _more_marks(was.marks or (), given.marks or ())) != (was.marks or ()):
        news["marks"] = marks
    if (phones := _more_phones(was.phones or (), given.phones or ())) != (was.phones or ()):
        news["phones"] = phones
    _since(given, was, news)
    if not news:
        return None
    return ResidentInput(**{"name": was.name, **news})  # type: ignore[arg-type]


def _covers(was: str, now: str) -> bool:
    """Whether a birth on file says all of another: a whole day does of a year that agrees."""
    return was.startswith(now) or (
        len(now) < _FULL_DAY and len(was) >= len(now) and agree(was, now)
    )


def _since(given: ResidentInput, was: ResidentInput, news: dict[str, object]) -> None:
    """A day comes with where somebody is; one without is no news while they are there already."""
    if "presence" in news and (was.presence or Whereabouts.PRESENT) == given.presence:
        del news["presence"]
    same = "presence" not in news
    if given.presence_since and (not same or given.presence_since != was.presence_since):
        news["presence"], news["presence_since"] = given.presence, given.presence_since
    elif not same:
        news["presence_since"] = ""


def _more_marks(was: tuple[PersonMark, ...], now: tuple[PersonMark, ...]) -> tuple[PersonMark, ...]:
    """The marks on file, with those that are new and details that are others."""
    told = {one.mark: one for one in now}
    kept = [
        told[one.mark] if one.mark in told and _says_more(told[one.mark], one) else one
        for one in was
    ]
    known = {one.mark for one in was}
    return (*kept, *(one for one in now if one.mark not in known))


def _says_more(now: PersonMark, was: PersonMark) -> bool:
    return bool(now.detail) and now.detail != was.detail


def _more_phones(was: tuple[Telephone, ...], now: tuple[Telephone, ...]) -> tuple[Telephone, ...]:
    known = {one[:2] for one in was}
    return (*was, *(one for one in now if one[:2] not in known))
