"""Who is meant by doors or names that are to be set aside for a round."""

from __future__ import annotations

from data.call_sheet import commands, queries
from data.call_sheet.finding import find_people
from data.sql import Reader
from models.call_sheet import Who
from models.problems import Refused


def named(conn: Reader, round_no: int, text: str) -> list[Who]:
    """Who is meant, each once.

    Raises:
        Refused: as `queries.round_of`; `sheet_frozen`, `aside_unclear` (values) where of anything
            it is not clear who is meant, `aside_nobody`.
    """
    commands.refuse_frozen(queries.round_of(conn, round_no))
    found = find_people(conn, text, round_no)
    if not found.is_clear:
        raise Refused("aside_unclear", None, value=found.unclear)
    if not found.people:
        raise Refused("aside_nobody")
    return [one.who for one in found.people]
