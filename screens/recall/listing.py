"""What is told of recalls: who was in a tube, who shares, who goes when, who is held; as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from data.recall.plans import RecallPlan
from data.recall.queries import SharingBuilding
from models.address import short_address
from models.duties import Role
from models.problems import Problem
from models.recall import Affected, Held, Helper, Recall, RetestRow, RetestState, Visit
from models.times import loaded, local_date
from screens.commands.listing import ADDRESS, WHY, Field, Record
from screens.duties import words as duty_words
from screens.i18n import N_, _
from screens.kit.columns import Cell, Column, View
from screens.recall import words

_RESIDENT = "number of the resident; null for who is known by their door alone"


class Job(NamedTuple):
    """Somebody who is sampled at a re-test, on record or only planned."""

    no: int | None
    resident: int | None
    household: int | None
    name: str
    compound: str | None
    lane: str | None
    building: str | None
    unit: str | None
    room: str | None
    starts_at: datetime
    ends_at: datetime
    who: str | None
    guide: str | None
    to_ask: tuple[str, ...]
    state: str
    why: Problem | None = None
    warns: tuple[Problem, ...] = ()


def jobs(plan: RecallPlan, recall: Recall) -> list[Job]:
    """When who goes to each member of a tube, in the order of time."""
    visits = {visit.door.household: visit for visit in plan.visits}
    kept = {row.household_id: row for row in sorted(plan.kept, key=plan.goes_on)}
    found = [job for one in recall.members for job in _job(one, visits, kept, plan)]
    return sorted(found, key=lambda job: job.starts_at)


def _job(
    one: Affected, visits: Mapping[str, Visit], kept: Mapping[str, RetestRow], plan: RecallPlan
) -> Iterator[Job]:
    home = one.who.household or ""
    turned = home in kept and one.who in plan.positive.get(kept[home].id, {})
    if one.gone and not turned:
        return
    if home in visits:
        visit = visits[home]
        names = {role: name for role, (_no, name) in visit.given.items()}
        yield Job(
            None,
            one.resident,
            one.household,
            one.name,
            *one.address,
            visit.starts,
            visit.ends,
            names.get(Role.HAND),
            names.get(Role.GUIDE),
            tuple(sorted(visit.to_ask)),
            RetestState.PLANNED,
            visit.why,
            visit.warnings,
        )
    elif home in kept:
        row = kept[home]
        yield Job(
            row.no,
            one.resident,
            one.household,
            one.name,
            *one.address,
            loaded(row.starts_at),
            loaded(row.ends_at),
            ", ".join(row.goes) or None,
            ", ".join(row.guides) or None,
            row.asked,
            row.state,
            warns=_warns(one, plan, row, turned=turned),
        )


def _warns(one: Affected, plan: RecallPlan, row: RetestRow, *, turned: bool) -> tuple[Problem, ...]:
    """What speaks against going to somebody now."""
    if turned:
        return (Problem("retest_positive", {"names": [one.name]}),)
    if one.who in plan.freed.get(row.id, {}) and plan.goes_on(row):
        return (Problem("retest_freed", {"names": [one.name]}),)
    return ()


class Told(NamedTuple):
    """A tube with what is done about it."""

    plan: RecallPlan
    recall: Recall
    applied: bool


def _when(row: Job, view: View) -> Cell:
    return duty_words.span(row.starts_at, row.ends_at, local_date(view.now))


def _who(row: Job, _view: View) -> Cell:
    return words.who([name for name in (row.who, row.guide) if name], row.to_ask)


def _at(row: Job, _view: View) -> Cell:
    return short_address(row.compound, row.lane, row.building, row.unit, row.room)


JOB: Record[Job] = Record(
    "single re-test",
    "One entry for each member of a tube, in `recall`.",
    (
        Field(
            "no",
            "number of the re-test; null while it is only planned",
            column=Column("", N_("no"), lambda r, _v: str(r.no or ""), right=True),
        ),
        Field("starts_at", column=Column("", N_("when"), _when)),
        Field("ends_at"),
        Field("resident", _RESIDENT),
        Field("household"),
        Field("name", column=Column("", N_("name"), lambda r, _v: r.name)),
        *ADDRESS[:4],
        Field("room", column=Column("", N_("door"), _at)),
        Field(
            "who",
            "name of who goes; null for nobody",
            column=Column("", N_("who"), _who),
        ),
        Field("guide", "name of who shows the way in the lanes; null where nobody does"),
        Field("to_ask", "names of those who have yet to be asked: it is outside their hours"),
        Field("state", column=Column("", N_("state"), lambda r, _v: words.state(r.state))),
        Field("why", "why nobody goes, or nobody guides", of=WHY),
        Field("warns", "what speaks against who goes", lambda r, _n: list(r.warns), of=WHY),
    ),
)

HELPER: Record[Helper] = Record(
    "helper at a table",
    "Who was at the table while a tube was filled, in `recall`.",
    (Field("no", "number on the roster"), Field("name"), Field("role")),
)


def _shares(row: SharingBuilding, _view: View) -> Cell:
    return _("yes") if row.shares else _("no")


def _said(row: SharingBuilding, _view: View) -> Cell:
    return "" if row.said is not None else _("as is usual; nobody said")


BUILDING: Record[SharingBuilding] = Record(
    "building whose rooms share",
    "`shared`",
    (
        Field("no", N_("number of the building")),
        Field("compound", column=Column("", N_("compound"), lambda r, _v: r.compound)),
        Field("lane", column=Column("", N_("lane"), lambda r, _v: r.lane or "")),
        Field("building", column=Column("", N_("building"), lambda r, _v: r.building)),
        Field(
            "shares",
            N_("whether its rooms share kitchen or bathroom"),
            column=Column("", N_("rooms share"), _shares),
        ),
        Field(
            "said",
            N_("whether somebody said so; null for nobody, when lane housing does"),
            column=Column("", N_("note"), _said),
        ),
        Field(
            "households",
            N_("how many doors it has"),
            column=Column("", N_("households"), lambda r, _v: str(r.households), right=True),
        ),
    ),
)

MEMBER: Record[Affected] = Record(
    "member of a tube",
    "In `recall`.",
    (
        Field("resident", _RESIDENT),
        Field("household"),
        Field("name"),
        *ADDRESS,
        Field(
            "gone",
            "why nobody goes to them: `positive`, `died`, `moved_out`, `away`, `elsewhere`; null"
            " where somebody does",
            lambda r, _n: r.gone or None,
        ),
    ),
)

SHARING: Record[Affected] = Record(
    "neighbour of a tube",
    "Who lives with a member, or shares kitchen or bathroom with one, in `recall`.",
    (
        Field("resident", _RESIDENT),
        Field("household"),
        Field("name"),
        *ADDRESS,
        Field("shares", "`home` for who lives with one, `kitchen` for who shares that"),
    ),
)

HELD: Record[Held] = Record(
    "person out of pools",
    "In `recall`: of a plan all members, of what is on record those without a result of their own.",
    (
        Field("resident", _RESIDENT, lambda r, _n: r.affected.resident),
        Field("household", value=lambda r, _n: r.affected.household),
        Field("name", value=lambda r, _n: r.affected.name),
        *(
            Field(name, value=lambda r, _n, name=name: getattr(r.affected, name))  # type: ignore[misc]
            for name in ("compound", "lane", "building", "unit", "room")
        ),
        Field("why", "`pending`, `positive` or `exempt`"),
        Field("until", "local date; null for until their own result"),
    ),
)

RECALL: Record[Told] = Record(
    "recall",
    "`recall`; a list of these where several tubes are told.",
    (
        Field(
            "code",
            "of the tube; null where only people were told",
            lambda r, _n: r.recall.code or None,
        ),
        Field("round", "number of the tube's round", lambda r, _n: r.recall.round_no),
        Field(
            "recall",
            "number of the recall on record; null while it is only planned",
            lambda r, _n: None if r.recall.on_record is None else r.recall.on_record.no,
        ),
        Field("applied"),
        Field("members", "who was in it", lambda r, _n: list(r.recall.members), of=MEMBER),
        Field(
            "sharing",
            "who lives with them, then who shares kitchen or bathroom",
            lambda r, _n: list(r.recall.sharing),
            of=SHARING,
        ),
        Field("helpers", "who was at the table", lambda r, _n: list(r.recall.helpers), of=HELPER),
        Field(
            "jobs",
            "single re-tests, in the order of time",
            lambda r, _n: jobs(r.plan, r.recall),
            of=JOB,
        ),
        Field("held", "who is out of pools", lambda r, _n: list(r.recall.held), of=HELD),
        Field(
            "told",
            "contradictions, and what was not understood",
            lambda r, _n: list(r.recall.told),
            of=WHY,
        ),
    ),
)
