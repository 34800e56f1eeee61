"""Recalls on record, tube by tube; one that was a mistake is taken back as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from data import sql
from data.recall import commands, queries
from data.results.holds import holds
from data.sql import Reader
from models.call_sheet import Who
from models.fields import line, lines
from models.problems import Refused, refuse
from models.recall import RecallRow, RetestState
from models.recall.rules import back_problems, tube_code
from models.results import Hold

if TYPE_CHECKING:
    from data.step import Step

_WORDS = line(200)
_NOTE = lines(1000)

_ROW = f"""
SELECT l.no AS no, l.id AS id, l.code AS code, o.no AS round_no, l.told_at AS told_at,
  l.back_at AS back_at, u.state AS tube_state, l.note AS note,
  (SELECT count(*) FROM recall_member m WHERE m.recall_id = l.id) AS people,
  {
    sql.listed(
        "t.no",
        "FROM retest t WHERE t.recall_id = l.id AND t.state IN"
        " ('planned', 'under_way') ORDER BY t.starts_at, t.no",
    )
} AS to_do,
  (SELECT count(*) FROM retest t WHERE t.recall_id = l.id AND t.state = 'done') AS done
FROM tube_recall l LEFT JOIN test_round o ON o.id = l.round_id
LEFT JOIN tube u ON u.id = l.tube_id"""
"""The columns of a RecallRow but how many are held."""

_OTHERS = """
SELECT 1 FROM recall_member m JOIN tube_recall l ON l.id = m.recall_id
WHERE m.retest_id = ? AND l.id <> ? AND l.back_at IS NULL LIMIT 1"""


def recalls(conn: Reader, now: datetime) -> list[RecallRow]:
    """All recalls on record, the newest first; how many of each are still held."""
    held = holds(conn, now)
    rows = sql.views(RecallRow, conn.execute(f"{_ROW} ORDER BY l.no DESC"))
    return [one._replace(held=_held(conn, one, held)) for one in rows]


def _held(conn: Reader, one: RecallRow, held: Mapping[Who, Hold]) -> int:
    if one.back_at is not None:
        return 0
    return sum(who in held for who in queries.members_on_record(conn, one.id))


def recall_meant(conn: Reader, said: str, round_no: int | None = None) -> RecallRow:
    """The recall that somebody says: by the code of its tube, or where only people came by its
    number.

    Raises:
        Refused: `recall_unfound` (code) for none that stands, `tube_in_rounds` for several.
    """
    code = tube_code(said)
    rows = sql.views(RecallRow, conn.execute(f"{_ROW} WHERE l.back_at IS NULL ORDER BY l.no"))
    found = [one for one in rows if one.code and one.code.casefold() == code.casefold()]
    found = [one for one in found if round_no is None or one.round_no == round_no]
    if not found:
        found = [one for one in rows if not one.code and str(one.no) == said.strip()]
    if not found:
        raise Refused("recall_unfound", "code", code=said.strip())
    if len(found) > 1:
        rounds = [one.round_no for one in found]
        raise Refused("tube_in_rounds", "round", code=code, rounds=rounds)
    return found[0]


def take_back(step: Step, no: int, words: str = "") -> RecallRow:
    """Take a recall back as a whole: it holds nobody any more, and nobody goes to its doors unless
    another recall sends them. What was sampled stays on record.

    Args:
        words: who says that it was a mistake, and why; needed where no tube of ours says so.

    Raises:
        Refused: `recall_unfound`, and as `models.recall.rules.back_problems`.
    """
    from models.recall.tables import TubeRecall

    row = sql.view(
        RecallRow, step.conn.execute(f"{_ROW} WHERE l.no = ? AND l.back_at IS NULL", (no,))
    )
    if row is None:
        raise Refused("recall_unfound", "code", code=no)
    said = _WORDS(words)
    refuse(back_problems(row, said))
    note = _NOTE("\n".join(filter(None, (row.note, said))))
    step.change(TubeRecall, row.id, back_at=step.at, note=note, version=TubeRecall.version + 1)
    for one in row.to_do:
        retest = queries.retest(step.conn, one)
        if sql.value(step.conn.execute(_OTHERS, (retest.id, row.id))) is None:
            commands.RETESTS.mark(step, retest, RetestState.CANCELLED)
    step.act(
        "recall_back" if said else "recall_back_alone", tube=row.code or "–", no=no, words=said
    )
    return row
