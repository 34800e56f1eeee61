"""Who is behind the doors of the compounds a truck stops at, as goods are divided by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter
from typing import NamedTuple

from data import sql
from data.households import closed, marks
from data.sql import Reader
from models.households import HouseholdKind
from models.households.counts import Counts, counted
from models.residents import LIVING_HERE
from models.supplies import AllocationRule, Base, ItemInput, ItemView, rules
from models.supplies.allocation import Door, Manner, Tally, tallied


class Building(NamedTuple):
    """A building at a gate; `key` and `building` are None for a compound nothing is listed of."""

    gate: int
    """The place of its gate among those that were asked for."""
    key: str | None
    compound: str
    lane: str | None
    building: str | None
    is_closed: bool
    stated: int = 0
    """Households its compound says it has, where nothing is listed of it."""


class Home(NamedTuple):
    """A household: where it is, whom it counts for, what marks it has."""

    key: str
    building: int
    """The place of its building in `Mouths.buildings`."""
    counts: Counts
    marks: frozenset[str]
    is_listed: bool = True
    """Whether it is a home; who works, builds or sleeps rough here is on no register."""


class Mouths(NamedTuple):
    """All households behind some gates, in the order of doors."""

    buildings: list[Building]
    homes: list[Home]

    def doors(self, item: ItemView | ItemInput, owed: Mapping[str, int]) -> list[Door]:
        """What each household counts for when some goods are divided, in the same order.

        Nobody knows how many are behind some doors: there is one at least.

        Args:
            owed: units owed from last time, by the key of the household.
        """
        first = frozenset(item.first_marks or rules.NAMED_MARKS)
        count = attrgetter(Base(item.base))
        found = []
        for home in self.homes:
            people = count(home.counts)
            found.append(
                Door(
                    home.building,
                    1 if people is None else people,
                    not first.isdisjoint(home.marks),
                    owed.get(home.key, 0),
                )
            )
        return found

    def tallies(self, item: ItemView | ItemInput, owed: Mapping[str, int]) -> list[Tally]:
        """What each building counts for when some goods are divided."""
        found = tallied(
            self.doors(item, owed), [(one.gate, one.is_closed) for one in self.buildings]
        )
        return [
            tally._replace(households=one.stated) if one.key is None else tally
            for one, tally in zip(self.buildings, found, strict=True)
        ]


def manner(item: ItemView | ItemInput) -> Manner:
    """How goods are divided."""
    return Manner(AllocationRule(item.rule), item.each_gets, bool(item.closed_first))


_HOMES = f"""
SELECT h.id AS id, h.kind AS kind, h.people AS people, h.present AS present, h.fed AS fed,
  b.id AS building_id,
  nullif(b.lane, '') AS lane, b.name AS building, c.id AS compound_id, {closed.until()} AS closed
FROM household h JOIN building b ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id
WHERE c.id IN ({sql.given("compounds")}) ORDER BY h.sort_key"""

_AMONG = (
    f"SELECT h.id FROM household h JOIN building b ON b.id = h.building_id"
    f" WHERE b.compound_id IN ({sql.given('compounds')})"
)

_MARKS = (
    f"SELECT m.household_id AS household_id, m.mark AS mark FROM {marks.ALL} m"
    f" WHERE m.household_id IN ({_AMONG})"
)

_NAMED = f"""
SELECT r.household_id AS household_id,
  count(*) FILTER (WHERE r.presence IN ({sql.quoted(sorted(LIVING_HERE))})) AS here,
  count(*) FILTER (WHERE r.presence = 'away') AS away
FROM resident r WHERE r.household_id IN ({_AMONG}) GROUP BY r.household_id"""


class _Living(NamedTuple):
    """How many named residents of a household live here, and are away."""

    household_id: str
    here: int
    away: int


_NOBODY = _Living("", 0, 0)


class _Compound(NamedTuple):
    """Its name, the households it says it has, and its last closed day; empty for none."""

    id: str
    name: str
    stated: int
    closed_until: str


def mouths_at(conn: Reader, compounds: Sequence[str], day: date) -> Mouths:
    """The households of these compounds, by key, the first compound's first.

    Args:
        day: the local date on which goods come: what is closed then counts as closed.
    """
    asked = {"compounds": sql.as_given(compounds)}
    marked: dict[str, set[str]] = defaultdict(set)
    for row in sql.named(conn.execute(_MARKS, asked)):
        marked[row["household_id"]].add(row["mark"])
    named = {row.household_id: row for row in sql.views(_Living, conn.execute(_NAMED, asked))}
    places = {key: at for at, key in enumerate(compounds)}
    names = _named(conn, compounds)
    rows = sorted(
        sql.named(conn.execute(_HOMES, asked)), key=lambda one: places[one["compound_id"]]
    )
    buildings: dict[str, Building] = {}
    homes = []
    for one in rows:
        gate, key = places[one["compound_id"]], one["building_id"]
        if key not in buildings:
            is_closed = (one["closed"] or "") >= day.isoformat()
            name = names[one["compound_id"]].name
            buildings[key] = Building(gate, key, name, one["lane"], one["building"], is_closed)
        own = marked.get(one["id"], ())
        living = named.get(one["id"], _NOBODY)
        counts = counted(
            one["people"],
            one["present"],
            one["fed"],
            marks=tuple(own),
            named=living.here,
            away=living.away,
        )
        is_listed = one["kind"] == HouseholdKind.HOME
        homes.append((one["id"], key, counts, frozenset(own), is_listed))
    listed = [*buildings.values(), *_unlisted(compounds, names, buildings.values(), day)]
    listed.sort(key=lambda one: one.gate)
    at = {one.key: place for place, one in enumerate(listed)}
    return Mouths(listed, [Home(key, at[of], *rest) for key, of, *rest in homes])


def _named(conn: Reader, compounds: Collection[str]) -> dict[str, _Compound]:
    """Each compound by its key."""
    found = conn.execute(
        "SELECT id, name, coalesce(stated_households, 0) AS stated,"
        f" coalesce(closed_until, '') AS closed_until FROM compound"
        f" WHERE id IN ({sql.given('compounds')})",
        {"compounds": sql.as_given(compounds)},
    )
    return {one.id: one for one in sql.views(_Compound, found)}


def _unlisted(
    compounds: Sequence[str],
    names: Mapping[str, _Compound],
    listed: Iterable[Building],
    day: date,
) -> list[Building]:
    """A building without a name for each compound of which no household is listed."""
    known = {one.gate for one in listed}
    return [
        Building(at, None, one.name, None, None, one.closed_until >= day.isoformat(), one.stated)
        for at, one in enumerate(names[key] for key in compounds)
        if at not in known
    ]
