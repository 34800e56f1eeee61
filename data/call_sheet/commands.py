"""What is done to call sheets: one is frozen when its round begins."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from data import sql
from data.call_sheet import queries
from data.ids import new_id
from data.sql import Reader
from data.testing import queries as testing
from models.call_sheet import Sampling, Sheet, SheetEntry
from models.problems import Refused

if TYPE_CHECKING:
    from data.step import Step


def freeze(step: Step, round_no: int) -> Sheet:
    """Let the call sheet of a round stand as it is now: the round begins.

    Raises:
        Refused: `round_unknown`, `round_started` (since), `sheet_empty` where it calls nobody.
    """
    done = freeze_part(step, round_no)
    step.act("round_started", no=round_no, name=testing.round_of(step.conn, round_no).name)
    return done


def freeze_part(step: Step, round_no: int) -> Sheet:
    """The same as a part of a command which says what the act was.

    Raises:
        Refused: as `freeze`.
    """
    from models.call_sheet.tables import SheetPerson
    from models.testing.tables import TestRound

    its_round = testing.round_of(step.conn, round_no)
    if its_round.frozen_at is not None:
        raise Refused("round_started", no=round_no, since=its_round.frozen_at)
    found = queries.live(step.conn, round_no)
    if not found.entries:
        raise Refused("sheet_empty", no=round_no)
    sessions = _sessions(step.conn, round_no)
    step.add_rows(
        SheetPerson,
        [
            _row(its_round.id, place, one, sessions.get(one.compound or ""))
            for place, one in enumerate(found.entries, 1)
        ],
    )
    step.change(TestRound, its_round.id, frozen_at=step.at, version=TestRound.version + 1)
    return found._replace(frozen_at=testing.round_of(step.conn, round_no).frozen_at)


_SESSIONS = """
SELECT c.name AS compound, t.id AS id FROM session_compound k
JOIN test_session t ON t.id = k.session_id JOIN test_round r ON r.id = t.round_id
JOIN compound c ON c.id = k.compound_id
WHERE r.no = ? AND t.state <> 'cancelled' ORDER BY t.starts_at DESC, t.no DESC"""


def _sessions(conn: Reader, round_no: int) -> dict[str, str]:
    """The first session of a round that calls each compound, by its name."""
    return sql.mapped(conn.execute(_SESSIONS, (round_no,)), "compound", "id")


def _row(round_id: str, place: int, one: SheetEntry, session: str | None) -> dict[str, object]:
    return {
        "id": new_id(),
        "version": 1,
        "round_id": round_id,
        "position": place,
        "session_id": session,
        "household_id": one.who.household,
        "resident_id": one.who.resident,
        "person_id": one.who.person,
        "place": one.who.place,
        "name": one.name,
        "address": json.dumps(one[2:7], ensure_ascii=False),
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
