"""What was typed into a filter as conditions of SQL: words, terms, places, tails of numbers.

A listing says its terms as conditions with `{values}` where the values asked for stand, or as one
condition for each code. All that is looked up for them, compounds and buildings, is looked up once,
before the records are: each letter that is typed is a new question.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.sql import Reader
from models.listing import Said, Wanted, Word
from models.problems import Problem
from models.spelling import nearest
from models.text import CHINESE_NUMERALS, fold
from models.word_tables import unless_broken

if TYPE_CHECKING:
    from models.reading.places import Place

Terms = Mapping[str, str | Mapping[str, str]]
"""By the name of a term its condition with `{values}`, or the condition of each of its codes."""

VALUES = "{values}"

HOME = "home"
"""The condition, no term, on records at buildings of which their searched text says nothing."""

_MAY_NUMBER = re.compile(rf"[\d{CHINESE_NUMERALS}]")
"""What the building or the room of a place has at least."""


def any_of(text: str) -> str:
    """The condition of a term of which anything may be typed, that a text holds it."""
    return f"EXISTS (SELECT 1 FROM ({VALUES}) v WHERE {sql.holds(text, 'v.value')})"


class Filtered(NamedTuple):
    """What was typed as conditions that all have to be met.

    Attributes:
        values: of the named parameters in them.
        problems: what means nothing here.
    """

    conditions: tuple[str, ...]
    values: Mapping[str, object]
    problems: tuple[Problem, ...] = ()


def filtered(conn: Reader, wanted: Wanted, terms: Terms) -> Filtered:
    """What was typed as conditions on a listing that has these terms."""
    made = _Making(conn, terms)
    words = [word for word in wanted.words if not word.negated]
    found = [made.word(word) for word in _beside_place(made, wanted, words)]
    if wanted.number:
        number = made.held((wanted.number,))
        found = [f"{number} OR {' AND '.join(f'({one})' for one in found)}"]
    found += [_not(made.word(word)) for word in wanted.words if word.negated]
    found += filter(None, map(made.term, wanted.terms))
    return Filtered((*made.of_place, *found), made.values, (*wanted.problems, *made.problems))


def _beside_place(made: _Making, wanted: Wanted, words: Sequence[Word]) -> Sequence[Word]:
    """The words that are left when those that name a door were made a condition."""
    from data.reading.places import place_typed

    if wanted.number or not _MAY_NUMBER.search(wanted.place):
        return words
    place = unless_broken(lambda: place_typed(made.conn, wanted.place), None)
    if place is None:
        return words
    made.at(place)
    plain = fold(wanted.place).split()
    by_form = {word.forms[0]: word for word in words}
    others = [word for word in words if word.forms[0] not in plain]
    left = fold(place.rest).split()
    return [*others, *(by_form.get(one, Word((one,))) for one in left)]


def _not(condition: str) -> str:
    """What is not so, nor anything where nothing is known."""
    return f"NOT coalesce(({condition}), 0)"


class _Making:
    """Conditions that are made one after the other, each parameter under a name of its own."""

    def __init__(self, conn: Reader, terms: Terms) -> None:
        self.conn = conn
        self._terms = terms
        self.values: dict[str, object] = {}
        self.problems: list[Problem] = []
        self.of_place: list[str] = []

    def held(self, forms: Iterable[str]) -> str:
        """That the searched text holds any of these."""
        return " OR ".join(sql.holds("t.search", self._named(form)) for form in forms)

    def word(self, word: Word) -> str:
        """That a record holds a word, or is shown as what it says."""
        shown = (self._coded(term, codes) for term, codes in word.codes)
        return " OR ".join((self.held(word.forms), *filter(None, shown)))

    def term(self, said: Said) -> str:
        """That a record is what a term says; empty where that is a problem."""
        values = said.values
        read = _READ.get(said.term)
        if read is not None:
            values = tuple(read(self, values))
            if not values:
                return ""
        condition = self._coded(said.term, values)
        return _not(condition) if said.negated else condition

    def at(self, place: Place) -> None:
        """That a record is at a place: its door stands in the searched text in full and short, or
        what the listing says of a building with `HOME`."""
        known = [f"({self._all_held(forms)})" for forms in _place_forms(place)]
        if HOME in self._terms and place.building and not place.room:
            known.append(self._coded(HOME, list(_at(self, place))))
        self.of_place.append(" OR ".join(known))

    def _all_held(self, forms: Iterable[str]) -> str:
        return " AND ".join(self.held((form,)) for form in forms)

    def _coded(self, term: str, values: Sequence[str]) -> str:
        condition = self._terms.get(term, "")
        if isinstance(condition, str):
            name = f"term{len(self.values)}"
            self.values[name] = sql.as_given(values)
            return f"({condition.replace(VALUES, sql.given(name))})" if condition else ""
        cases = [condition[value] for value in values if value in condition]
        return " OR ".join(f"({one})" for one in cases)

    def _named(self, value: str) -> str:
        name = f"word{len(self.values)}"
        self.values[name] = value
        return f":{name}"


# -- values that are looked up ---------------------------------------------------------------------


def _compounds(made: _Making, said: Sequence[str]) -> Iterator[str]:
    """Keys of the compounds that are meant; one that is none is a problem."""
    from data.reading.places import compounds_like, compounds_meant

    for one in said:
        names = compounds_meant(made.conn, one)
        if not names:
            like = compounds_like(made.conn, one)
            code = "filter_compound_like" if like else "filter_compound_unknown"
            made.problems.append(Problem(code, {"value": one, "names": tuple(like)}))
        wanted = f"SELECT id FROM compound WHERE name IN ({sql.given('names')})"
        yield from _column(made.conn.execute(wanted, {"names": sql.as_given(names)}))


def _buildings(made: _Making, said: Sequence[str]) -> Iterator[str]:
    """Keys of the buildings that are meant, by their number in any compound, or with one."""
    from data.reading.places import building_typed

    for one in said:
        compound, lane, name = building_typed(made.conn, one)
        values = {"compound": compound, "lane": lane, "name": name or "", "begins": f"{name}%"}
        found: list[str] = []
        for condition in (_IS_CALLED, "b.name LIKE :begins"):
            found = found or list(
                _column(made.conn.execute(f"{_BUILDING} AND {condition}", values))
            )
        if not found:
            made.problems.append(Problem("filter_building_unknown", {"value": one}))
        yield from found


_BUILDING = """SELECT b.id FROM building b JOIN compound c ON c.id = b.compound_id
WHERE (:compound IS NULL OR c.name = :compound) AND (:lane IS NULL OR b.lane = :lane)"""


_IS_CALLED = "lower(b.name) = lower(:name)"


def _at(made: _Making, place: Place) -> Iterator[str]:
    """Keys of the buildings a place names."""
    values = {"compound": place.compound, "lane": place.lane, "name": place.building}
    return _column(made.conn.execute(f"{_BUILDING} AND {_IS_CALLED}", values))


def _numbers(made: _Making, said: Sequence[str]) -> Iterator[str]:
    """Digits of telephone numbers, as far as they are typed."""
    for one in said:
        digits = "".join(re.findall(r"\d", one))
        if digits:
            yield digits
        else:
            made.problems.append(Problem("filter_number_unreadable", {"value": one}))


def _marks(made: _Making, said: Sequence[str]) -> Iterator[str]:
    """Marks as they are kept; a word that is part of none that anybody bears is a problem."""
    from models.households import KNOWN_MARKS
    from models.households.marks import latin_words

    for one in said:
        if one in KNOWN_MARKS:
            yield one
            continue
        own = list(_column(made.conn.execute(_OWN_MARKS, {"part": one})))
        if not own:
            known = (*KNOWN_MARKS, *latin_words().values())
            near = tuple(nearest(one, known))
            code = "filter_mark_like" if near else "filter_mark_unknown"
            params = {"value": one, "names": near or KNOWN_MARKS[:_NAMED]}
            made.problems.append(Problem(code, params))
        yield from own


_NAMED = 4
_OWN_MARKS = f"""SELECT DISTINCT mark FROM household_mark WHERE {sql.holds("mark", ":part")}
UNION SELECT mark FROM resident_mark WHERE {sql.holds("mark", ":part")}"""


def _rooms(_made: _Making, said: Sequence[str]) -> Iterator[str]:
    from models.households.addresses import bare_room

    for one in said:
        yield bare_room(one) or one


def _column(rows: sql.Rows) -> Iterator[str]:
    return (value for (value,) in rows.fetchall())


_READ: Mapping[str, Callable[[_Making, Sequence[str]], Iterable[str]]] = {
    "compound": _compounds,
    "building": _buildings,
    "phone": _numbers,
    "room": _rooms,
    "mark": _marks,
}


def _place_forms(place: Place) -> Iterator[tuple[str, ...]]:
    """The texts by which a record is known to be at a place, all of each; else as it was typed."""
    from data.households.keys import Door, spelled, with_word

    yield (fold(place.said),)
    compound, lane, room = place.compound or "", place.lane or "", place.room or ""
    if not place.building:
        for sign in ("号", "-"):
            yield fold(f"{compound}{with_word(lane, '弄')}"), f"{sign}{fold(room)}"
        return
    unit = place.unit or ""
    yield (fold(spelled(Door(compound, lane, place.building, unit, "")) + room),)
    if not lane:
        short = "-".join(filter(None, (place.building, unit, room)))
        yield (fold(f"{compound}{short}{'' if room else '-'}"),)
