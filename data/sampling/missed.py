"""What is said of people who lack in a round: what became of them, who goes to their doors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from data import sql
from data.sampling import queries
from data.sampling.closing import Words, ask_at_doors, asked_for
from data.sampling.commands import SAID, begun, of_begun
from data.sampling.naming import at_table, table
from data.sampling.scope import Scope
from data.sampling.ticking import take
from models.call_sheet import Sampling
from models.problems import Problem, Refused
from models.sampling import HOME_VISIT, Member, Ticked, rules
from models.sampling.reading import Heard, Meant
from models.testing import RoundView
from models.times import stored

if TYPE_CHECKING:
    from data.step import Step


class Said(NamedTuple):
    """People of a round of whom something was said, and what of the words could not be taken."""

    members: tuple[Member, ...]
    unknown: tuple[str, ...]
    asked: tuple[Problem, ...] = ()
    """Open requests that somebody goes to their doors, which nothing asks for any more."""


def settle_people(step: Step, round_no: int, text: str, words: str) -> Said:
    """Say of people who lack what became of them: sampled elsewhere, taken to hospital.

    Raises:
        Refused: `round_unknown`, `round_not_begun`, `settled_words_missing`, `table_nobody_meant`
            where nobody of the sheet is meant, `settled_sampled` for somebody who was sampled here.
    """
    said = SAID(words)
    if not said:
        raise Refused("settled_words_missing", "words")
    view = of_begun(step, round_no)
    meant = _meant(step, view, text)
    for one in meant.members:
        if one.state == Sampling.SAMPLED:
            raise Refused("settled_sampled", who=rules.told_as(one))
    _say_of(step, meant.members, Sampling.SETTLED, said)
    step.act("missed_settled", no=round_no, who=_names(meant.members), words=said)
    return _as_they_stand(step, meant)


def _as_they_stand(step: Step, said: Said) -> Said:
    """People of whom it was said what became of them, as they stand now."""
    members = queries.of_keys(step.conn, _keys(said.members))
    return said._replace(members=tuple(members), asked=asked_for(step.conn, members))


def visit_at_home(step: Step, round_no: int, text: str) -> Said:
    """Say of people who did not come down that they are sampled at their door.

    Raises:
        Refused: as `settle_people`.
    """
    view = of_begun(step, round_no)
    meant = _meant(step, view, text)
    for one in meant.members:
        if one.state == Sampling.SAMPLED:
            raise Refused("settled_sampled", who=rules.told_as(one))
    _say_of(step, meant.members, Sampling.MISSED, HOME_VISIT)
    step.act("missed_visited", no=round_no, who=_names(meant.members))
    return meant._replace(members=tuple(queries.of_keys(step.conn, _keys(meant.members))))


def _meant(step: Step, view: RoundView, text: str) -> Said:
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
    """People for a sentence of the journal: by name, several of one door as its people."""
    doors: dict[str, list[Member]] = {}
    for one in members:
        doors.setdefault(rules.told_as(one._replace(name="")), []).append(one)
    return [
        rules.told_as(people[0]) if len(people) == 1 else f"{door} ×{len(people)}"
        for door, people in doors.items()
    ]


# -- people chosen from the list -------------------------------------------------------------------


class Visit(NamedTuple):
    """Who goes to the doors of people who lack, and when."""

    who: str
    """Somebody of the roster by name or `#12`, or words."""
    at: datetime


class Visited(NamedTuple):
    """What came of sending somebody to doors."""

    members: tuple[Member, ...]
    who: str
    requests: tuple[int, ...]
    """One a door."""


def settle_rows(step: Step, round_no: int, keys: Sequence[str], words: str) -> Said:
    """Say of people who lack, by the keys of their rows, what became of them.

    Who was sampled meanwhile is left as they are, and none of `members`.

    Raises:
        Refused: `round_unknown`, `round_not_begun`, `settled_words_missing`; `settled_sampled`
            where all of them were sampled.
    """
    said = SAID(words)
    if not said:
        raise Refused("settled_words_missing", "words")
    of_begun(step, round_no)
    rows = _lacking(step, keys)
    _say_of(step, rows, Sampling.SETTLED, said)
    step.act("missed_settled", no=round_no, who=_names(rows), words=said)
    return _as_they_stand(step, Said(tuple(rows), ()))


def send_to_doors(
    step: Step, round_no: int, keys: Sequence[str], visit: Visit, words: Words
) -> Visited:
    """Say who goes to the doors of people who lack, and when: each door has a request, which that
    person promised by then, so that it is chased if nobody went.

    Args:
        words: what the request of a door says.

    Raises:
        Refused: as `settle_rows`; as `data.stock.meant.meant` and `chase_requests`.
    """
    from data.requests.chasing import chase_requests
    from data.stock.meant import meant
    from models.chases import ChaseInput, Rung

    view = of_begun(step, round_no)
    rows = _lacking(step, keys)
    who = meant(step, visit.who)
    _say_of(step, rows, Sampling.MISSED, HOME_VISIT)
    now = queries.of_keys(step.conn, _keys(rows))
    lacking = queries.with_rounds(step.conn, view, now, at=stored(step.at))
    numbers = ask_at_doors(step, lacking, words)
    person = _number(step, who.person_id)
    given = ChaseInput(who.name, "", step.at, Rung.SELF, promised_until=visit.at, person_no=person)
    if numbers:
        chase_requests(step, numbers, given)
    step.act("missed_sent", no=round_no, who=_names(rows), person=who.name, doors=len(numbers))
    return Visited(tuple(now), who.name, tuple(numbers))


def came_after_all(step: Step, round_no: int, keys: Sequence[str]) -> Ticked:
    """People who lack came to a table: they count as sampled, in no tube that is written down.

    Raises:
        Refused: as `begun`; `settled_sampled` where all of them were sampled before.
    """
    start = begun(step, round_no)
    rows = _lacking(step, keys)
    there = table(step.conn, start.view, {one.building_id for one in rows if one.building_id})
    heard = Heard(tuple(Meant(rules.told_as(one), (one,), True, came=True) for one in rows))
    return take(step, start, there, heard, (), Scope())


def _lacking(step: Step, keys: Sequence[str]) -> list[Member]:
    rows = queries.of_keys(step.conn, keys)
    left = [one for one in rows if one.state != Sampling.SAMPLED]
    if rows and not left:
        raise Refused("settled_sampled", who=rules.told_as(rows[0]))
    return left


def _number(step: Step, person_id: str | None) -> int | None:
    found = step.conn.execute("SELECT no FROM person WHERE id = ?", (person_id,))
    no: int | None = sql.value(found)
    return no
