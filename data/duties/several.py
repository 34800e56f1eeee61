"""Several pieces of work, or several people, at once: what stands against it at each, one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from data.duties import commands, queries
from data.duties.candidates import AROUND, Candidate, everybody, times
from data.several import each
from data.sql import Reader
from data.work import kinds
from models.cover.rules import lacks
from models.duties import DutyInput, DutyRow, Role, Work, WorkView, rules
from models.duties.load import load
from models.duties.workers import fitting
from models.problems import Problem, Refused
from models.several import NoneDone, Several
from models.times import stored

if TYPE_CHECKING:
    from data.step import Step


class Among(NamedTuple):
    """Somebody who may be given to several pieces of work."""

    person: Candidate
    """With what stands against it at the one where least does."""
    stands: Mapping[int, tuple[rules.Concern, ...]]
    """What stands against it at each where they are not yet, in the order of time; nothing where
    they are free."""
    there: tuple[int, ...]
    """Where they are already."""

    @property
    def free(self) -> list[int]:
        """Where nothing stands against it."""
        return [no for no, found in self.stands.items() if not found]

    @property
    def refused(self) -> list[int]:
        """Where it is impossible."""
        return [no for no, found in self.stands.items() if any(one.refuses for one in found)]

    @property
    def warned(self) -> list[int]:
        """Where it can be given all the same."""
        refused = self.refused
        return [no for no, found in self.stands.items() if found and no not in refused]


def views(conn: Reader, work: Work, nos: Iterable[int]) -> list[WorkView]:
    """Pieces of work with records, in the order of time.

    Raises:
        Refused: `session_unknown` and the like.
    """
    found = [kinds.one(conn, work, no) for no in dict.fromkeys(nos)]
    return sorted(found, key=lambda view: (view.starts, view.no))


def together(conn: Reader, work: Work, nos: Iterable[int]) -> WorkView:
    """Several pieces of work as one without a number: from the first to the last, and of each role
    as many people as the one lacks that lacks most.

    Raises:
        Refused: `session_unknown` and the like.
    """
    found = views(conn, work, nos)
    people = queries.assignments_by_work(conn, found)
    needs: dict[Role, int] = {}
    for view in found:
        here = people[view.work, view.no]
        for (role, _skill), count in lacks(view.needs, here, view.skill).items():
            needs[role] = max(needs.get(role, 0), count)
    spans = {
        role: (
            min(view.spans[role][0] for view in found),
            max(view.spans[role][1] for view in found),
        )
        for role in found[0].spans
    }
    return WorkView(work, None, "", needs, spans)


def among(conn: Reader, work: Work, nos: Iterable[int], role: Role) -> list[Among]:
    """Everybody, by at how many of these pieces of work they are free in a role.

    Somebody who takes one is busy with it for the ones at the same time.

    Raises:
        Refused: `session_unknown` and the like.
    """
    found = views(conn, work, nos)
    starts = min(view.spans[role][0] for view in found)
    ends = max(view.spans[role][1] for view in found)
    settings, known = queries.settings(conn), times(conn, starts, ends)
    near = frozenset(name for view in found for name in view.compounds)
    there: dict[int | None, list[int]] = {}
    for view in found:
        for row in queries.of_work(conn, work, view.no):
            there.setdefault(row.person_no, []).append(view.no or 0)
    people = []
    for person in everybody(conn, ", p.phone AS phone, p.search AS search"):
        no = person["no"]
        own, held = known[no], known[no].held
        here = there.get(no, [])
        stands: dict[int, tuple[rules.Concern, ...]] = {}
        for view in found:
            if view.no in here or view.no is None:
                continue
            given = view.duty(no, role)
            stands[view.no] = tuple(rules.concerns(given, own, (), settings))
            if not any(one.refuses for one in stands[view.no]):
                own = own._replace(held=[*own.held, _as_row(given, view.name)])
        least = min(stands.values(), key=_weight, default=())
        candidate = Candidate(
            **person,
            near=person["compound"] in near,
            fit=fitting(role, person["kind"], person["skills"], person["vehicle"]),
            minutes=rules.minutes_of(held, starts - AROUND / 2, ends + AROUND / 2),
            duty_no=None,
            role=None,
            concerns=least,
            load=load(held, starts, settings),
        )
        people.append(Among(candidate, stands, tuple(here)))
    return sorted(people, key=_rank)


def _weight(found: Sequence[rules.Concern]) -> tuple[bool, bool, int]:
    return any(c.refuses for c in found), any(c.by_hand for c in found), len(found)


def _rank(one: Among) -> tuple[bool | int, ...]:
    person = one.person
    return (
        -len(one.free),
        len(one.refused),
        person.absent,
        not person.fit,
        not person.near,
        person.minutes,
        person.no,
    )


def _as_row(given: DutyInput, where: str) -> DutyRow:
    """A duty somebody would have, as one on record."""
    starts, ends = stored(given.starts_at), stored(given.ends_at)
    no = -(given.work_no or 0)
    return DutyRow(
        no,
        "",
        given.person_no,
        None,
        given.work,
        given.role,
        starts,
        ends,
        given.work_no,
        where,
        "",
    )


# -- given -----------------------------------------------------------------------------------------


class Spread(NamedTuple):
    """What came of giving people to several pieces of work."""

    given: tuple[DutyRow, ...]
    left: tuple[tuple[int, Problem], ...]
    """Why somebody was not given to one of them, by its number."""


def spread(step: Step, work: Work, nos: Iterable[int], people: Mapping[int, Role]) -> Spread:
    """Give each of several people to each of several pieces of work where they can be.

    Args:
        nos: numbers of the work.
        people: their roles by their numbers.

    Raises:
        Refused: `session_unknown` and the like; a `NoneDone`, where nobody can be at any of them:
            `there_already` (person, where), and as `data.duties.commands.assign`.
    """
    pairs = [(view, no) for view in views(step.conn, work, nos) for no in people]

    def give(at: int) -> DutyRow:
        view, person_no = pairs[at]
        for row in queries.of_work(step.conn, work, view.no):
            if row.person_no == person_no:
                raise Refused("there_already", person=row.person or "", where=view.name)
        return queries.duty(
            step.conn, commands.assign(step, view.duty(person_no, people[person_no]))
        )

    def by_work(left: Mapping[int, Problem]) -> list[tuple[int, Problem]]:
        return [(pairs[at][0].no or 0, problem) for at, problem in left.items()]

    try:
        done = each(step, range(len(pairs)), give)
    except NoneDone as none:
        raise NoneDone(by_work(dict(none.left))) from none
    given = tuple(done.done.values())
    _tell(step, given)
    return Spread(given, tuple(by_work(done.left)))


def give_each(step: Step, given: DutyInput, people: Iterable[int]) -> Several[DutyRow]:
    """Give the same duty to each of several people who can take it, by their numbers.

    Raises:
        Refused: a `NoneDone`, as `data.duties.commands.assign`, where nobody can.
    """

    def give(no: int) -> DutyRow:
        return queries.duty(step.conn, commands.assign(step, given._replace(person_no=no)))

    done = each(step, people, give)
    _tell(step, tuple(done.done.values()))
    return done


def _tell(step: Step, given: Sequence[DutyRow]) -> None:
    """Say what the act was: who was given, and where to, each once."""
    step.act(
        "people_given",
        where=list(dict.fromkeys(row.where for row in given)),
        given=list(dict.fromkeys(row.person or "" for row in given)),
        taken=[],
    )
