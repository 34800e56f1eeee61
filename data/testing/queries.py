"""What is read of testing: the list of sessions, a session and a round whole."""

from __future__ import annotations

from typing import Any

from data import sql
from data.duties.queries import assignments_at_work, read_assignments
from data.filtering import VALUES
from data.households import closed
from data.listing import ListSpec
from data.sql import Reader, Rows
from data.testing.settings import COLUMN
from data.testing.work import batch_columns, compounds_of, needs, spans
from models.cover.rules import covered, uncovered
from models.duties import Role
from models.problems import Refused
from models.testing import BatchRow, RoundView, SessionRow, SessionView
from models.times import loaded

_COMPOUNDS = compounds_of("t.id")

_CALLED = "SELECT q.compound_id FROM session_compound q WHERE q.session_id = t.id"

ROW = f"""
SELECT t.no AS no, t.id AS id, r.no AS round_no, r.name AS round_name, r.kind AS round_kind,
  t.state AS state, t.starts_at AS starts_at, t.ends_at AS ends_at, t.site AS site,
  {_COMPOUNDS} AS compounds, t.desks AS desks,
  coalesce((SELECT sum(h.people) FROM session_compound k
    JOIN building b ON b.compound_id = k.compound_id JOIN household h ON h.building_id = b.id
    WHERE k.session_id = t.id), 0) AS people_due,
  {batch_columns("t.id")},
  (SELECT coalesce(sum(v.people), 0) FROM test_batch v
    WHERE v.session_id = t.id AND NOT v.at_door) AS called,
  (SELECT sum(v.people) FROM test_batch v WHERE v.session_id = t.id) AS planned,
  (SELECT count(*) FROM test_batch v WHERE v.session_id = t.id) AS batches,
  r.tube_kind AS tube_kind, r.starts_at AS round_starts_at, r.ends_at AS round_ends_at,
  r.frozen_at AS frozen_at, r.team AS team,
  {assignments_at_work()} AS assigned, t.skill AS skill, {COLUMN},
  {closed.places_at(_CALLED, sql.local_day("t.starts_at"))} AS closed
FROM test_session t JOIN test_round r ON r.id = t.round_id"""
"""The columns `session_rows` takes; `t` is the session."""

_ROUND = (
    "SELECT no, id, version, name, kind, day, pool_size, note, tube_kind, starts_at, ends_at,"
    " marks, team, team_at, frozen_at, closed_at FROM test_round"
)
"""The columns of a RoundView."""


def session_rows(rows: Rows) -> list[SessionRow]:
    """Rows of the list; people are counted as far as they are needed and can come."""
    return [_session_row(**one) for one in sql.named(rows)]


def _session_row(
    *,
    compounds: str,
    assigned: str,
    closed: str,
    down: int,
    doors: int,
    doors_at: str | None,
    planned: int | None,
    people_due: int,
    **found: Any,
) -> SessionRow:
    people = read_assignments(assigned)
    needed = needs({**found, "kind": found["round_kind"], "down": down, "doors": doors})
    try:
        whole = loaded(found["starts_at"]), loaded(found["ends_at"])
    except ValueError:
        cover = uncovered(needed)
    else:
        cover = covered(needed, spans(whole, doors_at), people, found["skill"])
    here = [one for one in people if one.name]
    return SessionRow(
        **found,
        compounds=sql.read_list(compounds),
        closed=sql.read_list(closed),
        people_due=people_due if planned is None else planned,
        need=cover.need,
        have=cover.have,
        lead=next((one.name for one in here if one.role == Role.LEAD and one.comes), None),
        people=tuple(dict.fromkeys(str(one.name) for one in here)),
    )


OPEN = "t.state IN ('planned', 'running')"
"""Whether a session `t` is neither over nor called off; until then it stays in sight."""

SESSIONS: ListSpec[SessionRow] = ListSpec(
    table="test_session",
    rows=ROW,
    read=session_rows,
    sorts={
        "time": ("t.starts_at",),
        "site": ("t.site", "t.starts_at"),
        "round": ("(SELECT no FROM test_round r WHERE r.id = t.round_id)", "t.starts_at"),
        "state": (
            "CASE t.state WHEN 'running' THEN 0 WHEN 'planned' THEN 1 ELSE 2 END",
            "t.starts_at",
        ),
    },
    scopes={
        "today": (
            f"(t.ends_at > :day AND t.starts_at < :tomorrow OR t.ends_at <= :day AND {OPEN})"
        ),
        "upcoming": OPEN,
        "all": "",
    },
    terms={
        "state": f"t.state IN ({VALUES})",
        "kind": f"t.round_id IN (SELECT r.id FROM test_round r WHERE r.kind IN ({VALUES}))",
        "compound": (
            "t.id IN (SELECT k.session_id FROM session_compound k"
            f" WHERE k.compound_id IN ({VALUES}))"
        ),
        "due": {
            "overdue": "t.state = 'planned' AND t.starts_at < :now"
            " OR t.state = 'running' AND t.ends_at < :now",
            "today": f"{OPEN} AND t.starts_at < :tomorrow",
            "tomorrow": f"{OPEN} AND t.starts_at >= :tomorrow AND t.starts_at < :day_after",
        },
    },
)
"""Sessions; its parameters come from `data.listing.day_bounds`."""


def session(conn: Reader, no: int) -> SessionView:
    """One session whole.

    Raises:
        Refused: `session_unknown`.
    """
    rows = conn.execute(
        "SELECT t.no AS no, t.id AS id, t.version AS version, r.no AS round_no,"
        f" t.state AS state, t.site AS site, {_COMPOUNDS} AS compounds, t.starts_at AS starts_at,"
        " t.ends_at AS ends_at, t.desks AS desks, t.note AS note, t.skill AS skill"
        " FROM test_session t JOIN test_round r ON r.id = t.round_id WHERE t.no = ?",
        (no,),
    )
    return sql.found(SessionView, rows, "session_unknown", no=no)


def sessions(conn: Reader, round_no: int) -> list[SessionRow]:
    """The sessions of a round, in the order of time."""
    found = conn.execute(f"{ROW} WHERE r.no = ? ORDER BY t.starts_at, t.no", (round_no,))
    return session_rows(found)


def row(conn: Reader, no: int) -> SessionRow:
    """One session as the list shows it.

    Raises:
        Refused: `session_unknown`.
    """
    found = session_rows(conn.execute(f"{ROW} WHERE t.no = ?", (no,)))
    if not found:
        raise Refused("session_unknown", no=no)
    return found[0]


def rounds(conn: Reader) -> list[RoundView]:
    """All rounds, the latest first."""
    return sql.views(RoundView, conn.execute(f"{_ROUND} ORDER BY day DESC, no DESC"))


def round_of(conn: Reader, no: int) -> RoundView:
    """One round.

    Raises:
        Refused: `round_unknown`.
    """
    return sql.found(
        RoundView, conn.execute(f"{_ROUND} WHERE no = ?", (no,)), "round_unknown", "round_no", no=no
    )


_BATCHES = """
SELECT t.no AS session_no, v.position AS position, c.name AS compound,
  nullif(b.lane, '') AS lane, b.name AS building, v.first_room AS first_room,
  v.last_room AS last_room, v.households AS households, v.people AS people,
  v.starts_at AS starts_at, v.at_door AS at_door, v.building_id AS building_id, v.id AS id,
  v.in_break AS in_break
FROM test_batch v JOIN test_session t ON t.id = v.session_id
JOIN building b ON b.id = v.building_id JOIN compound c ON c.id = b.compound_id"""


def batches(conn: Reader, session_no: int) -> list[BatchRow]:
    """The batches of a session, in their order; none where nobody planned any."""
    found = conn.execute(
        f"{_BATCHES} WHERE t.no = ? ORDER BY v.starts_at, v.position", (session_no,)
    )
    return sql.views(BatchRow, found)


def batches_of_round(conn: Reader, round_no: int) -> list[BatchRow]:
    """The batches of all sessions of a round, session by session, in their order."""
    of_it = "WHERE t.round_id = (SELECT id FROM test_round WHERE no = ?)"
    found = conn.execute(f"{_BATCHES} {of_it} ORDER BY t.no, v.starts_at, v.position", (round_no,))
    return sql.views(BatchRow, found)
