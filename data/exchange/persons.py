"""One person of a register's row: who they are, how they are reached, what is to be known of them,
and whether they live behind the door."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from data.exchange.days import as_day
from data.exchange.person_words import (
    answer,
    is_head,
    person_words,
    place_in_cell,
)
from data.exchange.rows import Rows, as_text, tidy_name
from data.exchange.several_names import Named
from data.exchange.whereabouts import WhereReader
from models.exchange.columns import Cell
from models.exchange.headings import MARK, is_of_tenants
from models.households.marks import Told, mark_of, says_nothing, telling_of, ticked
from models.residents import LIVING_HERE, PersonMark, ResidentInput, Sex
from models.residents.births import (
    age_of,
    born_of,
    born_of_age,
    born_of_card,
    card_number,
    is_checked,
    sex_of_card,
)
from models.telephones import Telephone
from models.text import fold
from models.times import local_date

_AWAY_MARK, _LET_MARK = "不在沪", "租客"
_YEAR = re.compile(r"(?:19|20)\d\d")
_CUT = re.compile(r"\d(?:\.\d+)?[eE]\+?\d+")
VACCINATED, NOT_VACCINATED = "已接种", "未接种"


EMPTY_MARK = "空关"


class Said(NamedTuple):
    """What a row says of a person, and of their household beside it.

    Attributes:
        phone: their first number of their own.
        of_home: marks of the household.
        home_notes: what is not understood of the household.
    """

    resident: ResidentInput
    phone: Telephone | None = None
    of_home: tuple[str, ...] = ()
    home_notes: tuple[str, ...] = ()


class PersonReader:
    """Reads the persons of one sheet.

    Attributes:
        unchecked: rows whose identity number has another last digit than its others make.
    """

    def __init__(self, rows: Rows, now: datetime) -> None:
        self.rows = rows
        self.now = now
        self.today = local_date(now)
        self.unchecked: list[int] = []
        self.where = WhereReader(rows, now)

    def read(self, row: Sequence[Cell], number: int, name: str) -> Said:
        """Somebody whose row this is."""
        rows = self.rows
        told = [telling_of(text) for text in rows.texts(row, "note")]
        home, own = self._marks(row, [mark for one in told for mark in one.marks])
        notes = [text for one in told for text in one.rest]
        relation = rows.text(row, "relation")
        card, identity = self._identity(row, number)
        where = self.where.read(row, number, notes, _AWAY_MARK in own)
        heads = answer(as_text(rows.cell(row, "is_head")))
        heads = is_head(relation) if heads is None else heads
        is_here = where is None or where.place in LIVING_HERE
        born = self._born(row, number, card, next((t.age for t in told if t.age is not None), None))
        own.pop(_AWAY_MARK, None)
        registered, elsewhere = self._registered(row)
        work = rows.text(row, "workplace")
        if work:
            notes.append(f"{rows.heading('workplace')} {work}")
        notes += uncalled(rows, row)
        home_notes = self._of_home(row, home)
        numbers = own_phones(rows, row, number)
        resident = ResidentInput(
            name,
            is_head=True if heads and is_here else None,
            sex=self._sex(row, number, card),
            born=born,
            identity=identity,
            relation=relation or None,
            phones=self._phones(row, number, numbers) or None,
            marks=self._person_marks(own) or None,
            presence=where.place if where else None,
            presence_since=where.since if where else None,
            registered_elsewhere=elsewhere,
            registered=registered or None,
            note="，".join(dict.fromkeys(notes)) or None,
        )
        own_phone = next((one for one in numbers if not one.whose or one.whose in name), None)
        return Said(resident, own_phone, tuple(home), home_notes)

    def of_cell(self, one: Named) -> ResidentInput:
        """Somebody of a cell of names; ages, illnesses and deaths in brackets are theirs."""
        told = telling_of("，".join(one.said))
        ages = [years for text in told.rest if (years := age_of(text)) is not None]
        years = told.age if told.age is not None else next(iter(ages), None)
        places = [place for text in told.rest if (place := place_in_cell(text))]
        rest = [text for text in told.rest if age_of(text) is None and not place_in_cell(text)]
        return ResidentInput(
            one.name,
            relation=one.relation or None,
            born=None if years is None else born_of_age(years, self.today),
            phones=one.phones or None,
            marks=self.marks_of(told.marks) or None,
            presence=next(iter(places), None),
            note="，".join(rest) or None,
        )

    def marks_of(self, told: Iterable[Told]) -> tuple[PersonMark, ...]:
        """Marks with this file and today as where and when they were said."""
        return self._person_marks({one.mark: one.detail for one in told})

    def tell(self) -> None:
        """Say which identity numbers may be miswritten."""
        if self.unchecked:
            self.rows.note(
                "identity_unchecked", None, rows=len(self.unchecked), first=self.unchecked[0]
            )

    # -- what is to be known ---------------------------------------------------------------------

    def _marks(
        self, row: Sequence[Cell], told: Iterable[Told]
    ) -> tuple[dict[str, str], dict[str, str]]:
        """Marks of the household and of the person, each with its detail."""
        home: dict[str, str] = {}
        own: dict[str, str] = {}
        shared = person_words().of_households
        for one in [*told, *self._ticked(row), *self._vaccinated(row), *self._tenant(row)]:
            held = home if one.mark in shared else own
            held[one.mark] = held.get(one.mark) or one.detail
        return home, own

    def _ticked(self, row: Sequence[Cell]) -> list[Told]:
        return [Told(mark) for mark in ticked_marks(self.rows, row)]

    def _vaccinated(self, row: Sequence[Cell]) -> list[Told]:
        text = self.rows.text(row, "vaccinated")
        plain = fold(text or as_text(self.rows.cell(row, "vaccinated")))
        if not plain or (says_nothing(plain) and plain not in person_words().answers):
            return []
        if person_words().not_vaccinated.search(plain):
            return [Told(NOT_VACCINATED, text if len(text) > 1 and mark_of(text) is None else "")]
        detail = "" if answer(plain) or mark_of(plain) else text
        return [Told(VACCINATED, detail)] if person_words().vaccinated.search(plain) else []

    def _tenant(self, row: Sequence[Cell]) -> list[Told]:
        """The household's mark in a relation to its head, such as 租户."""
        mark = mark_of(self.rows.text(row, "relation"))
        return [Told(mark)] if mark in person_words().of_households else []

    def _of_home(self, row: Sequence[Cell], home: dict[str, str]) -> tuple[str, ...]:
        """What the state of the home says beside its marks, which are put to the others."""
        notes = [text for text in home.values() if text]
        for mark, note in tenure(self.rows, row):
            if mark:
                home.setdefault(mark, "")
            if note:
                notes.append(note)
        return tuple(notes)

    def _person_marks(self, marks: dict[str, str]) -> tuple[PersonMark, ...]:
        today, file = self.today.isoformat(), self.rows.table.file
        return tuple(PersonMark(mark, detail, file, today) for mark, detail in marks.items())

    # -- who they are ----------------------------------------------------------------------------

    def _identity(self, row: Sequence[Cell], number: int) -> tuple[str | None, str | None]:
        """The number of somebody's card, None for another paper; and what is kept of it."""
        text = self.rows.text(row, "identity")
        if not text:
            return None, None
        if isinstance(self.rows.cell(row, "identity"), float) or _CUT.fullmatch(text):
            self.rows.problem("identity_cut_short", number, "identity", taken=True)
            return None, None
        card = card_number(text)
        if card is None:
            if sum(c.isdigit() for c in text) in (14, 16, 17, 19):
                self.rows.problem("identity_unreadable", number, "identity", taken=True)
            return None, text
        if not is_checked(card):
            self.unchecked.append(number)
        return card, card

    def _sex(self, row: Sequence[Cell], number: int, card: str | None) -> Sex | None:
        text = fold(self.rows.text(row, "sex"))
        found = person_words().sexes.get(text)
        if text and found is None:
            self.rows.problem("sex_unreadable", number, "sex", taken=True, value=text)
        return found or (sex_of_card(card) if card else None) or self._sex_ticked(row)

    def _sex_ticked(self, row: Sequence[Cell]) -> Sex | None:
        """The sex whose column is ticked, where men and women have one each."""
        layout = self.rows.layout
        columns = [i for i in layout.columns("people_by_sex") if i < len(row)]
        marked = [layout.headings[i] for i in columns if ticked(as_text(row[i]))]
        return person_words().sexes.get(fold(marked[0])) if len(marked) == 1 else None

    def _born(
        self, row: Sequence[Cell], number: int, card: str | None, told: int | None
    ) -> str | None:
        """When somebody was born: as its own column says it, else by their card, else by an age."""
        rows = self.rows
        text = rows.text(row, "born")
        born = born_of(rows.cell(row, "born"), self.today) if text else None
        if text and born is None and _YEAR.search(text) and (day := as_day(text, self.now)):
            born = born_of(day, self.today)
        if text and born is None:
            rows.problem("born_unreadable", number, "born", taken=True, value=text)
        by_card = born_of_card(card, self.today) if card else None
        if card and by_card is None:
            rows.problem("identity_unreadable", number, "identity", taken=True)
        age_said = rows.text(row, "age")
        years = age_of(rows.cell(row, "age")) if age_said else told
        if age_said and years is None:
            rows.problem("age_unreadable", number, "age", taken=True, value=age_said)
        by_age = born_of_age(years, self.today) if years is not None else None
        return born or by_card or by_age

    def _registered(self, row: Sequence[Cell]) -> tuple[str, bool | None]:
        """The address somebody is registered at, and whether that is another than this."""
        here = answer(as_text(self.rows.cell(row, "registered_here")))
        return self.rows.text(row, "registered"), None if here is None else not here

    def _phones(
        self, row: Sequence[Cell], number: int, own: tuple[Telephone, ...]
    ) -> tuple[Telephone, ...]:
        """Their numbers, then whom to call for them."""
        emergency = emergency_phones(self.rows, row, number)
        known = {phone[:2] for phone in own}
        return (*own, *(phone for phone in emergency if phone[:2] not in known))


def name_of(rows: Rows, row: Sequence[Cell]) -> str:
    """The name a row is about, as it stands; none where a word for an empty flat stands there."""
    name = tidy_name(rows.text(row, "name") or rows.text(row, "head"))
    return "" if mark_of(name) == EMPTY_MARK else name


def ticked_marks(rows: Rows, row: Sequence[Cell]) -> list[str]:
    """The marks that have a column of their own and are ticked."""
    return [
        field.removeprefix(MARK)
        for index, field in enumerate(rows.layout.fields)
        if field and field.startswith(MARK) and index < len(row) and row[index] is not None
        if ticked(str(row[index]))
    ]


def tenure(rows: Rows, row: Sequence[Cell]) -> list[tuple[str | None, str]]:
    """What the state of a home says: marks, each with nothing, and what is none as a note."""
    text = rows.text(row, "tenure")
    if mark_of(rows.text(row, "name") or rows.text(row, "head")) == EMPTY_MARK:
        return [(EMPTY_MARK, text)]
    if not text:
        return [(mark, "") for mark in _let(rows, row)]
    said = answer(text)
    if said is not None:
        heading = telling_of(rows.heading("tenure") or "")
        return [(one.mark, "") for one in heading.marks] if said else []
    told = telling_of(text)
    plain = person_words().plain_homes
    notes = [(None, one) for one in told.rest if fold(one) not in plain]
    marks = [one.mark for one in told.marks] or (_let(rows, row) if notes else [])
    return [*((mark, "") for mark in marks), *notes]


def is_partly_let(rows: Rows, row: Sequence[Cell]) -> bool:
    """Whether a home is said to be let in part: who owns it lives there beside the tenants."""
    return fold(rows.text(row, "tenure")) in person_words().partly_let


def _let(rows: Rows, row: Sequence[Cell]) -> list[str]:
    """The mark of tenants, where a column of them names somebody beside the owner."""
    name = name_of(rows, row)
    heading = rows.heading("name") if rows.text(row, "name") else rows.heading("head")
    let = name and rows.text(row, "owner") not in ("", name) and is_of_tenants(heading or "")
    return [_LET_MARK] if let else []


def emergency_phones(rows: Rows, row: Sequence[Cell], number: int) -> list[Telephone]:
    """Numbers of who is to be called in an emergency, with their name and relation."""
    name = " ".join(rows.text(row, f"emergency_{said}") for said in ("name", "relation")).strip()
    heading = rows.heading("emergency_name") or rows.heading("emergency_phone") or ""
    return [
        phone._replace(whose=" ".join(filter(None, (phone.whose, name))) or heading)
        for phone in rows.phones(row, number, "emergency_phone")
    ]


def uncalled(rows: Rows, row: Sequence[Cell]) -> list[str]:
    """Who is to be called in an emergency where no number of theirs is given."""
    name = rows.text(row, "emergency_name")
    if not name or rows.text(row, "emergency_phone"):
        return []
    relation = rows.text(row, "emergency_relation")
    return [" ".join(filter(None, (rows.heading("emergency_name"), name, relation)))]


def owner_phones(rows: Rows, row: Sequence[Cell], number: int) -> list[Telephone]:
    """The owner's numbers, with their name or what the column is called."""
    owner = tidy_name(rows.text(row, "owner"))
    heading = rows.heading("owner") or rows.heading("owner_phone") or ""
    return [
        phone._replace(whose=" ".join(dict.fromkeys(filter(None, (phone.whose or heading, owner)))))
        for phone in rows.phones(row, number, "owner_phone")
    ]


def own_phones(rows: Rows, row: Sequence[Cell], number: int) -> tuple[Telephone, ...]:
    """The numbers of who lives here; by what a column of numbers calls them, too, where that of
    their names does the same: 负责人 and 负责人电话."""
    called = fold(" ".join(rows.heading(name) or "" for name in ("head", "name")))
    return tuple(
        one._replace(whose="") if one.whose and fold(_called(one.whose)) in called else one
        for one in without_own(rows.phones(row, number))
    )


def _called(whose: str) -> str:
    """Whose a number is without what English puts behind it: tenant of `Tenant's`."""
    return whose.strip().removesuffix("'s").removesuffix("’s")


def without_own(phones: Iterable[Telephone]) -> tuple[Telephone, ...]:
    """Numbers, without words that only say that they belong to who lives here."""
    own = person_words().own
    return tuple(
        one._replace(whose="") if fold(_called(one.whose)) in own else one for one in phones
    )
