"""Compares lists of results, and of who is in which tube, with what is on file.

A result beside a tube of several people is the tube's: nobody is positive, nor free, by the result
of others. A result of one person alone is their own. What cannot be matched is told and, in a
round, kept to be settled; nothing of it is guessed.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import partial

from data.call_sheet.finding import whole_register
from data.exchange.compounds import Compounds
from data.exchange.draft import Draft
from data.exchange.rows import PASSED_OVER, Rows
from data.exchange.testing_lines import lines_as_rows
from data.exchange.testing_rounds import (
    RoundOnFile,
    TubeOnFile,
    filling_problem,
    round_on_file,
)
from data.exchange.testing_rows import ListedRow, ListReader
from data.reading.gazetteer import StoreGazetteer
from data.results.holds import holds, own_results
from data.sql import Reader
from data.testing import queries as testing
from models.address import short_address
from models.call_sheet import Person, Sampling, Who
from models.call_sheet.finding import Found, Register, Unknown, find
from models.exchange import FieldChange, ImportKind, RecordChange
from models.exchange.testing_columns import KINDS
from models.problems import Problem
from models.results import ALSO_NEGATIVE, POOL, OwnLine, Result, ResultInput, Source, TubeLine
from models.results.reading import speaks_of_result
from models.results.rules import Said, again, before_sample, is_of, known_still, stays_held
from models.sampling import TubeState
from models.sampling.codes import tube_code
from models.times import loaded, local_date, stored

MOST = 4
"""Doors that are told of somebody who may be several people."""


def plan(
    draft: Draft, conn: Reader, known: Compounds, now: datetime, kind: ImportKind | None
) -> None:
    """Plan what the lists of results and of tubes in a file would change.

    Args:
        kind: what somebody said that the file is: a text of lines is read as one of these lists
            only where they said so.
    """
    tables = draft.of(*KINDS)
    if not tables and kind in KINDS and draft.source.text is not None:
        tables = [lines_as_rows(draft, draft.source.text, kind, partial(_is_tube, conn))]
    for rows in tables:
        _Plan(draft, rows, conn, known, now).make()


def _is_tube(conn: Reader, code: str) -> bool:
    query = "SELECT 1 FROM tube WHERE code = ? LIMIT 1"
    return conn.execute(query, (tube_code(code),)).fetchone() is not None


class _Plan:
    """The plan of one table."""

    def __init__(
        self, draft: Draft, rows: Rows, conn: Reader, known: Compounds, now: datetime
    ) -> None:
        self.draft, self.rows, self.conn, self.now = draft, rows, conn, now
        titles = (rows.table.sheet or "", *rows.layout.titles, draft.compound or "")
        preferred = {name for text in titles if text and (name := known.within(text))}
        self.register: Register = whole_register(conn, preferred or None)
        self.read = list(
            ListReader(
                rows, known, StoreGazetteer(conn).compounds(), self.register.is_name, now
            ).rows()
        )
        self._tell_unread()
        self.rounds = testing.rounds(conn)
        self._read_rounds: dict[int, RoundOnFile] = {}
        self._told_rounds: set[int] = set()
        self._put: dict[tuple[int, Who], str] = {}
        """The tube into which this list puts somebody, by round."""

    def _tell_unread(self) -> None:
        """Of lines between the rows that were passed over, tell those that may be a result."""
        sheet = self.rows.table.sheet
        for note in list(self.draft.notes):
            text = str(note.params.get("text", ""))
            if (note.code, note.sheet) == (PASSED_OVER, sheet) and speaks_of_result(text):
                self.draft.notes.remove(note)
                self.rows.problem("testing_line_unread", note.row, text=text)

    def make(self) -> None:
        """Plan it all: tubes first, then what is said of single people."""
        found = self._one_each({row.number: find(row.written, self.register) for row in self.read})
        count = Counter[str]()
        for row in self.read:
            for one in found[row.number].said:
                door = _called(one.person._replace(name=""))
                params = {"text": one.text, "of": one.of, "door": door}
                self.rows.problem("testing_taken", row.number, "name", taken=True, **params)
            count[row.tube] += len(found[row.number].people)
        tubes: dict[tuple[int, str], list[ListedRow]] = defaultdict(list)
        own: list[ListedRow] = []
        for row in self.read:
            its_round = self._round_of(row)
            if row.source == POOL and not row.tube and row.result is not None:
                for no, code in sorted(self._pools(row, found[row.number], its_round)):
                    tubes[no, code].append(row)
                continue
            if row.tube and (its_round is None or not self._is_tube(row, its_round, count)):
                is_alone = not (found[row.number].people or row.written.named)
                if its_round is None or (is_alone and row.result is not None):
                    self._no_tube(row, its_round)
                    continue
            if row.tube and its_round is not None and self._is_tube(row, its_round, count):
                tubes[its_round.view.no, row.tube].append(row)
            elif row.result is not None:
                own.append(row)
            else:
                self.rows.problem("result_missing", row.number, "result")
        for (no, code), rows in tubes.items():
            self._tube(self._rounds(no), code, rows, found)
        self._own(own, found)

    def _pools(
        self, row: ListedRow, found: Found, its_round: RoundOnFile | None
    ) -> set[tuple[int, str]]:
        """The tubes whose result a row tells by who is in them, each with its round: a pool's
        result is nobody's own. Who is in no tube, as far as is known, is kept to be settled."""
        self._settle(row, self._unclear(row, found))
        tubes: set[tuple[int, str]] = set()
        outside: list[Person] = []
        for one in found.people:
            there = its_round and its_round.sheet.get(one.who.resident or one.who)
            if its_round and there and there.tube and there.state == Sampling.SAMPLED:
                tubes.add((its_round.view.no, there.tube))
            else:
                outside.append(one)
        if outside:
            names = list(dict.fromkeys(map(_called, outside)))[:MOST]
            params = {"text": row.told, "people": names}
            code = "testing_pool_of_whom"
            self.rows.problem(code, row.number, "source", text=row.told, people=names)
            self._settle(row, [(Problem(code, params), row.told)])
        return tubes

    def _one_each(self, found: dict[int, Found]) -> dict[int, Found]:
        """What rows mean: a door without a name whoever of it is named in no other row, and of
        several rows with the same door and no name each one of these."""
        alone: dict[tuple[Who, ...], list[int]] = defaultdict(list)
        named: set[Who] = set()
        for row in self.read:
            people = tuple(one.who for one in found[row.number].people)
            if any(one.names for one in row.written.named):
                named |= set(people)
            elif len(people) > 1:
                alone[people].append(row.number)
        for numbers in alone.values():
            left = [one for one in found[numbers[0]].people if one.who not in named]
            for place, number in enumerate(numbers):
                meant = left if len(numbers) == 1 else left[place : place + 1]
                found[number] = found[number]._replace(people=tuple(meant))
        return found

    def _no_tube(self, row: ListedRow, its_round: RoundOnFile | None) -> None:
        if its_round is None:
            self.rows.problem("testing_no_round", row.number, "tube", tube=row.tube)
        else:
            no = its_round.view.no
            self.rows.problem("testing_tube_unknown", row.number, "tube", tube=row.tube, no=no)

    def _is_tube(self, row: ListedRow, its_round: RoundOnFile, count: Counter[str]) -> bool:
        """Whether what a row says is of its tube: of several people, or known as that; of one that
        is abnormal always, since the same sample sets nobody free who is held by it."""
        known = its_round.tubes.get(row.tube)
        if row.result is None or (row.source == POOL and count[row.tube]):
            return True
        if known is not None and known.state == TubeState.ABNORMAL:
            return True
        return count[row.tube] > 1 if known is None else known.capacity > 1

    # -- rounds ------------------------------------------------------------------------------------

    def _round_of(self, row: ListedRow) -> RoundOnFile | None:
        """The round a row is of: the one that it names, else the latest of the day on which they
        were sampled, else the latest that has begun."""
        if row.round_no is not None:
            known = row.round_no in {one.no for one in self.rounds}
            return self._rounds(row.round_no) if known else None
        if row.sampled_at is not None:
            day = local_date(row.sampled_at).isoformat()
            on_day = [one for one in self.rounds if one.day == day]
            return self._rounds(on_day[0].no) if on_day else None
        today = local_date(self.now).isoformat()
        begun = [one for one in self.rounds if one.frozen_at is not None]
        there = begun or [one for one in self.rounds if one.day == today]
        return self._rounds(there[0].no) if there else None

    def _rounds(self, no: int) -> RoundOnFile:
        if no not in self._read_rounds:
            self._read_rounds[no] = round_on_file(self.conn, no)
        return self._read_rounds[no]

    # -- tubes -------------------------------------------------------------------------------------

    def _tube(
        self,
        its_round: RoundOnFile,
        code: str,
        rows: Sequence[ListedRow],
        found: Mapping[int, Found],
    ) -> None:
        """Plan one tube: its members that are not in it yet, and its result."""
        known = its_round.tubes.get(code)
        new: dict[Who, Person] = {}
        unclear: list[tuple[Problem, str]] = []
        if known is not None and known.state == TubeState.VOID:
            is_bad = any(row.result not in (None, Result.NEGATIVE) for row in rows)
            why = "testing_tube_void_bad" if is_bad else "testing_tube_void"
            self.rows.problem(why, rows[0].number, "tube", tube=code)
            return
        for row in (row for row in rows if row.tube):
            for problem, said in self._unclear(row, found[row.number]):
                if (problem.code, said, code) not in its_round.doubts:
                    unclear.append((problem, said))
            for one in found[row.number].people:
                other = self._put.setdefault((its_round.view.no, one.who), code)
                there = its_round.sheet.get(one.who.resident or one.who)
                if there is not None and there.state == Sampling.SAMPLED and there.tube:
                    other = there.tube
                    if other == code:
                        continue
                if other != code:
                    self.rows.problem(
                        "testing_in_other_tube", row.number, "name", who=_called(one), tube=other
                    )
                else:
                    new[one.who] = one
        if new and not self._takes(its_round, rows[0]):
            return
        result, at = self._in_time(code, rows, known)
        state = None if known is None else known.state
        if state == TubeState.ABNORMAL and result == Result.NEGATIVE:
            self.rows.problem(
                "testing_tube_abnormal", rows[0].number, "result", taken=True, tube=code
            )
            result = None if known is not None and known.is_negative_too else result
        if result is not None and state == result:
            result = None
        if not (new or result or unclear) and known is not None:
            self.draft.unchanged += 1
            return
        sampled = next((row.sampled_at for row in rows if row.sampled_at), None)
        line = TubeLine(
            its_round.view.no, code, tuple(new.values()), result, at, sampled, tuple(unclear)
        )
        was = None if state in (None, TubeState.PENDING) else str(state)
        told = ALSO_NEGATIVE if was == TubeState.ABNORMAL else str(result)
        changes = (
            *([FieldChange("members", None, str(len(new)))] if new else ()),
            *([FieldChange("result", was, told)] if result else ()),
        )
        if not (changes or unclear):
            return
        is_new = known is None and bool(changes)
        self._take(line, code, rows[0].number, changes, is_new=is_new)

    def _takes(self, its_round: RoundOnFile, row: ListedRow) -> bool:
        """Whether people can be put into tubes of a round; what is to know of that is told once."""
        problem, is_taken = filling_problem(its_round.view, self.now)
        if problem is not None and its_round.view.no not in self._told_rounds:
            self._told_rounds.add(its_round.view.no)
            self.rows.problem(problem, row.number, "round", taken=is_taken, no=its_round.view.no)
        return is_taken

    def _in_time(
        self, code: str, rows: Sequence[ListedRow], known: TubeOnFile | None
    ) -> tuple[Result | None, datetime | None]:
        """What a tube came to and when; nothing that was told before its sample was taken."""
        result, at = self._result_of(rows, code)
        if at is None or known is None:
            return result, at
        since = known.sampled_since
        if before_sample(at, since):
            self.rows.problem(
                "testing_before_sample", rows[0].number, "result_at", what=code, sampled=since
            )
            return None, None
        return result, max(at, since)

    def _result_of(
        self, rows: Sequence[ListedRow], code: str
    ) -> tuple[Result | None, datetime | None]:
        """What a tube came to: abnormal where one of its rows is not negative."""
        said = [row for row in rows if row.result is not None]
        if not said:
            return None, None
        worse = [row for row in said if row.result != Result.NEGATIVE]
        if worse and len(worse) < len(said):
            self.rows.problem(
                "testing_tube_differs", worse[0].number, "result", taken=True, tube=code
            )
        row = (worse or said)[0]
        return (Result.ABNORMAL if worse else Result.NEGATIVE), row.at

    # -- single people -----------------------------------------------------------------------------

    def _own(self, rows: Iterable[ListedRow], found: Mapping[int, Found]) -> None:
        """Plan what is said of single people; the same twice is skipped."""
        rows = list(rows)
        whom = [one.who for row in rows for one in found[row.number].people]
        known = own_results(self.conn, whom, self.now) if whom else {}
        held = holds(self.conn, self.now) if whom else {}
        planned: dict[Who, list[Said]] = defaultdict(list)
        for row in rows:
            self._settle(row, self._unclear(row, found[row.number]))
            for one in found[row.number].people:
                hold = held.get(one.who)
                told = known_still(known.get(one.who, []), "" if hold is None else hold.since)
                said = self._own_line(row, one, told, planned[one.who])
                if said and hold and said.result == Result.NEGATIVE and stays_held(hold, said):
                    self.rows.problem(
                        f"result_still_{hold.why}",
                        row.number,
                        "result",
                        taken=True,
                        who=_called(one),
                        since=loaded(hold.since),
                        at=loaded(said.at),
                    )

    def _settle(self, row: ListedRow, unclear: Sequence[tuple[Problem, str]]) -> None:
        """Have what is unclear of a single person's row settled in its round, if it has one."""
        its_round = self._round_of(row) if unclear else None
        if its_round is None:
            return
        told = f" ({row.tube})" if row.tube else ""
        new = [
            (problem, said)
            for problem, said in unclear
            if (problem.code, said, row.tube) not in its_round.doubts
        ]
        if new:
            line = TubeLine(its_round.view.no, row.tube, unclear=tuple(new))
            self._take(line, f"{row.text}{told}", row.number, (), is_new=False)

    def _own_line(
        self, row: ListedRow, one: Person, known: Sequence[Said], planned: list[Said]
    ) -> Said | None:
        """Plan what is said of somebody; that, where it is new."""
        assert row.result is not None
        usual = Source.SUBDISTRICT if row.result is Result.RELEASED else Source.SINGLE
        source = Source(row.source) if row.source else usual
        at = row.at or row.sampled_at
        said = Said(source, row.result, stored(at or self.now), name=one.name)
        if _is_known(known, said, is_timed=at is not None):
            self.draft.unchanged += 1
            return None
        if again(planned, said):
            self.draft.skipped += 1
            return None
        planned.append(said)
        its_round = self._round_of(row)
        there = None
        if its_round is not None:
            there = its_round.sheet.get(one.who.resident or one.who)
        if row.round_no is not None and (there is None or there.state != Sampling.SAMPLED):
            self.rows.problem(
                "testing_not_sampled", row.number, "round", who=_called(one), no=row.round_no
            )
            return None
        is_of_round = (
            its_round is not None
            and there is not None
            and there.state == Sampling.SAMPLED
            and (there.sampled_at is None or there.sampled_at <= said.at)
        )
        no = its_round.view.no if is_of_round and its_round is not None else None
        given = ResultInput(row.result, source, at, no, row.tube)
        changes = (FieldChange("result", None, str(row.result)),)
        line = OwnLine(one.who, one.name, given, is_of_round)
        self._take(line, _called(one), row.number, changes, is_new=True)
        return said

    # -- both --------------------------------------------------------------------------------------

    def _take(
        self,
        line: OwnLine | TubeLine,
        label: str,
        number: int,
        changes: Sequence[FieldChange],
        *,
        is_new: bool,
    ) -> None:
        kind = self.rows.layout.kind or ImportKind.RESULTS
        sheet = self.rows.table.sheet
        change = RecordChange(kind, label, sheet, number, tuple(changes), line)
        (self.draft.added if is_new else self.draft.updated).append(change)

    def _unclear(self, row: ListedRow, found: Found) -> list[tuple[Problem, str]]:
        """What of a row is nobody, or several; each is reported at its place."""
        told: list[tuple[Problem, str]] = []
        for unknown in found.unknown:
            said = _as_written(row, unknown.text)
            code = _UNKNOWN.get(unknown.why, "testing_unknown")
            told.append((Problem(code, {"text": said, **unknown.behind}), said))
        for several in found.several:
            doors = list(dict.fromkeys(map(_called, several.people)))[:MOST]
            said = _as_written(row, several.text)
            told.append((Problem("testing_several", {"text": said, "people": doors}), said))
        for gone in found.gone:
            said = _as_written(row, gone.text)
            params = {"text": said, "where": _called(gone.person)}
            told.append((Problem("testing_gone", params), said))
        for problem, _said in told:
            column = self.rows.heading("name") or self.rows.heading("address")
            self.draft.problem(
                problem.code,
                self.rows.table.sheet,
                row.number,
                column,
                problem.params,
                taken=bool(found.people),
            )
        return told


_UNKNOWN = {
    Unknown.NO_DOOR: "testing_no_such_door",
    Unknown.NO_ROOM: "testing_no_room_said",
    Unknown.NOBODY: "testing_nobody_lives_there",
    Unknown.NOT_BEHIND: "testing_name_not_behind_door",
}
"""What is told of somebody who is nobody where that says more than that they are on no file."""


def _as_written(row: ListedRow, text: str) -> str:
    """What is not clear of a row, with all that the row says of it: it is settled from that."""
    return row.told if text in row.told else f"{text} ({row.told})"


def _is_known(known: Sequence[Said], said: Said, *, is_timed: bool) -> bool:
    """Whether a result is on file: of its day, or, of a list that tells no time, by the latest of
    that source."""
    if is_timed:
        return again(known, said) is not None
    of_source = [one for one in known if one.source == said.source and is_of(one, said)]
    latest = max(of_source, key=lambda one: one.at, default=None)
    return latest is not None and latest.result == said.result


def _called(one: Person) -> str:
    where = short_address(one.compound, one.lane, one.building, one.unit, one.room)
    return " ".join(filter(None, (where, one.name)))
