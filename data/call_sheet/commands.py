"""What is done to call sheets: people are set aside by hand, and one is frozen when its round
begins."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from data import sql
from data.call_sheet import queries
from data.ids import new_id
from data.sampling.sessions import begin_due
from data.sql import Reader
from models.call_sheet import Aside, ByHand, Part, Sampling, Sheet, SheetEntry, Who, rules
from models.fields import line
from models.problems import Refused, refuse
from models.times import loaded, local_date

if TYPE_CHECKING:
    from data.step import Step
    from models.testing import RoundView


def freeze(step: Step, round_no: int) -> Sheet:
    """Let the call sheet of a round stand as it is now: the round begins.

    Raises:
        Refused: `round_unknown`, `round_started` (since), `round_too_early` (day),
            `round_called_off` where all its sessions are, `sheet_empty` where it calls nobody.
    """
    done = freeze_part(step, round_no)
    begin_due(step, queries.round_of(step.conn, round_no))
    step.act("round_started", no=round_no, name=queries.round_of(step.conn, round_no).name)
    return done


def freeze_part(step: Step, round_no: int) -> Sheet:
    """The same as a part of a command which says what the act was.

    Raises:
        Refused: as `freeze`.
    """
    from models.call_sheet.tables import SheetPerson
    from models.testing.tables import TestRound

    its_round = _unbegun(step, round_no)
    early = rules.freezing_problem(round_no, date.fromisoformat(its_round.day), local_date(step.at))
    refuse([early] if early else [])
    found = queries.live(step.conn, round_no, step.at)
    if all(one.part == Part.LEFT_OUT for one in found.entries):
        refuse([queries.empty_problem(step.conn, its_round)])
    session = _Sessions(step.conn, its_round.id)
    step.add_rows(
        SheetPerson,
        [
            _row(its_round.id, place, one, session.of(one.who))
            for place, one in enumerate(found.entries, 1)
        ],
    )
    step.change(TestRound, its_round.id, frozen_at=step.at, version=TestRound.version + 1)
    return found._replace(frozen_at=queries.round_of(step.conn, round_no).frozen_at)


def set_aside(
    step: Step, round_no: int, people: Sequence[Who], part: ByHand, said: str
) -> list[Aside]:
    """Leave people out of a round that has not begun, or have them visited, with why.

    Args:
        people: each as `models.call_sheet.Aside` says; what was said of them before is replaced.

    Raises:
        Refused: `round_unknown`, `sheet_frozen` (since), `aside_unsaid`, `aside_nobody`.
    """
    from models.call_sheet.tables import RoundAside

    said = line(200)(said)
    if not said:
        raise Refused("aside_unsaid", "said")
    its_round = _changeable(step, round_no, people)
    _forget(step, its_round.id, people)
    step.add_rows(
        RoundAside,
        [
            {"id": new_id(), "round_id": its_round.id, **_who(who), "part": part, "said": said}
            for who in people
        ],
    )
    step.act(f"round_{part}", no=round_no, name=its_round.name, count=len(people), said=said)
    return [Aside(who, part, said) for who in people]


def call_again(step: Step, round_no: int, people: Sequence[Who]) -> None:
    """Call people to a round again who were set aside by hand.

    Raises:
        Refused: `round_unknown`, `sheet_frozen` (since), `aside_nobody`, `not_aside` where nothing
            was said of any of them.
    """
    its_round = _changeable(step, round_no, people)
    if not _forget(step, its_round.id, people):
        raise Refused("not_aside", no=round_no)
    step.act("round_called", no=round_no, name=its_round.name, count=len(people))


def _changeable(step: Step, round_no: int, people: Sequence[Who]) -> RoundView:
    its_round = queries.round_of(step.conn, round_no)
    refuse_frozen(its_round)
    if not people:
        raise Refused("aside_nobody")
    return its_round


def refuse_frozen(its_round: RoundView) -> None:
    """Refuse to change whom a round calls once it began.

    Raises:
        Refused: `sheet_frozen` (since).
    """
    if its_round.frozen_at is not None:
        raise Refused("sheet_frozen", no=its_round.no, since=loaded(its_round.frozen_at))


def _forget(step: Step, round_id: str, people: Sequence[Who]) -> int:
    """Drop what was said by hand of these; of how many something was."""
    from sqlmodel import col

    from models.call_sheet.tables import RoundAside

    return sum(
        step.remove_where(
            RoundAside,
            col(RoundAside.round_id) == round_id,
            *(
                col(getattr(RoundAside, name)) == value
                if value is not None
                else col(getattr(RoundAside, name)).is_(None)
                for name, value in _who(who).items()
            ),
        )
        for who in people
    )


def _unbegun(step: Step, round_no: int) -> RoundView:
    """A round that has not begun.

    Raises:
        Refused: `round_unknown`, `round_started` (since).
    """
    its_round = queries.round_of(step.conn, round_no)
    if its_round.frozen_at is not None:
        raise Refused("round_started", no=round_no, since=loaded(its_round.frozen_at))
    return its_round


class _Sessions:
    """Which session of a round calls somebody: the one with a batch of their building, else the
    first with their compound."""

    def __init__(self, conn: Reader, round_id: str) -> None:
        self._by_building = sql.mapped(conn.execute(_BATCHES, (round_id,)), "building", "id")
        self._by_compound = sql.mapped(conn.execute(_COMPOUNDS, (round_id,)), "compound", "id")
        self._homes = sql.mapped(conn.execute(_HOMES), "id", "building")
        self._compounds = sql.mapped(conn.execute(_BUILDINGS), "id", "compound")

    def of(self, who: Who) -> str | None:
        """The session's key; None for who lives elsewhere."""
        building = self._homes.get(who.household)
        by_compound = self._by_compound.get(self._compounds.get(building))
        return self._by_building.get(building, by_compound)


_SESSION = """JOIN test_session t ON t.id = k.session_id
WHERE t.round_id = ? AND t.state <> 'cancelled' ORDER BY t.starts_at DESC, t.no DESC"""
_BATCHES = f"SELECT k.building_id AS building, t.id AS id FROM test_batch k {_SESSION}"
_COMPOUNDS = f"SELECT k.compound_id AS compound, t.id AS id FROM session_compound k {_SESSION}"
_HOMES = "SELECT id AS id, building_id AS building FROM household"
_BUILDINGS = "SELECT id AS id, compound_id AS compound FROM building"


def _row(round_id: str, place: int, one: SheetEntry, session: str | None) -> dict[str, object]:
    return {
        "id": new_id(),
        "version": 1,
        "round_id": round_id,
        "position": place,
        "session_id": session,
        **_who(one.who),
        "name": one.name,
        "address": json.dumps(one[2:7], ensure_ascii=False, separators=(",", ":")),
        "part": one.part,
        "why": one.why,
        "until": one.until,
        "state": Sampling.DUE,
        "said": "",
        "sampled_at": None,
        "missed_at": None,
        "tube_id": None,
        "request_id": None,
    }


def _who(who: Who) -> dict[str, object]:
    return {
        "household_id": who.household,
        "resident_id": who.resident,
        "person_id": who.person,
        "place": who.place,
    }
