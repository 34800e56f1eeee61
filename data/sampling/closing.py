"""The end of a round: who lacks by then becomes a request of each door; and a round goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.duties.crew import Crew, crew_of
from data.ids import key_of
from data.sampling import queries
from data.sampling.commands import of_begun
from data.sampling.sessions import ahead, end, resume
from data.sql import Reader
from data.testing import queries as testing
from models.duties import Work
from models.problems import Problem, Refused
from models.sampling import Member, Missing, rules
from models.testing import RoundView, SessionState
from models.times import loaded, stored

if TYPE_CHECKING:
    from data.step import Step

Words = Callable[[Sequence[Missing]], str]
"""What a request says: of all behind one door who lack."""


class Closed(NamedTuple):
    """What came of closing a round."""

    view: RoundView
    missing: tuple[Missing, ...]
    requests: tuple[int, ...]
    """One for each door at which somebody lacks."""
    off: tuple[int, ...] = ()
    """Sessions that had not begun, which are called off."""
    crew: Crew = Crew()
    """Who was to be at these."""


class Reopened(NamedTuple):
    """A round that goes on."""

    view: RoundView
    planned: tuple[int, ...]
    """Sessions that its end had called off, which are planned again."""
    crew: Crew
    """Who is at these, and what stands against it by now."""


class AtEnd(NamedTuple):
    """What closing a round would come to."""

    people: int
    doors: int
    ahead: int
    """Doors at which only a session that has not begun lacks people."""


def at_end(conn: Reader, round_no: int, at: str) -> AtEnd:
    """Who would lack if a round ended now.

    Args:
        at: now, in stored UTC form.

    Raises:
        Refused: `round_unknown`.
    """
    view = testing.round_of(conn, round_no)
    found = queries.missing(conn, view, over=True, at=at) if view.frozen_at is not None else []
    to_come = [one for one in ahead(conn, view, at) if one.state != SessionState.CANCELLED]
    early = frozenset().union(*(one.keys for one in to_come))
    doors = {one.member.household_id for one in found}
    begun = {one.member.household_id for one in found if one.member.id not in early}
    return AtEnd(len(found), len(doors), len(doors - begun))


def close_round(step: Step, round_no: int, words: Words) -> Closed:
    """End a round: who lacks by now becomes a request of each door, that somebody goes there; its
    sessions are over, or called off where their time had not come.

    A door whose request of an earlier round is still open keeps that one. One step: undone as a
    whole.

    Args:
        words: what the request of a door says.

    Raises:
        Refused: `round_unknown`, `round_not_begun`, `round_closed`.
    """
    from models.testing.tables import TestRound

    view = of_begun(step, round_no)
    if view.closed_at is not None:
        raise Refused("round_closed", no=round_no, since=loaded(view.closed_at))
    found = queries.missing(step.conn, view, over=True, at=stored(step.at))
    step.change(TestRound, view.id, closed_at=step.at, version=TestRound.version + 1)
    off = end(step, view)
    numbers = ask_at_doors(step, found, words)
    step.act("round_closed", no=round_no, name=view.name, count=len(found), requests=len(numbers))
    crew = crew_of(step.conn, Work.SESSION, off)
    view = testing.round_of(step.conn, round_no)
    return Closed(view, tuple(found), tuple(numbers), tuple(off), crew)


def ask_at_doors(step: Step, missing: Iterable[Missing], words: Words) -> list[int]:
    """Requests that somebody goes to doors at which people lack, one a door; a door whose request
    is open keeps that one. Part of a command.

    Returns:
        Their numbers.
    """
    doors: dict[str, list[Missing]] = {}
    for one in missing:
        if one.member.household_id is not None:
            doors.setdefault(one.member.household_id, []).append(one)
    asked = queries.open_requests(step.conn, doors)
    return [_ask(step, behind, words, asked.get(key)) for key, behind in doors.items()]


_NEEDED_NO_MORE = f"""
SELECT q.no AS no, min(s.id) AS key FROM sheet_person s JOIN request q ON q.id = s.request_id
WHERE s.id IN ({sql.given("keys")}) AND q.state <> 'closed' AND NOT EXISTS (
  SELECT 1 FROM sheet_person o WHERE o.request_id = q.id AND o.state IN ('due', 'missed'))
GROUP BY q.no ORDER BY q.no"""


def asked_for(conn: Reader, members: Iterable[Member]) -> tuple[Problem, ...]:
    """That open requests still ask for people who were sampled, or of whom it is known what became
    of them: `request_asked_for` (no, who).

    They stay open: whoever asked for them is to be told, and closing them says that somebody was.
    """
    sent = {one.id: one for one in members if one.is_asked}
    if not sent:
        return ()
    found = conn.execute(_NEEDED_NO_MORE, {"keys": sql.as_given(sent)})
    return tuple(
        Problem("request_asked_for", {"no": no, "who": rules.told_as(sent[key]._replace(name=""))})
        for no, key in sql.mapped(found, "no", "key").items()
    )


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


def reopen_round(step: Step, round_no: int) -> Reopened:
    """Go on with a round that was closed too early; requests made of it stay, sessions that its
    end called off are planned again.

    Raises:
        Refused: `round_unknown`, `round_open`.
    """
    from models.testing.tables import TestRound

    view = testing.round_of(step.conn, round_no)
    if view.closed_at is None:
        raise Refused("round_open", no=round_no)
    step.change(TestRound, view.id, closed_at=None, version=TestRound.version + 1)
    planned = resume(step, view)
    step.act("round_reopened", no=round_no, name=view.name)
    crew = crew_of(step.conn, Work.SESSION, planned)
    return Reopened(testing.round_of(step.conn, round_no), tuple(planned), crew)
