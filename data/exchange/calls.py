"""Notes of calls, one request a line, read as the capture line reads them."""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from itertools import pairwise

from data import sql
from data.exchange import texts
from data.exchange.call_times import when
from data.exchange.found import Found, Record
from data.exchange.gazetteer import ComingGazetteer, Places
from data.exchange.sheets import CELL_LIMIT
from data.exchange.taken import Same, Taken
from data.reading import capture
from data.reading.capture import input_of_reading
from data.reading.gazetteer import StoreGazetteer
from data.sql import Reader
from models import fields
from models.address import short_address
from models.chases.rules import URGENCIES
from models.exchange import FieldChange, ImportKind
from models.exchange.columns import squeezed
from models.problems import refuse
from models.reading.gazetteer import Gazetteer
from models.reading.guard import guard
from models.reading.line import read_line
from models.reading.pasted import MOST_LINES, form_starts
from models.reading.shapes import Reading
from models.requests import RequestInput, RequestKind
from models.requests.doubts import LIFE
from models.requests.rules import request_problems
from models.text import clean

_PROBED = 100
_TOLD_APART = frozenset({"kind_unknown", "kind_guessed", "kind_learned", "urgency_guessed"})
"""Doubts that say little and are not repeated for every line."""


def are_calls(text: str, conn: Reader, now: datetime) -> bool:
    """Whether most lines read like calls: by time, address, number, kind of help, any two."""
    gazetteer = StoreGazetteer(conn)
    lines = _calls_of(text)[:_PROBED]
    telling = sum(_tells(read_line(line[:CELL_LIMIT], gazetteer, now)) for _no, line in lines)
    return telling * 2 > len(lines)


def _tells(reading: Reading) -> bool:
    parts = (
        reading.happened_at is not None,
        bool(reading.household or reading.room or reading.compound),
        bool(reading.phones),
        reading.kind is not RequestKind.OTHER,
    )
    return sum(parts) >= 2


class Calls:
    """The calls of one file as they are taken down; one that is on record already, or stands there
    twice, adds none.

    Args:
        coming: what the same import brings in, which the calls may be about.
        taken: the calls of its other files; None where there are none.
    """

    def __init__(
        self,
        found: Found,
        conn: Reader,
        now: datetime,
        coming: Places = (),
        taken: Taken | None = None,
    ) -> None:
        self.gazetteer = ComingGazetteer(conn, coming) if coming else StoreGazetteer(conn)
        self._found = found
        self._conn = conn
        self._now = now
        self._known = {said for (said,) in conn.execute("SELECT text FROM request")}
        self._taken = Taken() if taken is None else taken
        self._count = 0

    def is_on_record(self, said: str) -> bool:
        """Whether a call was taken down in these very words; then nothing is to be done."""
        if said in self._known:
            self._found.unchanged += 1
        return said in self._known

    def is_new(self, said: str) -> bool:
        """Whether a call is none of those taken down before; it is one of them from now on."""
        if said in self._taken.texts:
            self._found.skipped += 1
            return False
        self._taken.texts.add(said)
        self._count += 1
        if said in self._known:
            self._found.unchanged += 1
            return False
        return True

    def is_another(self, given: RequestInput) -> bool:
        """Whether a call of a table is none that another list told in other columns: of the same
        number and door, in the same words, and still open."""
        home = "" if given.household_no is not None else squeezed(given.address_said)
        same = given.phone, given.household_no, home, squeezed(given.summary)
        if not given.phone or not same[3] or (given.household_no is None and not home):
            return True
        if same in self._taken.same:
            self._found.skipped += 1
            return False
        self._taken.same.add(same)
        if same in self._open:
            self._found.unchanged += 1
            return False
        return True

    @cached_property
    def _open(self) -> frozenset[Same]:
        """The calls on record that are still open, as `is_another` knows them."""
        rows = self._conn.execute(
            "SELECT r.phone AS phone, h.no AS no, r.address_said AS said, r.summary AS summary"
            " FROM request r LEFT JOIN household h ON h.id = r.household_id"
            " WHERE r.state = 'open' AND r.phone <> ''"
        )
        return frozenset(
            (
                one["phone"],
                one["no"],
                "" if one["no"] is not None else squeezed(one["said"]),
                squeezed(one["summary"]),
            )
            for one in sql.named(rows)
        )

    @property
    def too_many(self) -> bool:
        """Whether there are more than any note of calls has."""
        return self._count > MOST_LINES

    def reading(self, said: str, at: datetime) -> Reading:
        """A call as the capture line reads it."""
        return _read(self._conn, said, at, self.gazetteer)

    def take(
        self, given: RequestInput, reading: Reading, row: int, sheet: str | None = None
    ) -> None:
        """Take a call down, or say what is wrong with it, and what is doubted of it."""
        problems = request_problems(given, self._now)
        for problem in problems:
            self._found.problem(problem.code, sheet, row, params=problem.params)
        if problems:
            return
        label = given.text[:80]
        for doubt in given.doubts:
            if doubt not in _TOLD_APART:
                params = {"text": label, "doors": ", ".join(reading.doubted(doubt))}
                self._found.note(f"call_{doubt}", sheet, row, params=params)
        record = Record(given, sheet, row)
        self._found.take(None, _told(given, reading), ImportKind.CALLS, label, record)


def read(
    found: Found,
    text: str,
    conn: Reader,
    now: datetime,
    coming: Places = (),
    taken: Taken | None = None,
) -> None:
    """Every line as a request, and doubts about lines; when each came is in `call_times`.

    Args:
        coming, taken: as for `Calls`.
    """
    calls = Calls(found, conn, now, coming, taken)
    every = _calls_of(text)
    lines = [(number, line) for number, line in every if len(line) <= CELL_LIMIT]
    came = when(lines[:MOST_LINES], now)
    for number, line in every:
        if len(line) > CELL_LIMIT:
            found.problem("line_too_long", row=number, params={"most": CELL_LIMIT})
            continue
        at = came.get(number, now)
        if at is None:
            continue  # the heading of a day
        said = clean(line, multiline=True)
        if not calls.is_new(said):
            continue
        if calls.too_many:
            found.problem("too_many_lines", row=number, params={"most": MOST_LINES})
            break
        reading = calls.reading(said, at)
        calls.take(input_of_reading(reading, said, at), reading, number)


def _calls_of(text: str) -> list[tuple[int, str]]:
    """The lines of a text that are a call each, with their numbers; a form is one of its lines,
    with the number of the first."""
    lines = list(texts.lines(text))
    begins = form_starts([line for _, line in lines])
    if not begins:
        return lines
    parts = (lines[at:end] for at, end in pairwise([*begins, len(lines)]))
    return [(part[0][0], "\n".join(line for _, line in part)) for part in parts]


def _told(given: RequestInput, reading: Reading) -> list[FieldChange]:
    """What was read out of a line."""
    skipped = ("text", "household_no", "doors")
    home = reading.compound, reading.lane, reading.building, reading.unit, reading.room
    told = [
        FieldChange(name, None, value)
        for name, value in fields.said(given).items()
        if name not in skipped and value != ""
    ]
    if reading.household is not None:
        doors = [short_address(*home), *(short_address(*door[1:6]) for door in reading.doors)]
        told.insert(0, FieldChange("household", None, "、".join(doors)))
    return told


def read_again(given: RequestInput, conn: Reader) -> RequestInput:
    """The same request, read once more when households have come in since.

    It came when it did, and stays what its list said that it is, of whom and by whom. Where it is
    from is read anew, and what is known there may make it more urgent.
    """
    came = given.opened_at
    again = input_of_reading(_read(conn, given.text, came, None), given.text, came)
    placed = given._replace(
        household_no=again.household_no,
        address_said=again.address_said,
        doors=again.doors,
        doubts=again.doubts if LIFE not in given.doubts else (*{*again.doubts, LIFE},),
    )
    if URGENCIES.index(again.urgency) >= URGENCIES.index(given.urgency):
        return placed
    return placed._replace(
        urgency=again.urgency, harm_at=again.harm_at, harm_reason=again.harm_reason
    )


def _read(conn: Reader, text: str, at: datetime, gazetteer: Gazetteer | None) -> Reading:
    """A line as the capture line reads it.

    Raises:
        Refused: a table of words is broken, so that nothing could be read, or the guard is, so that
            nobody would be asked about lives: a file can wait for it.
    """
    guard()
    reading = capture.read(conn, text, at, gazetteer)
    if "unread" in reading.doubts and reading.trouble is not None:
        refuse([reading.trouble])
    return reading
