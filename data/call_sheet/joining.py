"""What rounds of tests say of people and doors that turn out to be one: nothing of it is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data import sql
from models.call_sheet import Sampling

if TYPE_CHECKING:
    from data.step import Step

_MOST = """
SELECT max(
  (SELECT coalesce(max(place), 0) FROM sheet_person WHERE household_id = :home),
  (SELECT coalesce(max(place), 0) FROM test_result WHERE household_id = :home),
  (SELECT coalesce(max(place), 0) FROM recall_member WHERE household_id = :home),
  (SELECT coalesce(max(place), 0) FROM round_aside WHERE household_id = :home)
)"""

_BOTH = """
SELECT own.id AS own, twin.id AS twin, own.state AS own_state, twin.state AS twin_state,
  EXISTS (SELECT 1 FROM tube u WHERE u.id = twin.tube_id AND u.state = 'abnormal') AS is_held,
  r.household_id AS home
FROM sheet_person own JOIN sheet_person twin ON twin.round_id = own.round_id
JOIN resident r ON r.id = own.resident_id
WHERE own.resident_id = :own AND twin.resident_id = :twin"""

_RECALLED_TWICE = """
SELECT t.id FROM recall_member t JOIN recall_member o ON o.recall_id = t.recall_id
WHERE t.resident_id = :twin AND o.resident_id = :own"""

_TESTED = """
SELECT EXISTS (SELECT 1 FROM sheet_person WHERE resident_id = :key)
  OR EXISTS (SELECT 1 FROM test_result WHERE resident_id = :key)
  OR EXISTS (SELECT 1 FROM recall_member WHERE resident_id = :key)
  OR EXISTS (SELECT 1 FROM round_aside WHERE resident_id = :key)"""


def is_tested(step: Step, resident: str) -> bool:
    """Whether anything of a round of tests is about somebody, by their key."""
    return bool(sql.value(step.conn.execute(_TESTED, {"key": resident})))


def join_doors(step: Step, home: str, other: str) -> None:
    """Let nobody who is known by the other door alone be taken for somebody of the one that stays:
    they are counted behind those. Part of a command, before all leads to the one that stays."""
    from sqlmodel import col

    from models.call_sheet.tables import RoundAside, SheetPerson
    from models.recall.tables import RecallMember
    from models.results.tables import TestResult

    most = int(sql.value(step.conn.execute(_MOST, {"home": home})))
    for table in (SheetPerson, TestResult, RecallMember, RoundAside):
        if most:
            step.change_where(
                table,
                col(table.household_id) == other,
                col(table.place) > 0,
                place=col(table.place) + most,
            )


def join_people(step: Step, own: str, twin: str) -> None:
    """Let what rounds say of somebody's other record be said of them. Part of a command.

    Where both stand on one sheet, theirs is the line that was sampled, of two the one in an
    abnormal tube, so that they stay held; the other stays as it was printed, of nobody by name,
    and is settled.
    """
    from sqlmodel import col

    from models.call_sheet.tables import RoundAside, SheetPerson
    from models.recall.tables import RecallMember
    from models.results.tables import TestResult

    about = {"own": own, "twin": twin}
    for one in list(sql.named(step.conn.execute(_BOTH, about))):
        theirs, spare, state = one["own"], one["twin"], one["twin_state"]
        if state == Sampling.SAMPLED and (one["own_state"] != state or one["is_held"]):
            theirs, spare, state = spare, theirs, one["own_state"]
        place = int(sql.value(step.conn.execute(_MOST, {"home": one["home"]}))) + 1
        settled = {} if state == Sampling.SAMPLED else {"state": Sampling.SETTLED}
        nobody = {"resident_id": None, "household_id": one["home"], "place": place, **settled}
        step.change(SheetPerson, spare, **nobody, version=SheetPerson.version + 1)
        step.change(SheetPerson, theirs, resident_id=own, version=SheetPerson.version + 1)
    twice = [row["id"] for row in sql.named(step.conn.execute(_RECALLED_TWICE, about))]
    step.remove_where(RecallMember, col(RecallMember.id).in_(twice))
    for table in (SheetPerson, TestResult, RecallMember, RoundAside):
        step.change_where(table, col(table.resident_id) == twin, resident_id=own)
