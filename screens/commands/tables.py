"""The tables of the listings: headings and cells in the language spoken now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from models.custody import CustodyRow
from models.errands import ErrandView
from models.households import HouseholdRow
from models.requests import RequestRow
from models.requests.rules import why_first
from models.roster import PersonRow
from models.supplies import DropRow
from models.testing import SessionRow
from models.times import LOCAL, local_date
from models.today import Board, CoverLine, Section, StandingLine
from screens.custody import words as custody
from screens.duties import words as duties
from screens.errands import words as errands
from screens.i18n import N_, _
from screens.kit.times import clock, day
from screens.kit.values import joined
from screens.requests import words as requests
from screens.roster import words as people
from screens.supplies import words as supplies
from screens.testing import words as testing

Cells = tuple[object, ...]


def household_heads() -> tuple[str, ...]:
    """Headings of the households."""
    return (
        _("No."), _("compound"), _("lane"), _("building"), _("unit"), _("room"),
        _("head"), _("telephone"), _("people"), _("marks"), _("requests"),
    )  # fmt: skip


def household_cells(row: HouseholdRow, _now: datetime) -> Cells:
    """A household."""
    return (
        row.no, row.compound, row.lane, row.building, row.unit, row.room,
        row.head, row.phone, row.people, joined(row.marks), row.open_requests or "",
    )  # fmt: skip


def person_heads() -> tuple[str, ...]:
    """Headings of the roster."""
    return (
        _("No."), _("name"), _("kind"), _("post"), _("telephone"), _("place"), _("reach"),
        _("on duty"), _("expected back"), _("skills"), _("compound"), _("duties today"),
        _("24 h"), _("only they"),
    )  # fmt: skip


def person_cells(row: PersonRow, now: datetime) -> Cells:
    """Somebody who works here."""
    return (
        row.no, row.name, people.label(row.kind, "kind"), row.post, row.phone, people.place(row),
        people.label(row.reach, "reach"), "✓" if row.on_duty else "", people.back(row, now),
        joined(row.skills), row.compound, row.duties_today or "", duties.load(row.work_minutes),
        row.only_they or "",
    )  # fmt: skip


def kept_heads() -> tuple[str, ...]:
    """Headings of what is kept for others."""
    return (
        _("No."), _("kept by"), _("kind"), _("thing"), _("whose"), _("since"), _("due back"),
        _("given back"),
    )  # fmt: skip


def kept_cells(row: CustodyRow, now: datetime) -> Cells:
    """Something kept for others."""
    back = clock(row.returned_at, now) if row.returned_at else ""
    return (
        row.no, row.holder, custody.kind(row.kind), row.what, custody.whose(row),
        clock(row.since, now), day(row.due_back, now) if row.due_back else "", back,
    )  # fmt: skip


def request_heads() -> tuple[str, ...]:
    """Headings of the queue."""
    return (
        _("No."), _("urgency"), _("kind"), _("where"), _("summary"), _("telephone"),
        _("state"), _("chased"), _("next chase"), _("first because"),
    )  # fmt: skip


def request_cells(row: RequestRow, now: datetime) -> Cells:
    """A request."""
    return (
        row.no, requests.label(row.urgency, "urgency"), requests.label(row.kind, "kind"),
        requests.address(row), row.summary, row.phone, requests.label(row.state, "state"),
        requests.chased(row), requests.due(row, now), requests.why(why_first(row, now), now),
    )  # fmt: skip


def errand_heads() -> tuple[str, ...]:
    """Headings of the errands."""
    return (
        _("No."), _("state"), _("which medicine"), _("where to"), _("leaves"), _("back"),
        _("runner"), _("households"), _("brought"), _("not brought"), _("waiting"),
    )  # fmt: skip


def errand_cells(view: ErrandView, now: datetime) -> Cells:
    """An errand."""
    row = view.row
    return (
        row.no, errands.state(row.state), row.medicine, row.place, clock(row.leaves_at, now),
        clock(row.returns_at, now), joined(row.runners) or _("nobody"), row.households,
        row.brought, row.missing, row.waiting,
    )  # fmt: skip


def drop_heads() -> tuple[str, ...]:
    """Headings of the drops."""
    return (
        _("No."), _("time"), _("stop"), _("compound"), _("unloading point"), _("goods"),
        _("state"), _("hands"), _("who"), _("driver"), _("telephone"),
    )  # fmt: skip


def drop_cells(row: DropRow, now: datetime) -> Cells:
    """One gate's share of a delivery."""
    return (
        row.no, clock(row.eta, now), row.position, row.compound, row.unloading_point,
        joined(row.goods), supplies.drop_state(row.state),
        duties.cover(row.hands, row.hands_needed), joined(row.people), row.driver, row.driver_phone,
    )  # fmt: skip


def session_heads() -> tuple[str, ...]:
    """Headings of the sessions."""
    return (
        _("No."), _("time"), _("round"), _("site"), _("compounds"), _("state"), _("desks"),
        _("people due"), _("people given"), _("lead"), _("who"),
    )  # fmt: skip


def session_cells(row: SessionRow, now: datetime) -> Cells:
    """A testing session."""
    return (
        row.no, f"{clock(row.starts_at, now)}-{clock(row.ends_at, now)}", row.round_name,
        row.site, joined(row.compounds), testing.state(row.state), row.desks, row.people_due,
        duties.cover(row.have, row.need), row.lead, joined(row.people),
    )  # fmt: skip


_SECTIONS = {
    "life": N_("A matter of life"),
    "overdue": N_("Chases overdue"),
    "broken": N_("Promises broken"),
    "due": N_("Chases due soon"),
}


def board_lines(seen: Board, now: datetime, name: str, in_charge: str) -> Iterator[str]:
    """The Today board, line by line."""
    here = now.astimezone(LOCAL)
    yield "  ".join(part for part in (name, in_charge, f"{here:%Y-%m-%d %H:%M}") if part)
    yield _("On duty {on_duty}/{staff}").format(on_duty=seen.on_duty, staff=seen.staff)
    for line in seen.absent:
        back = (
            _("back {day}").format(day=day(line.expected_back, now)) if line.expected_back else ""
        )
        parts = (line.name, line.post, people.label(line.place, "place"), back)
        yield "  " + "  ".join(part for part in parts if part)
    for field, words in _SECTIONS.items():
        yield from _section(_(words), getattr(seen, field), now)
    told = _("Requests open: {open}, residents to call back: {call_backs}")
    yield told.format(open=seen.open, call_backs=seen.call_backs)
    if seen.work or seen.standing:
        yield _("Work of the day")
        yield from (_work(line, now) for line in seen.work)
        yield from (_standing(line, now) for line in seen.standing)


def _section(title: str, section: Section, now: datetime) -> Iterator[str]:
    if not section.total:
        return
    yield f"{title}: {section.total}"
    for row in section.rows:
        parts = (
            f"{row.no}",
            requests.label(row.kind, "kind"),
            requests.address(row),
            row.summary,
            row.phone,
            requests.why(why_first(row, now), now),
        )
        yield "  " + "  ".join(part for part in parts if part)
    more = section.total - len(section.rows)
    if more > 0:
        yield "  " + _("… and {count} more").format(count=more)


def _work(line: CoverLine, now: datetime) -> str:
    what = _("unloading") if line.place == "supplies" else _("testing")
    parts = (clock(line.starts_at, now), what, joined(line.compounds), line.where)
    return "  " + "  ".join([*(p for p in parts if p), duties.cover(line.have, line.need)])


def _standing(line: StandingLine, now: datetime) -> str:
    times = f"{clock(line.starts_at, now)}-{clock(line.ends_at, now)}"
    gaps = ", ".join(duties.span(starts, ends, local_date(now)) for starts, ends in line.gaps)
    said = _("nobody {spans}").format(spans=gaps) if gaps else ""
    parts = (times, duties.work(line.work), duties.cover(line.have, line.need), said)
    return "  " + "  ".join(part for part in parts if part)
