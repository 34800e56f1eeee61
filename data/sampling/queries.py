"""What is asked of sampling: tubes and their members, who of a sheet is where, what is open."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, TypeAlias

from data import sql
from data.sql import Reader
from data.testing import queries as testing
from models.address import Address
from models.call_sheet import Part, Sampling, Who
from models.problems import Refused
from models.sampling import Doubt, Member, Missing, TubeView, rules
from models.testing import RoundView

_MEMBER = """
SELECT s.id AS id, r.no AS resident_no, h.no AS household_no, s.name AS name,
  s.address AS address, s.part AS part, s.why AS why, s.state AS state, s.said AS said,
  u.code AS tube, s.sampled_at AS sampled_at, s.missed_at AS missed_at, s.until AS until,
  s.household_id AS household_id, s.resident_id AS resident_id, s.person_id AS person_id,
  s.place AS place, s.tube_id AS tube_id, u.state AS tube_state,
  s.position AS position, s.request_id IS NOT NULL AS is_asked,
  h.building_id AS building_id, r.presence AS presence
FROM sheet_person s LEFT JOIN household h ON h.id = s.household_id
LEFT JOIN resident r ON r.id = s.resident_id LEFT JOIN tube u ON u.id = s.tube_id"""
"""The columns of a Member, `s` the row of the sheet."""

_TUBE = """
SELECT u.no AS no, u.id AS id, u.version AS version, t.no AS round_no, e.no AS session_no,
  u.desk AS desk, u.code AS code, u.kind AS kind, u.capacity AS capacity, u.state AS state,
  u.opened_at AS opened_at, u.full_at AS full_at, u.result_at AS result_at, u.note AS note,
  w.no AS trip_no,
  u.negative_at AS negative_at,
  (SELECT count(*) FROM sheet_person s WHERE s.tube_id = u.id AND s.state = 'sampled') AS members
FROM tube u JOIN test_round t ON t.id = u.round_id
LEFT JOIN test_session e ON e.id = u.session_id LEFT JOIN sample_trip w ON w.id = u.trip_id"""
"""The columns of a TubeView."""

_DOUBT = """
SELECT d.no AS no, t.no AS round_no, d.code AS code, d.params AS params, d.said AS said,
  d.tube AS tube, d.noted_at AS noted_at, d.settled_at AS settled_at, d.settled AS settled
FROM table_doubt d JOIN test_round t ON t.id = d.round_id"""

_NEAR = 3
"""Codes that are named where one is not on file."""


@lru_cache(maxsize=4096)
def _door(packed: str) -> Address:
    """A door as it stands on a sheet, which all of its household share, round after round."""
    return Address(*sql.unpacked(packed))


def _member(*, address: str, **found: Any) -> Member:
    compound, lane, building, unit, room = _door(address)
    return Member(compound=compound, lane=lane, building=building, unit=unit, room=room, **found)


def _members(conn: Reader, where: str, **given: object) -> list[Member]:
    # Ordered by what no index has, lest all of a sheet is read for the order of a few of its rows.
    found = conn.execute(f"{_MEMBER} WHERE {where} ORDER BY s.position + 0", given)
    return [_member(**one) for one in sql.named(found)]


# -- who of a sheet is where -----------------------------------------------------------------------


def _of_sheet(a_round: RoundView, buildings: Collection[str] | None) -> tuple[str, dict[str, str]]:
    where, given = "s.round_id = :round", {"round": a_round.id}
    if buildings is not None:
        among = f"SELECT id FROM household WHERE building_id IN ({sql.given('buildings')})"
        where = f"s.household_id IN ({among}) AND {where}"
        given["buildings"] = sql.as_given(buildings)
    return where, given


def behind_rooms(
    conn: Reader,
    a_round: RoundView,
    buildings: Collection[str] | None,
    fits: Callable[[str], bool],
) -> list[Member]:
    """The people of a sheet who stand on it behind rooms of some kind, with all of their household.

    Args:
        buildings: as for `members`.
        fits: whether a room, `104/2`, is one of them; empty for none.
    """
    where, given = _of_sheet(a_round, buildings)
    doors = conn.execute(
        f"SELECT DISTINCT s.household_id AS home, s.address AS address FROM sheet_person s"
        f" WHERE s.household_id IS NOT NULL AND {where}",
        given,
    )
    homes = {one["home"] for one in sql.named(doors) if fits(_door(one["address"]).room or "")}
    where = f"s.household_id IN ({sql.given('homes')}) AND s.round_id = :round"
    return _members(conn, where, homes=sql.as_given(homes), round=a_round.id)


def members(
    conn: Reader,
    a_round: RoundView,
    buildings: Collection[str] | None = None,
    states: Collection[str] = tuple(Sampling),
) -> list[Member]:
    """The people of a sheet in its order.

    Args:
        buildings: keys of the buildings that are asked about; None for the whole sheet.
        states: of whom, as `Sampling` has them.
    """
    where, given = _of_sheet(a_round, buildings)
    if len(states) < len(Sampling):
        where += f" AND s.state IN ({sql.given('states')})"
        given["states"] = sql.as_given(states)
    return _members(conn, where, **given)


def of_session(conn: Reader, a_round: RoundView, session: str) -> list[Member]:
    """The people of a session by its key, in the order of its sheet."""
    return _members(
        conn, "s.round_id = :round AND s.session_id = :of", round=a_round.id, of=session
    )


def of_keys(conn: Reader, keys: Collection[str]) -> list[Member]:
    """People of sheets by the keys of their rows."""
    return _members(conn, f"s.id IN ({sql.given('keys')})", keys=sql.as_given(keys))


def of_tube(conn: Reader, tube: TubeView) -> list[Member]:
    """Who is in a tube; who was in a void one that has not been sampled again."""
    return _members(conn, "s.tube_id = :tube", tube=tube.id)


def inside(conn: Reader, tube: TubeView) -> list[Member]:
    """Who is in a tube now."""
    return [one for one in of_tube(conn, tube) if one.state == Sampling.SAMPLED]


def of_who(conn: Reader, a_round: RoundView, who: Who) -> Member | None:
    """The row of somebody on a sheet; None where they have none."""
    where = "s.round_id = :round AND s.resident_id = :resident"
    if who.resident is None:
        where = (
            "s.round_id = :round AND s.place = :place AND s.resident_id IS NULL"
            f" AND {sql.same('s.household_id', ':household')}"
            f" AND {sql.same('s.person_id', ':person')}"
        )
    found = _members(conn, where, round=a_round.id, **who._asdict())
    return found[0] if found else None


def buildings_called(
    conn: Reader, names: Collection[str], compounds: Collection[str] = ()
) -> list[str]:
    """Keys of the buildings with one of these names, in whatever compound.

    Args:
        compounds: names of those they are in, where that is said.
    """
    where = f"name IN ({sql.given('names')})"
    given = {"names": {form for name in names for form in (name, name.upper())}}
    if compounds:
        where += f" AND compound_id IN (SELECT id FROM compound WHERE name IN ({sql.given('of')}))"
        given["of"] = set(compounds)
    found = conn.execute(
        f"SELECT id FROM building WHERE {where}",
        {name: sql.as_given(values) for name, values in given.items()},
    )
    return [str(key) for (key,) in found]


def open_requests(conn: Reader, households: Collection[str]) -> dict[str, int]:
    """Numbers of the open requests that were made of earlier rounds, by the keys of households."""
    found = conn.execute(
        "SELECT s.household_id AS household, max(q.no) AS no FROM sheet_person s"
        " JOIN request q ON q.id = s.request_id WHERE q.state <> 'closed'"
        f" AND s.household_id IN ({sql.given('households')}) GROUP BY s.household_id",
        {"households": sql.as_given(households)},
    )
    return sql.mapped(found, "household", "no")


_EARLIER = """
SELECT t.id AS id, coalesce(t.closed_at IS NOT NULL OR t.ends_at <= :at, 0) AS is_over
FROM test_round t WHERE (t.day, t.no) < (:day, :no) ORDER BY t.day DESC, t.no DESC"""

_IN_EARLIER = f"""
SELECT s.household_id AS household_id, s.resident_id AS resident_id, s.place AS place,
  s.state AS state
FROM sheet_person s
WHERE s.household_id IN ({sql.given("households")}) AND s.round_id = :round
  AND s.part IN ('called', 'visited') AND (:over OR s.state = 'sampled')"""


def missing(
    conn: Reader,
    a_round: RoundView,
    buildings: Collection[str] | None = None,
    *,
    over: bool,
    at: str,
    due: bool = False,
) -> list[Missing]:
    """Who lacks in a round, in the order of its sheet, each with how many rounds in a row.

    Rounds before this one count where they are over, too: who is still to come in one that runs
    missed nothing yet.

    Args:
        buildings: as for `members`.
        over: whether the round is over, see `rules.is_missing`.
        at: now, in stored UTC form.
        due: whether who is still to come is among them although the round is not over.
    """
    states = ("missed", "due") if over or due else ("missed",)
    rows = [
        one
        for one in members(conn, a_round, buildings, states)
        if one.part != Part.STAFF and rules.is_missing(one, over=over or due)
    ]
    return with_rounds(conn, a_round, rows, over=over, at=at)


_SENT = f"""
SELECT s.id AS id, q.no AS no, q.promised_by AS promised_by, q.promised_until AS promised_until
FROM sheet_person s JOIN request q ON q.id = s.request_id
WHERE s.id IN ({sql.given("keys")})"""


def with_rounds(
    conn: Reader, a_round: RoundView, rows: Sequence[Member], *, at: str, over: bool = False
) -> list[Missing]:
    """People who lack in a round, each with how many rounds in a row they did, and who goes there.

    Args:
        over, at: as for `missing`.
    """
    if not rows:
        return []
    keys = sql.as_given([one.id for one in rows if one.is_asked])
    sent = {one.pop("id"): one for one in sql.named(conn.execute(_SENT, {"keys": keys}))}
    past = _past(conn, a_round, rows, at)
    return [
        Missing(
            one,
            (over or one.state == Sampling.MISSED) + rules.in_a_row(past[_as_before(one)]),
            **_sent(sent.get(one.id)),
        )
        for one in rows
    ]


_Before: TypeAlias = tuple[str | None, str | None, int]
"""Household, resident and place, by which somebody is the same one in each round."""


def _as_before(one: Member) -> _Before:
    return one.household_id, one.resident_id, one.place


def _past(
    conn: Reader, a_round: RoundView, rows: Sequence[Member], at: str
) -> dict[_Before, list[bool]]:
    """Whether people missed the rounds before this one, from the latest back, as far back as they
    missed each that called them: most came to the last one, and no other need be read."""
    past: dict[_Before, list[bool]] = {_as_before(one): [] for one in rows}
    asked = {key for key in past if key[0] is not None}
    earlier = {"day": a_round.day, "no": a_round.no, "at": at}
    for before in sql.named(conn.execute(_EARLIER, earlier)):
        if not asked:
            break
        homes = sql.as_given({home for home, _resident, _place in asked})
        given = {"households": homes, "round": before["id"], "over": before["is_over"]}
        for was in sql.named(conn.execute(_IN_EARLIER, given)):
            key = (was["household_id"], was["resident_id"], was["place"])
            if key in asked:
                missed = was["state"] in ("due", "missed")
                past[key].append(missed)
                if not missed:
                    asked.remove(key)
    return past


def _sent(found: dict[str, Any] | None) -> dict[str, Any]:
    if found is None:
        return {}
    return {
        "request_no": found["no"],
        "goes": found["promised_by"] or "",
        "goes_at": found["promised_until"],
    }


# -- tubes -----------------------------------------------------------------------------------------


def tubes(conn: Reader, a_round: RoundView) -> list[TubeView]:
    """The tubes of a round, the latest first."""
    found = conn.execute(f"{_TUBE} WHERE u.round_id = ? ORDER BY u.no DESC", (a_round.id,))
    return sql.views(TubeView, found)


def begun_tubes(conn: Reader, a_round: RoundView, session_no: int) -> list[TubeView]:
    """The tubes of a session in which there are people and room for more, the latest first."""
    found = conn.execute(
        f"{_TUBE} WHERE u.round_id = ? AND e.no = ? AND u.state = 'pending' AND u.full_at IS NULL"
        " ORDER BY u.no DESC",
        (a_round.id, session_no),
    )
    return [one for one in sql.views(TubeView, found) if 0 < one.members < one.capacity]


def find_tube(conn: Reader, a_round: RoundView, code: str) -> TubeView | None:
    """The tube of a round with a code; None where there is none."""
    where = "WHERE u.round_id = ? AND u.code = ?"
    return sql.view(TubeView, conn.execute(f"{_TUBE} {where}", (a_round.id, code)))


def tube(conn: Reader, a_round: RoundView, code: str) -> TubeView:
    """The same, where there has to be one.

    Raises:
        Refused: `tube_unknown`; `tube_of_round` where another round has it, `tube_unknown_near`
            with the codes that are nearest.
    """
    found = find_tube(conn, a_round, code)
    if found is not None:
        return found
    told = {"code": code, "no": a_round.no}
    if elsewhere := rounds_with(conn, code):
        raise Refused("tube_of_round", "code", **told, rounds=elsewhere[:_NEAR])
    if near := get_close_matches(code, codes(conn, a_round), _NEAR, 0.5):
        raise Refused("tube_unknown_near", "code", **told, near=near)
    raise Refused("tube_unknown", "code", **told)


def codes(conn: Reader, a_round: RoundView) -> list[str]:
    """The codes of a round's tubes."""
    found = conn.execute("SELECT code FROM tube WHERE round_id = ? ORDER BY no", (a_round.id,))
    return [str(code) for (code,) in found]


def rounds_with(conn: Reader, code: str) -> list[int]:
    """Numbers of the rounds that have a tube with a code, the latest first."""
    found = conn.execute(
        "SELECT t.no FROM tube u JOIN test_round t ON t.id = u.round_id WHERE u.code = ?"
        " ORDER BY t.day DESC, t.no DESC",
        (code,),
    )
    return [int(no) for (no,) in found]


# -- to settle -------------------------------------------------------------------------------------


def doubts(conn: Reader, round_no: int | None = None, *, settled: bool = False) -> list[Doubt]:
    """What is to be settled, the oldest first.

    Args:
        round_no: of one round; None for all.
        settled: whether what was settled is among them.

    Raises:
        Refused: `round_unknown`.
    """
    key = None if round_no is None else testing.round_of(conn, round_no).id
    where = (
        "WHERE (:round IS NULL OR d.round_id = :round)"
        " AND (:settled OR d.settled_at IS NULL) ORDER BY d.no"
    )
    given = {"round": key, "settled": settled}
    return sql.views(Doubt, conn.execute(f"{_DOUBT} {where}", given))


def doubt(conn: Reader, no: int) -> Doubt:
    """One that is to be settled.

    Raises:
        Refused: `doubt_unknown`.
    """
    return sql.found(Doubt, conn.execute(f"{_DOUBT} WHERE d.no = ?", (no,)), "doubt_unknown", no=no)
