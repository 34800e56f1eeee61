"""Many calls at once, one a line: read as the capture line reads each, taken down as one step."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.exchange.call_times import when
from data.reading.capture import Captured, input_of_reading, read
from data.reading.gazetteer import StoreGazetteer
from data.requests.commands import add_request, named
from data.sql import Reader
from models.problems import Problem, Refused
from models.reading.pasted import MOST_LINES
from models.reading.shapes import Reading
from models.requests import RequestInput
from models.requests.rules import request_problems

if TYPE_CHECKING:
    from data.step import Step


class LineRead(NamedTuple):
    """What a line would be taken down as.

    Attributes:
        problems: why it cannot be.
        on_file: the number of an open request of the same words; None where there is none.
    """

    reading: Reading
    given: RequestInput
    problems: tuple[Problem, ...]
    on_file: int | None


def read_lines(conn: Reader, texts: Sequence[str], now: datetime) -> list[LineRead]:
    """What each line would be taken down as at a moment; when each came is in `call_times`.

    Raises:
        Refused: `lines_too_many`.
    """
    if len(texts) > MOST_LINES:
        raise Refused("lines_too_many", count=len(texts), most=MOST_LINES)
    gazetteer = StoreGazetteer(conn)
    rows = conn.execute(
        "SELECT text, min(no) AS no FROM request WHERE state <> 'closed' GROUP BY text"
    )
    open_by_text: dict[str, int] = sql.mapped(rows, "text", "no")
    found = []
    came = when(list(enumerate(texts)), now)
    for number, text in enumerate(texts):
        at = came[number] or now
        reading = read(conn, text, at, gazetteer)
        given = input_of_reading(reading, text, at)
        problems = tuple(request_problems(given, now))
        found.append(LineRead(reading, given, problems, open_by_text.get(text)))
    return found


def capture_lines(step: Step, texts: Sequence[str]) -> list[Captured]:
    """Take down a call a line, all of them or none.

    Raises:
        Refused: `line_refused` with the first line that cannot be taken down, counted from 1, and
            why; `lines_too_many`.
    """
    taken = []
    for number, line in enumerate(read_lines(step.conn, texts, step.at), 1):
        if line.problems:
            raise Refused("line_refused", line=number, reason=line.problems[0])
        taken.append(Captured(add_request(step, line.given), line.reading))
    if len(taken) > 1:
        step.act("requests_added", **named(step, [one.no for one in taken]))
    return taken
