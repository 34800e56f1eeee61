"""What people hold at a moment, whom they met, and what is held by people who are not here."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime, timedelta

from data import sql
from data.absence.uncovered import ALIVE
from data.duties.queries import found_by
from data.sql import Reader
from models.absence import Falling, Hold, Met
from models.duties import DutyRow, Role, Slot, Work
from models.households.addresses import short_address
from models.problems import Refused
from models.roster import HeldKind, Reach
from models.times import loaded, stored


def falling(conn: Reader, people: Collection[int], at: datetime) -> list[Falling]:
    """The people who fall out, in the order named.

    Raises:
        Refused: `person_unknown`, `person_archived`, `nobody_named`.
    """
    if not people:
        raise Refused("nobody_named", "people")
    found = []
    for no in dict.fromkeys(people):
        row = conn.execute(
            "SELECT p.no, p.name, p.kind, p.post, EXISTS (SELECT 1 FROM presence a"
            " WHERE a.person_id = p.id AND a.since <= :at AND (a.until IS NULL OR a.until > :at)"
            f" AND a.place IN ({sql.ABSENT})), p.archived_at"
            " FROM person p WHERE p.no = :no",
            {"no": no, "at": stored(at)},
        ).fetchone()
        if row is None:
            raise Refused("person_unknown", "people", no=no)
        if row[5] is not None:
            raise Refused("person_archived", "people", person=row[1])
        found.append(Falling(row[0], row[1], row[2], row[3], bool(row[4])))
    return found


def holds(
    conn: Reader,
    people: Collection[int],
    begins: datetime,
    until: datetime | None = None,
    reach: Reach = Reach.ANY_TIME,
) -> list[Hold]:
    """Everything people hold from a moment on: duties by time, then the rest.

    Args:
        people: their numbers.
        begins: duties are looked at from here; of one under way, the part still to come.
        until: duties that begin at or after this stay, as the people are back by then.
        reach: how they can be reached then; questions for somebody nobody reaches are held, too.
    """
    found: list[Hold] = []
    for no in dict.fromkeys(people):
        found.extend(_duties(conn, no, begins, until))
    found.sort(key=lambda hold: (hold.slot.starts if hold.slot else begins, hold.no))
    for no in dict.fromkeys(people):
        found.extend(_charge(conn, no))
        found.extend(_requests(conn, no, HeldKind.REQUEST, "r.owner_id = p.id"))
        found.extend(
            _requests(
                conn,
                no,
                HeldKind.PROMISE,
                "r.promised_by_person_id = p.id AND r.promised_until IS NOT NULL",
            )
        )
        found.extend(_callers(conn, no))
        if reach is Reach.NO:
            found.extend(_questions(conn, no))
        found.extend(_kept(conn, no))
        found.extend(_buildings(conn, no))
    return found


def _duties(conn: Reader, no: int, begins: datetime, until: datetime | None) -> Iterator[Hold]:
    rows = found_by(
        conn,
        f"{ALIVE} AND p.no = :no AND d.ends_at > :begins"
        " AND (:until IS NULL OR d.starts_at < :until)",
        {"no": no, "begins": stored(begins), "until": until and stored(until)},
    )
    for row in rows:
        compounds = tuple(_compounds(conn, row))
        slot = Slot(
            Work(row.work),
            _reference(row),
            row.no,
            Role(row.role),
            max(loaded(row.starts_at), begins),
            loaded(row.ends_at),
            row.where,
            compounds,
            row.skill,
        )
        yield Hold(
            HeldKind.DUTY, row.no, no, row.person or "", row.where, row.note, compounds, slot
        )


def _reference(row: DutyRow) -> int | None:
    numbers = (row.session_no, row.drop_no, row.request_no, row.errand_no)
    return next((number for number in numbers if number is not None), None)


def _compounds(conn: Reader, row: DutyRow) -> Iterator[str]:
    """Where the work of a duty is."""
    sql = {
        "session": "SELECT c.name FROM session_compound x JOIN compound c ON c.id = x.compound_id"
        " JOIN test_session t ON t.id = x.session_id WHERE t.no = ? ORDER BY x.position",
        "drop": "SELECT c.name FROM supply_drop t JOIN compound c ON c.id = t.compound_id"
        " WHERE t.no = ?",
        "request": "SELECT c.name FROM request r JOIN household h ON h.id = r.household_id"
        " JOIN building b ON b.id = h.building_id JOIN compound c ON c.id = b.compound_id"
        " WHERE r.no = ?",
    }.get(row.work)
    if sql is not None:
        yield from (name for (name,) in conn.execute(sql, (_reference(row),)))


def _charge(conn: Reader, no: int) -> Iterator[Hold]:
    """Being in charge of the neighbourhood, which is kept by name."""
    for (name,) in conn.execute(
        "SELECT p.name FROM person p JOIN setting s ON s.id = 'in_charge'"
        f" AND {sql.setting_text('s.value')} = p.name WHERE p.no = ?",
        (no,),
    ):
        yield Hold(HeldKind.CHARGE, 0, no, name, "", "")


def _requests(conn: Reader, no: int, what: HeldKind, condition: str) -> Iterator[Hold]:
    rows = conn.execute(
        "SELECT r.no, p.name, coalesce(nullif(r.summary, ''), r.text),"
        " (SELECT o.no FROM person o WHERE o.id = r.owner_id AND o.id <> p.id),"
        f" r.address_said, {sql.address()} FROM person p JOIN request r ON {condition}"
        f" {sql.at_household('r.household_id')}"
        " WHERE p.no = ? AND r.state <> 'closed' AND r.joined_to_id IS NULL ORDER BY r.no",
        (no,),
    )
    for number, name, about, beside, said, *address in rows:
        where = short_address(*address) or said
        yield Hold(what, number, no, name, where, about, _near(address), None, beside)


def _callers(conn: Reader, no: int) -> Iterator[Hold]:
    """Emergencies she calls for."""
    yield from _requests(
        conn,
        no,
        HeldKind.CALLER,
        "EXISTS (SELECT 1 FROM emergency y WHERE y.request_id = r.id"
        " AND p.id IN (y.caller_id, y.second_caller_id))",
    )


def _questions(conn: Reader, no: int) -> Iterator[Hold]:
    """Requests on which her advice was asked and not given."""
    yield from _requests(
        conn,
        no,
        HeldKind.QUESTION,
        "EXISTS (SELECT 1 FROM question q WHERE q.subject_id = r.id AND q.subject = 'request'"
        " AND q.person_id = p.id AND q.advised_at IS NULL)",
    )


def _kept(conn: Reader, no: int) -> Iterator[Hold]:
    rows = conn.execute(
        f"SELECT k.no, p.name, k.what, k.owner, {sql.address()} FROM custody k"
        f" JOIN person p ON p.id = k.holder_id {sql.at_household('k.household_id')}"
        " WHERE p.no = ? AND k.returned_at IS NULL ORDER BY k.no",
        (no,),
    )
    for number, name, what, owner, *address in rows:
        where = short_address(*address) or owner
        yield Hold(HeldKind.CUSTODY, number, no, name, where, what, _near(address))


def _near(address: Sequence[str | None]) -> tuple[str, ...]:
    """The compound of an address, where there is one."""
    return () if address[0] is None else (address[0],)


def _buildings(conn: Reader, no: int) -> Iterator[Hold]:
    rows = conn.execute(
        "SELECT b.no, p.name, c.name, b.lane, b.name FROM building_leader l"
        " JOIN person p ON p.id = l.person_id JOIN building b ON b.id = l.building_id"
        " JOIN compound c ON c.id = b.compound_id WHERE p.no = ? ORDER BY b.no",
        (no,),
    )
    for number, name, *building in rows:
        where = short_address(*building)
        yield Hold(HeldKind.BUILDING, number, no, name, where, "", _near(building))


def met(conn: Reader, people: Collection[int], until: datetime, within: timedelta) -> list[Met]:
    """Who shared work with people in the time before `until`: first who did most often.

    Shared is the same session, drop, request or errand, or the same kind of work with the same
    note, at the same time.
    """
    marks = ",".join("?" * len(people))
    rows = conn.execute(
        f"""SELECT p.no, p.name, p.kind, p.phone, count(DISTINCT d.id), max(d.starts_at),
          coalesce(t.site, sc.name, nullif(e.place, ''), d.note, '')
        FROM duty d JOIN person p ON p.id = d.person_id
        JOIN duty o ON o.id <> d.id AND o.work = d.work
          AND o.starts_at < d.ends_at AND d.starts_at < o.ends_at
          AND coalesce(o.session_id, o.drop_id, o.request_id, o.errand_id, o.note)
            = coalesce(d.session_id, d.drop_id, d.request_id, d.errand_id, d.note)
        JOIN person f ON f.id = o.person_id AND f.no IN ({marks})
        LEFT JOIN test_session t ON t.id = d.session_id
        LEFT JOIN supply_drop s ON s.id = d.drop_id LEFT JOIN compound sc ON sc.id = s.compound_id
        LEFT JOIN errand e ON e.id = d.errand_id
        WHERE p.no NOT IN ({marks}) AND d.work <> 'rest' AND d.starts_at < ? AND d.ends_at > ?
          AND coalesce(t.state, s.state, '') <> 'cancelled'
        GROUP BY p.no ORDER BY count(DISTINCT d.id) DESC, max(d.starts_at) DESC, p.no""",
        (*people, *people, stored(until), stored(until - within)),
    )
    return [Met._make(row) for row in rows]
