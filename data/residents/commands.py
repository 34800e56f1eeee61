"""Commands on people of households. Each runs inside a step of the store."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from data import sql
from data.call_sheet.joining import is_tested
from data.households.addresses import address
from data.households.marks import named
from data.households.refresh import refresh
from data.ids import key_on_roster
from data.residents import identity, links, queries, records
from data.residents.homes import settle
from data.several import each
from models.address import short_address
from models.fields import Changes
from models.problems import Refused, refuse, refuse_outdated
from models.residents import LIVING_HERE, ResidentInput, ResidentView, Whereabouts
from models.residents.rules import born_problem
from models.several import Several

if TYPE_CHECKING:
    from data.step import Step

_PLAIN = (
    *("name", "is_head", "sex", "born", "relation", "presence", "presence_since"),
    *("registered_elsewhere", "registered", "key_with", "note"),
)
"""Fields that are a column of the same name."""


class _Home(NamedTuple):
    """The household somebody is put into."""

    id: str
    no: int
    head: str
    sort_key: str
    compound: str
    lane: str | None
    building: str
    unit: str | None
    room: str | None
    last: int
    """The position behind its last person."""

    @property
    def door(self) -> str:
        """Its address, short."""
        return short_address(self.compound, self.lane, self.building, self.unit, self.room)


def add_resident(step: Step, household_no: int, given: ResidentInput) -> int:
    """Keep somebody of a household; their number.

    Raises:
        Refused: `household_unknown`, `field_empty`, `born_unclear`.
    """
    (no,) = add_residents(step, household_no, [given])
    home = _home(step, household_no)
    step.act("resident_added", no=no, name=given.name, what=home.door)
    return no


def add_residents(step: Step, household_no: int, given: Sequence[ResidentInput]) -> list[int]:
    """Keep people of a household behind those there are; their numbers. Part of a command.

    The first of a household without anybody named is its head, unless one says so.

    Raises:
        Refused: as `add_resident`.
    """
    from models.residents.tables import Resident, ResidentMark, Telephone

    home = _home(step, household_no)
    first = step.next_no("resident")
    rows = records.rows_of(
        records.Home(home.id, home.sort_key),
        given,
        identity.keeper(step.conn),
        first,
        home.last,
    )
    step.add_rows(Resident, rows.residents)
    step.add_rows(ResidentMark, rows.marks)
    step.add_rows(Telephone, rows.telephones)
    told = [first + at for at, one in enumerate(given) if one.is_head]
    if told:
        make_head(step, told[-1])
    else:
        _see_to_head(step, home.id)
    refresh(step, [home.id])
    links.link_the_sure(step, residents=[str(row["id"]) for row in rows.residents])
    return list(range(first, first + len(given)))


def change_resident(
    step: Step, no: int, version: int | None, changes: Mapping[str, object]
) -> Changes:
    """Change fields of somebody, named as in `ResidentInput`; what really changed.

    Text is emptied by "", phones and marks by an empty tuple; an identity number replaces what is
    kept of the one before, and an empty one takes it away.

    Args:
        version: how they were when they were looked at; None where that does not matter.

    Raises:
        Refused: `resident_unknown`, `edited_meanwhile`, `field_empty`, `born_unclear`.
    """
    from models.residents.tables import Resident

    was = queries.resident(step.conn, no)
    refuse_outdated(no, was.version, version)
    now = {field: _kept(field, value) for field, value in changes.items()}
    changed = {f: (before, now[f]) for f in now if (before := _before(was, f)) != now[f]}
    new_identity = _new_identity(step, was, changes)
    if not changed and not new_identity:
        return changed
    plain = {field: value for field, (_was, value) in changed.items() if field in _PLAIN}
    step.change(Resident, was.id, **plain, **new_identity, version=Resident.version + 1)
    if "marks" in changed:
        _set_marks(step, was.id, changed["marks"][1])
    if "phones" in changed:
        _set_phones(step, was, changed["phones"][1])
    if changed.get("is_head", (0, 0))[1]:
        make_head(step, no)
    elif "name" in changed and was.is_head:
        _name_household(step, was.id)
    refresh(step, [_household_of(step, was.id)])
    step.act("resident_changed", no=no, name=now.get("name", was.name))
    if new_identity:
        changed["identity"] = (was.identity_tail, new_identity["identity_tail"])
    return changed


def set_whereabouts(
    step: Step, numbers: Sequence[int], presence: Whereabouts, since: str | None
) -> Several[ResidentView]:
    """Say of people that they are here, away, moved out or have died.

    Args:
        since: the local date, `YYYY-MM-DD`; None where nobody knows.

    Raises:
        Refused: a `NoneDone` of `resident_unknown`.
    """

    def say(no: int) -> ResidentView:
        was = queries.resident(step.conn, no)
        change_resident(step, no, None, {"presence": presence, "presence_since": since})
        return was

    done = each(step, numbers, say)
    step.act(
        "residents_whereabouts",
        names=[one.name for one in done.done.values()],
        presence=presence.value,
        no=done.nos[0],
    )
    return done


def remove_resident(step: Step, no: int) -> ResidentView:
    """Take somebody away who was entered by mistake; who moved out or died stays on file as that.

    Raises:
        Refused: `resident_unknown`, `resident_in_round` where a call to them is on record,
            `resident_tested` where a round of tests is.
    """
    from sqlmodel import col

    from models.residents.tables import Resident, ResidentMark, Telephone

    was = queries.resident(step.conn, no)
    called = "SELECT 1 FROM round_call WHERE resident_id = ? LIMIT 1"
    if step.conn.execute(called, (was.id,)).fetchone():
        raise Refused("resident_in_round", name=was.name)
    if is_tested(step, was.id):
        raise Refused("resident_tested", name=was.name)
    home = _household_of(step, was.id)
    step.remove_where(ResidentMark, col(ResidentMark.resident_id) == was.id)
    step.remove_where(Telephone, col(Telephone.resident_id) == was.id)
    step.remove(Resident, was.id)
    _see_to_head(step, home, was.name if was.is_head else "")
    refresh(step, [home])
    step.act("resident_removed", no=no, name=was.name)
    return was


def move_residents(step: Step, numbers: Sequence[int], household_no: int) -> list[str]:
    """Move people to another household, with their marks and numbers; their names.

    A household whose head goes is registered under the next of those who stay.

    Raises:
        Refused: `resident_unknown`, `household_unknown`, `resident_there_already`.
    """
    home = _home(step, household_no)
    names = []
    for no in dict.fromkeys(numbers):
        was = queries.resident(step.conn, no)
        names.append(put_into(step, no, home.id))
        if was.presence in LIVING_HERE:
            _count_one(step, was.household_no, -1)
            _count_one(step, household_no, 1)
    step.act("residents_moved", no=numbers[0], names=names, what=home.door)
    return names


def put_into(step: Step, no: int, household_id: str) -> str:
    """Put somebody into another household; their name. Part of a command.

    Raises:
        Refused: `resident_unknown`, `resident_there_already`.
    """
    from sqlmodel import col

    from models.call_down.tables import RoundCall
    from models.residents.tables import Resident, Telephone

    was = queries.resident(step.conn, no)
    before = _household_of(step, was.id)
    if before == household_id:
        raise Refused("resident_there_already", name=was.name)
    (last,) = step.conn.execute(
        "SELECT coalesce(max(position) + 1, 0) FROM resident WHERE household_id = ?",
        (household_id,),
    ).fetchone()
    values = {"household_id": household_id, "position": last, "is_head": 0}
    step.change(Resident, was.id, **values, version=Resident.version + 1)
    step.change_where(Telephone, col(Telephone.resident_id) == was.id, household_id=household_id)
    step.change_where(RoundCall, col(RoundCall.resident_id) == was.id, household_id=household_id)
    _forget(step, before, was)
    _see_to_head(step, before, was.name if was.is_head else "")
    _see_to_head(step, household_id)
    refresh(step, [before, household_id])
    settle(step, [was.id], moved=True)
    return was.name


def _count_one(step: Step, household_no: int, more: int) -> None:
    """One more, or one less, of the people that a household counts; where it counts none, those who
    are named tell. Never fewer than are named."""
    from models.households.tables import Household

    rows = step.conn.execute(
        f"SELECT h.id AS id, h.people AS people, {named('h.id')} FROM household h WHERE h.no = ?",
        (household_no,),
    )
    (one,) = sql.named(rows)
    if one["people"] is not None:
        people = max(one["people"] + more, one["named"], 0)
        step.change(Household, one["id"], people=people, version=Household.version + 1)


def make_head(step: Step, no: int) -> None:
    """The household is registered under somebody of it. Part of a command."""
    from sqlmodel import col

    from models.residents.tables import Resident

    was = queries.resident(step.conn, no)
    home = _household_of(step, was.id)
    step.change_where(
        Resident,
        col(Resident.household_id) == home,
        col(Resident.is_head) == 1,
        col(Resident.id) != was.id,
        is_head=0,
        version=Resident.version + 1,
    )
    if not was.is_head:
        step.change(Resident, was.id, is_head=1)
    _name_household(step, was.id)


def link_person(step: Step, no: int, person_no: int | None) -> None:
    """Somebody of a household is this person of the roster, or nobody of it.

    Raises:
        Refused: `resident_unknown`, `person_unknown`, `person_archived`, `person_linked` where the
            roster's person is another resident already.
    """
    from models.residents.tables import Resident

    was = queries.resident(step.conn, no)
    key = None if person_no is None else key_on_roster(step.conn, person_no)
    other = None if person_no is None else queries.on_roster(step.conn, person_no)
    if other is not None and other.no != no:
        raise Refused("person_linked", "person_no", name=other.name)
    if (was.roster_no, person_no) == (None, None) or was.roster_no == person_no:
        return
    step.change(Resident, was.id, person_id=key, version=Resident.version + 1)
    settle(step, [was.id])
    step.act("resident_linked" if key else "resident_unlinked", no=no, name=was.name)


# -- what all of them share ------------------------------------------------------------------------


def _home(step: Step, household_no: int) -> _Home:
    rows = step.conn.execute(
        f"SELECT h.id AS id, h.no AS no, h.head AS head, h.sort_key AS sort_key, {address()},"
        " (SELECT coalesce(max(r.position) + 1, 0) FROM resident r WHERE r.household_id = h.id)"
        " AS last FROM household h JOIN building b ON b.id = h.building_id"
        " JOIN compound c ON c.id = b.compound_id WHERE h.no = ?",
        (household_no,),
    )
    return sql.found(_Home, rows, "household_unknown", no=household_no)


def _household_of(step: Step, resident_id: str) -> str:
    """The key of somebody's household."""
    rows = step.conn.execute("SELECT household_id FROM resident WHERE id = ?", (resident_id,))
    return str(sql.value(rows))


def _name_household(step: Step, head_id: str) -> None:
    """A household is called by its head, and rung at their number where it has none."""
    from models.households.tables import Household

    found = step.conn.execute(
        "SELECT h.id AS home, r.name AS name, h.head AS head, h.phone AS phone,"
        " (SELECT p.number FROM telephone p WHERE p.resident_id = r.id AND p.extension = ''"
        "  ORDER BY p.position LIMIT 1) AS own"
        " FROM resident r JOIN household h ON h.id = r.household_id WHERE r.id = ?",
        (head_id,),
    )
    (one,) = sql.named(found)
    name, phone = one["name"], one["phone"] or one["own"] or ""
    if (name, phone) != (one["head"], one["phone"]):
        step.change(Household, one["home"], head=name, phone=phone, version=Household.version + 1)


def _forget(step: Step, household_id: str, gone: ResidentView) -> None:
    """A household is rung at the number of nobody who left it, and called by nobody who left where
    nobody named stays."""
    from models.households.tables import Household

    rows = step.conn.execute(
        "SELECT h.head AS head, h.phone AS phone,"
        " (SELECT count(*) FROM telephone p WHERE p.household_id = h.id AND p.number = h.phone)"
        "  AS others, (SELECT count(*) FROM resident r WHERE r.household_id = h.id) AS people"
        " FROM household h WHERE h.id = ?",
        (household_id,),
    )
    (one,) = sql.named(rows)
    theirs = one["phone"] in {phone.number for phone in gone.phones}
    values: dict[str, object] = {}
    if theirs and not one["others"]:
        values["phone"] = ""
    if gone.is_head and one["head"] == gone.name and not one["people"]:
        values["head"] = ""
    if values:
        step.change(Household, household_id, **values, version=Household.version + 1)


def _see_to_head(step: Step, household_id: str, gone: str = "") -> None:
    """A household whose people are named has a head among them: whoever it is called by, else the
    first who is here. Called by somebody who is not named among them, it stays so.

    Args:
        gone: the name of who was of it until now.
    """
    rows = step.conn.execute(
        "SELECT r.no FROM resident r JOIN household h ON h.id = r.household_id"
        " WHERE r.household_id = :home AND (r.is_head = 1 OR h.head IN (r.name, '', :gone))"
        " ORDER BY r.is_head DESC, r.name = h.head DESC,"
        " r.presence = 'present' DESC, r.presence = 'away' DESC, r.position LIMIT 1",
        {"home": household_id, "gone": gone},
    )
    first = sql.value(rows)
    if first is not None:
        make_head(step, first)


def _kept(field: str, value: object) -> Any:
    """What is kept of a field that changes."""
    kept = records.as_kept(field)(value)
    if field == "name" and not kept:
        raise Refused("field_empty", "name")
    if field == "born" and kept:
        refuse([problem] if (problem := born_problem(str(kept))) else [])
    if field in ("is_head", "registered_elsewhere") and kept is not None:
        return int(bool(kept))
    return tuple(kept or ()) if field in ("phones", "marks") else kept


def _before(was: ResidentView, field: str) -> object:
    """A field as it was; the whole number of an identity is seldom kept and never told."""
    return "" if field == "identity" else getattr(was, field)


def _new_identity(
    step: Step, was: ResidentView, changes: Mapping[str, object]
) -> dict[str, object]:
    """The columns of another identity number than the one on file; none where it is the same."""
    if changes.get("identity") is None:
        return {}
    new = identity.keeper(step.conn).of(str(changes["identity"]))
    rows = step.conn.execute("SELECT identity_digest FROM resident WHERE id = ?", (was.id,))
    same = sql.value(rows) == new.identity_digest
    return {} if same and was.identity == new.identity else new._asdict()


def _set_marks(step: Step, resident_id: str, marks: Any) -> None:
    """Keep the marks that stay as they are, so that undo turns back only what changed."""
    from sqlmodel import col

    from models.residents.tables import ResidentMark

    rows = {str(row["mark"]): row for row in records.mark_rows(resident_id, marks)}
    mine = col(ResidentMark.resident_id) == resident_id
    step.remove_where(ResidentMark, mine, col(ResidentMark.mark).not_in(list(rows)))
    known = step.conn.execute(
        "SELECT mark FROM resident_mark WHERE resident_id = ?", (resident_id,)
    )
    on_file = {mark for (mark,) in known}
    for mark, row in rows.items():
        if mark in on_file:
            told = {name: row[name] for name in ("detail", "source", "said_on", "position")}
            step.change_where(ResidentMark, mine, col(ResidentMark.mark) == mark, **told)
    step.add_rows(ResidentMark, [row for mark, row in rows.items() if mark not in on_file])


def _set_phones(step: Step, was: ResidentView, phones: Any) -> None:
    """Somebody's numbers, all anew."""
    from sqlmodel import col

    from models.residents.tables import Telephone

    step.remove_where(Telephone, col(Telephone.resident_id) == was.id)
    home = _household_of(step, was.id)
    step.add_rows(Telephone, records.telephone_rows(home, phones, was.id))
