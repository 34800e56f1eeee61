"""A round as it would be planned now: who is called where, and what speaks against it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from data import sql
from data.call_sheet.entries import entries
from data.call_sheet.people import people, workers
from data.households import buildings, closed
from data.households.queries import compound_names
from data.results.holds import holds
from data.sql import Reader
from data.stock import queries as stock
from data.testing.helpers import too_few
from data.testing.settings import testing_settings
from data.testing.work import compounds_of
from models.call_sheet import Part, Person, Why
from models.call_sheet.rules import wanted
from models.problems import Problem, Refused, refuse
from models.stock import StockRow
from models.supplies.rules import units_told
from models.testing import RoundPlan, RoundWish, SessionPlan, SessionState, Supply
from models.testing.batches import Home
from models.testing.lessons import is_pupil
from models.testing.materials import Material, materials_of, needed
from models.testing.plan import Ground, plan, wish_problems
from models.testing.rules import called
from models.times import legible, local_date, stored
from models.word_tables import unless_broken


def plan_round(conn: Reader, wish: RoundWish, now: datetime) -> RoundPlan:
    """A round planned by rule from who would be on its call sheet now.

    Raises:
        Refused: `day_past`, `compound_unknown`, `nobody_to_sample`, `stock_goods_unknown`, or the
            first of `models.testing.plan.wish_problems`.
    """
    refuse(wish_problems(wish))
    if wish.given.day < local_date(now):
        raise Refused("day_past", "day", day=wish.given.day)
    settings = testing_settings(conn)
    grounds = _grounds(conn, wish)
    whole = not wish.given.marks and not wish.buildings
    starts = wish.given.starts_at
    assert starts is not None  # nothing is wrong with the wish
    here = len(workers(conn, starts)) if whole else 0
    found = plan(wish, grounds, settings, here)
    if not found.sessions:
        raise Refused("nobody_to_sample", "compounds")
    again, against = _against(conn, wish, found.sessions)
    sessions = [
        one._replace(problems=(*one.problems, *against.get(one.compound, ())))
        for one in found.sessions
    ]
    takes = supplies(conn, wish, sessions, now)
    short = (*_short_of(conn, wish, now), *map(_lacking, filter(_is_lacking, takes)))
    problems = (*found.problems, *again, *short, *too_few(conn, found.sessions))
    return found._replace(sessions=tuple(sessions), problems=problems, materials=takes)


def supplies(
    conn: Reader, wish: RoundWish, sessions: Sequence[SessionPlan], now: datetime
) -> tuple[Supply, ...]:
    """What a round takes by its head counts, and how much of that the store-room has.

    While the words are broken by which goods are known, nothing is told of the store-room.
    """
    kept: dict[Material, list[StockRow]] = defaultdict(list)
    for name, no in stock.names_in_use(conn).items():
        found = unless_broken(partial(materials_of, name), ())
        if not found:
            continue
        row = stock.one(conn, no, now)
        for what in found:
            kept[what].append(row)
    return tuple(
        Supply(
            what,
            count,
            sum(row.balance for row in kept[what]) if what in kept else None,
            tuple(row.goods for row in kept[what]) if what in kept else (),
        )
        for what, count in needed(wish.given, sessions).items()
    )


def _is_lacking(one: Supply) -> bool:
    return one.there is not None and one.there < one.needed


def _lacking(one: Supply) -> Problem:
    """`materials_lacking` (goods, needed, there)."""
    told = {"goods": one.goods, "needed": one.needed, "there": one.there}
    return Problem("materials_lacking", told, "materials")


def _short_of(conn: Reader, wish: RoundWish, now: datetime) -> Iterator[Problem]:
    """`materials_short` (goods, asked, there) for what there is too little of in stock."""
    for no, quantity in wish.materials.items():
        row = stock.one(conn, no, now)
        if row.balance < quantity:
            asked, there = units_told(quantity, row.unit), units_told(row.balance, row.unit)
            told = {"goods": row.goods, "asked": asked, "there": there}
            yield Problem("materials_short", told, "materials")


# -- what it is for --------------------------------------------------------------------------------


def find_compounds(conn: Reader, said: Iterable[str]) -> tuple[str, ...]:
    """The compounds somebody names, each once, in the committee's own order.

    A part of a name, its letters or a lane will do where no other has it.

    Raises:
        Refused: as `data.named.compound`.
    """
    from data.named import compound

    meant = {compound(conn, word) for word in said}
    return tuple(name for name in compound_names(conn) if name in meant)


def find_buildings(
    conn: Reader, said: Sequence[str], compounds: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The keys of the buildings somebody names, and the compounds those are in.

    Args:
        compounds: where they are, when one is named.

    Raises:
        Refused: `building_unclear`, `building_elsewhere` (building, compound) where none of the
            compounds that were named has it.
    """
    within = compounds[0] if len(compounds) == 1 else None
    found = [buildings.find(conn, word, within, "buildings") for word in said]
    for one in found:
        if compounds and one.compound not in compounds:
            told = {"building": one.name, "compound": one.compound}
            raise Refused("building_elsewhere", "buildings", **told)
    keys = tuple(dict.fromkeys(one.id for one in found))
    return keys, tuple(dict.fromkeys(one.compound for one in found))


class _Compound(NamedTuple):
    id: str
    name: str
    site: str
    closed: tuple[str, ...]


_COMPOUNDS = f"""
SELECT c.id AS id, c.name AS name, {closed.places_at("c.id", ":day")} AS closed,
  coalesce((SELECT t.site FROM test_session t JOIN session_compound k ON k.session_id = t.id
    WHERE k.compound_id = c.id AND t.site <> '' AND t.state <> 'cancelled' AND NOT EXISTS
      (SELECT 1 FROM session_compound o WHERE o.session_id = t.id AND o.compound_id <> c.id)
    ORDER BY t.starts_at DESC, t.no DESC LIMIT 1), '') AS site
FROM compound c ORDER BY c.position"""
"""Compounds, each with the site that was its own the last time."""


def _grounds(conn: Reader, wish: RoundWish) -> list[Ground]:
    """The compounds a round is for, with who is called and visited behind each door."""
    rows = sql.views(_Compound, conn.execute(_COMPOUNDS, {"day": wish.given.day.isoformat()}))
    by_name = {one.name: one for one in rows}
    unknown = next((name for name in wish.compounds if name not in by_name), None)
    if unknown is not None:
        raise Refused("compound_unknown", "compounds", value=unknown)
    asked = [one for one in rows if not wish.compounds or one.name in wish.compounds]
    found = people(conn, [one.id for one in asked], wish.buildings or None)
    homes, held = _homes(conn, found, wish)
    return [
        Ground(
            one.name, one.site or one.name, tuple(homes.get(one.id, ())), one.closed, held[one.name]
        )
        for one in asked
    ]


def _homes(
    conn: Reader, register: Sequence[Person], wish: RoundWish
) -> tuple[dict[str, list[Home]], Counter[str | None]]:
    """Who is called and visited behind each door, by the key of the compound; how many are not by
    its name, since they are positive or may be.

    Whom nobody is to call, who is positive among them, is in none of it: call sheets say who.
    """
    starts = wish.given.starts_at
    assert starts is not None
    doors = {one.who: one for one in wanted(register, wish.given.marks)}
    pause = testing_settings(conn).break_from > 0
    held: Counter[str | None] = Counter()
    behind: Counter[tuple[str, Why | None, bool]] = Counter()
    first: dict[tuple[str, Why | None, bool], Person] = {}
    told = entries(conn, register, holds(conn, starts), wish.given.day, marks=wish.given.marks)
    for entry in told:
        household = entry.who.household
        held[entry.compound] += entry.why in (Why.POSITIVE, Why.PENDING)
        if household is None or entry.part not in (Part.CALLED, Part.VISITED):
            continue
        why = Why(entry.why) if entry.part == Part.VISITED and entry.why else None
        one = doors[entry.who]
        is_young = pause and why is None and is_pupil(one.born, wish.given.day)
        behind[household, why, is_young] += 1
        first.setdefault((household, why, is_young), one)
    places = {one.who.household: at for at, one in enumerate(register)}
    found: dict[str, list[Home]] = defaultdict(list)
    for key, count in sorted(behind.items(), key=lambda one: (places[one[0][0]], one[0][2])):
        household, why, is_young = key
        at = first[key]
        if at.compound_id and at.building_id:
            households = 0 if is_young and (household, None, False) in behind else 1
            home = Home(at.building_id, at.unit, at.room, count, why, households, is_young)
            found[at.compound_id].append(home)
    return found, held


# -- what speaks against it ------------------------------------------------------------------------


class _Other(NamedTuple):
    """A session on file on the days of a round."""

    no: int
    site: str
    round_no: int
    kind: str
    tube_kind: str
    day: str
    team: str
    starts_at: str
    ends_at: str
    compounds: tuple[str, ...]

    def is_like(self, wish: RoundWish) -> bool:
        """Whether its round is what is wished once more: the same taken, on the same day."""
        given = wish.given
        own = (given.kind, given.tube_kind, given.day.isoformat())
        return (self.kind, self.tube_kind, self.day) == own


_OTHERS = f"""
SELECT t.no AS no, t.site AS site, r.no AS round_no, r.kind AS kind, r.tube_kind AS tube_kind,
  r.day AS day, r.team AS team, t.starts_at AS starts_at, t.ends_at AS ends_at,
  {{compounds}} AS compounds
FROM test_session t JOIN test_round r ON r.id = t.round_id
WHERE t.state <> '{SessionState.CANCELLED}'
  AND (r.day = :day OR t.starts_at < :ends AND t.ends_at > :starts)
ORDER BY t.starts_at, t.no"""


def _against(
    conn: Reader, wish: RoundWish, sessions: Sequence[SessionPlan]
) -> tuple[list[Problem], dict[str, list[Problem]]]:
    """What sessions on file speak against those of a plan: of rounds, and by compound."""
    span = {
        "day": wish.given.day.isoformat(),
        "starts": stored(min(one.starts_at for one in sessions)),
        "ends": stored(max(one.ends_at for one in sessions)),
    }
    query = _OTHERS.format(compounds=compounds_of("t.id"))
    others = sql.views(_Other, conn.execute(query, span))
    again: dict[int, list[str]] = defaultdict(list)
    for other in others:
        here = [one.compound for one in sessions if one.compound in other.compounds]
        if here and other.is_like(wish):
            again[other.round_no] += here
    found = [
        Problem("round_again", {"compounds": tuple(dict.fromkeys(names)), "no": no})
        for no, names in again.items()
    ]
    return found, {one.compound: list(_clashes(wish, one, others)) for one in sessions}


def _clashes(wish: RoundWish, one: SessionPlan, others: Iterable[_Other]) -> Iterator[Problem]:
    """`called_meanwhile` (compound) and `team_elsewhere` (team), each with the session (no, site)
    and its times (starts, ends)."""
    for other in others:
        starts, ends = legible(other.starts_at), legible(other.ends_at)
        if starts is None or ends is None or not (starts < one.ends_at and one.starts_at < ends):
            continue
        told = {"no": other.no, "site": called(other.site, other.compounds)}
        told |= {"starts": starts, "ends": ends}
        if one.compound in other.compounds:
            if not other.is_like(wish):
                yield Problem("called_meanwhile", {"compound": one.compound, **told})
        elif wish.given.team and other.team == wish.given.team:
            yield Problem("team_elsewhere", {"team": other.team, **told})
