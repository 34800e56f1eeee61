"""What is done about a round at its tables beside ticks and tubes: it begins by the first of these,
ends, and what could not be settled there is noted and settled later."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from data.call_sheet.commands import freeze_part
from data.ids import key_of, new_id
from data.sampling import queries
from data.sampling.sessions import begin_due, end
from data.testing import queries as testing
from models.call_sheet import Sampling
from models.fields import line
from models.problems import Problem, Refused
from models.sampling import HOME_VISIT, Doubt, Member, Missing, rules
from models.testing import RoundView
from models.times import loaded, stored

if TYPE_CHECKING:
    from data.step import Step

SAID = line(200)
"""How much is kept of what was said of somebody."""


class Begun(NamedTuple):
    """A round that people are sampled in, and whether it began just now."""

    view: RoundView
    started: bool


def begun(step: Step, round_no: int) -> Begun:
    """A round people may be sampled in: the first tick or tube lets its sheet stand as it is.

    Raises:
        Refused: `round_unknown`, `round_closed` (no, since), and as `freeze_part`.
    """
    view = testing.round_of(step.conn, round_no)
    if view.closed_at is not None:
        raise Refused("round_closed", no=round_no, since=loaded(view.closed_at))
    if view.frozen_at is not None:
        return Begun(view, False)
    freeze_part(step, round_no)
    begin_due(step, view)
    return Begun(testing.round_of(step.conn, round_no), True)


def is_over(view: RoundView, at: str) -> bool:
    """Whether whoever is still due in a round lacks: it was closed, or its time is up.

    Args:
        at: a moment, in stored UTC form.
    """
    return view.closed_at is not None or (view.ends_at is not None and view.ends_at <= at)


# -- what is to be settled -------------------------------------------------------------------------


class Unsettled(NamedTuple):
    """What could not be settled at a table."""

    problem: Problem
    said: str
    """As it was typed there."""
    tube: str = ""
    where: str = ""
    """Which part of the sheet it was said of, in words; empty for the whole."""


def note_doubts(step: Step, view: RoundView, found: Iterable[Unsettled]) -> list[int]:
    """Keep what could not be settled; what is on file unsettled in the same words of the
    same place is not kept twice.

    Returns:
        Their numbers.
    """
    from models.sampling.tables import TableDoubt

    given = list(found)
    if not given:
        return []
    known = {
        (one.code, one.said, one.tube, one.params): one.no
        for one in queries.doubts(step.conn, view.no)
    }
    numbers, no = [], step.next_no("table_doubt")
    for one in given:
        said = SAID(one.said)
        where = {"where": one.where} if one.where else {}
        params = json.dumps({**one.problem.params, **where}, ensure_ascii=False)
        key = (one.problem.code, said, one.tube, params)
        if key not in known:
            step.add(
                TableDoubt(
                    id=new_id(),
                    no=no,
                    round_id=view.id,
                    code=one.problem.code,
                    params=params,
                    said=said,
                    tube=one.tube,
                    noted_at=step.at,
                )
            )
            known[key] = no
            no += 1
        numbers.append(known[key])
    return list(dict.fromkeys(numbers))


def note_doubt(step: Step, round_no: int, found: Unsettled) -> int:
    """Keep by itself what was refused at a table, so that it is not lost when the queue goes on.

    Returns:
        Its number.

    Raises:
        Refused: `round_unknown`.
    """
    view = testing.round_of(step.conn, round_no)
    (no,) = note_doubts(step, view, [found])
    step.act("doubt_noted", no=no, round=round_no, said=found.said)
    return no


def settle_doubt(step: Step, no: int, words: str) -> Doubt:
    """Say what became of something that could not be settled at a table.

    Raises:
        Refused: `doubt_unknown`, `doubt_settled`, `settled_words_missing`.
    """
    from models.sampling.tables import TableDoubt

    was = queries.doubt(step.conn, no)
    if was.settled_at is not None:
        raise Refused("doubt_settled", no=no, words=was.settled)
    said = SAID(words)
    if not said:
        raise Refused("settled_words_missing", "words")
    key = key_of(step.conn, "table_doubt", no)
    step.change(TableDoubt, key, settled_at=step.at, settled=said, version=TableDoubt.version + 1)
    step.act("doubt_settled", no=no, said=was.said, words=said)
    return queries.doubt(step.conn, no)


# -- who is missed ---------------------------------------------------------------------------------


class Said(NamedTuple):
    """People of a round of whom something was said, and what of the words could not be taken."""

    members: tuple[Member, ...]
    unknown: tuple[str, ...]


def settle_people(step: Step, round_no: int, text: str, words: str) -> Said:
    """Say of people who lack what became of them: sampled elsewhere, taken to hospital.

    Raises:
        Refused: `round_unknown`, `round_not_begun`, `settled_words_missing`, `table_nobody_meant`
            where nobody of the sheet is meant, `settled_sampled` for somebody who was sampled here.
    """
    said = SAID(words)
    if not said:
        raise Refused("settled_words_missing", "words")
    view = _of_begun(step, round_no)
    meant = _meant(step, view, text)
    for one in meant.members:
        if one.state == Sampling.SAMPLED:
            raise Refused("settled_sampled", who=rules.told_as(one))
    _say_of(step, meant.members, Sampling.SETTLED, said)
    step.act("missed_settled", no=round_no, who=_names(meant.members), words=said)
    return meant._replace(members=tuple(queries.of_keys(step.conn, _keys(meant.members))))


def visit_at_home(step: Step, round_no: int, text: str) -> Said:
    """Say of people who did not come down that they are sampled at their door.

    Raises:
        Refused: as `settle_people`.
    """
    view = _of_begun(step, round_no)
    meant = _meant(step, view, text)
    for one in meant.members:
        if one.state == Sampling.SAMPLED:
            raise Refused("settled_sampled", who=rules.told_as(one))
    _say_of(step, meant.members, Sampling.MISSED, HOME_VISIT)
    step.act("missed_visited", no=round_no, who=_names(meant.members))
    return meant._replace(members=tuple(queries.of_keys(step.conn, _keys(meant.members))))


def _of_begun(step: Step, round_no: int) -> RoundView:
    view = testing.round_of(step.conn, round_no)
    if view.frozen_at is None:
        raise Refused("round_not_begun", no=round_no)
    return view


def _meant(step: Step, view: RoundView, text: str) -> Said:
    from data.sampling.naming import at_table

    heard = at_table(step.conn, view, text)
    found = {one.id: one for group in heard.meant for one in group.people}
    if not found:
        raise Refused("table_nobody_meant", text=SAID(text))
    return Said(tuple(found.values()), tuple(one.text for one in heard.unfound))


def _say_of(step: Step, members: Sequence[Member], state: Sampling, said: str) -> None:
    from sqlmodel import col

    from models.call_sheet.tables import SheetPerson

    step.change_where(
        SheetPerson,
        col(SheetPerson.id).in_(_keys(members)),
        state=state,
        said=said,
        missed_at=step.at,
        version=SheetPerson.version + 1,
    )


def _keys(members: Iterable[Member]) -> list[str]:
    return [one.id for one in members]


def _names(members: Sequence[Member]) -> list[str]:
    """The first of several, for a sentence of the journal."""
    return [rules.told_as(one) for one in members[:3]]


# -- the end of a round ----------------------------------------------------------------------------

Words = Callable[[Sequence[Missing]], str]
"""What a request says: of all behind one door who lack."""


class Closed(NamedTuple):
    """What came of closing a round."""

    view: RoundView
    missing: tuple[Missing, ...]
    requests: tuple[int, ...]
    """One for each door at which somebody lacks."""


def close_round(step: Step, round_no: int, words: Words) -> Closed:
    """End a round: who lacks by now becomes a request of each door, that somebody goes there.

    A door whose request of an earlier round is still open keeps that one. One step: undone as a
    whole.

    Args:
        words: what the request of a door says.

    Raises:
        Refused: `round_unknown`, `round_not_begun`, `round_closed`.
    """
    from models.testing.tables import TestRound

    view = _of_begun(step, round_no)
    if view.closed_at is not None:
        raise Refused("round_closed", no=round_no, since=loaded(view.closed_at))
    found = queries.missing(step.conn, view, over=True, at=stored(step.at))
    step.change(TestRound, view.id, closed_at=step.at, version=TestRound.version + 1)
    end(step, view)
    doors: dict[str, list[Missing]] = {}
    for one in found:
        if one.member.household_id is not None:
            doors.setdefault(one.member.household_id, []).append(one)
    asked = queries.open_requests(step.conn, doors)
    numbers = [_ask(step, behind, words, asked.get(key)) for key, behind in doors.items()]
    step.act("round_closed", no=round_no, name=view.name, count=len(found), requests=len(numbers))
    return Closed(testing.round_of(step.conn, round_no), tuple(found), tuple(numbers))


def _ask(step: Step, behind: Sequence[Missing], words: Words, known: int | None) -> int:
    """The request of a door at which people lack, made unless one is open."""
    from sqlmodel import col

    from data.requests.commands import add_request
    from models.call_sheet.tables import SheetPerson
    from models.chases import Urgency
    from models.requests import RequestInput, RequestKind

    no = known
    if no is None:
        text = words(behind)
        given = RequestInput(
            text=text,
            summary=text,
            kind=RequestKind.TEST,
            urgency=Urgency.TODAY,
            opened_at=step.at,
            household_no=behind[0].member.household_no,
        )
        no = add_request(step, given)
    keys = [one.member.id for one in behind]
    step.change_where(
        SheetPerson,
        col(SheetPerson.id).in_(keys),
        request_id=key_of(step.conn, "request", no),
        version=SheetPerson.version + 1,
    )
    return no


def reopen_round(step: Step, round_no: int) -> RoundView:
    """Go on with a round that was closed too early; requests made of it stay.

    Raises:
        Refused: `round_unknown`, `round_open`.
    """
    from models.testing.tables import TestRound

    view = testing.round_of(step.conn, round_no)
    if view.closed_at is None:
        raise Refused("round_open", no=round_no)
    step.change(TestRound, view.id, closed_at=None, version=TestRound.version + 1)
    step.act("round_reopened", no=round_no, name=view.name)
    return testing.round_of(step.conn, round_no)
