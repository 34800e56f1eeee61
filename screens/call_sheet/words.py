"""Call sheets in words: parts, reasons, sums, what changed since."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from itertools import groupby

from data.call_sheet.queries import frozen_sums
from data.call_sheet.told import Change, Told
from data.sql import Reader
from models.address import dashed, short_address
from models.call_sheet import ByHand, Part, SheetEntry, Sums, Why
from models.call_sheet.hints import Hint, HintKind
from models.call_sheet.paper import PaperBuilding, place_of
from models.testing import RoundView
from models.times import local_date, short_date
from screens.i18n import N_, Labels, _, ngettext
from screens.kit.times import clock, day
from screens.kit.values import beside, headed, joined, spoken

part = Labels(
    {
        Part.CALLED: N_("called down"),
        Part.VISITED: N_("visited"),
        Part.LEFT_OUT: N_("not called"),
        Part.STAFF: N_("works here"),
        Part.LATE: N_("came beside the sheet"),
    }
)
"""What a call sheet says of somebody."""

why = Labels(
    {
        Why.POSITIVE: N_("positive, waits for the transfer"),
        Why.PENDING: N_("abnormal test, waits for an own negative result"),
        Why.EXEMPT: N_("back from isolation, exempt"),
        Why.AWAY: N_("out of town"),
        Why.EMPTY: N_("nobody lives there"),
        Why.MOVED_OUT: N_("moved out"),
        Why.CLOSED: N_("building closed"),
        Why.BED_BOUND: N_("cannot come down"),
        Why.ISOLATING: N_("isolates at home"),
        Why.NEAR_POSITIVE: N_("lives, or shares a kitchen, with somebody positive"),
        Why.BY_HAND: N_("by somebody's word"),
    }
)
"""Why somebody is left out, or visited."""

OF_HEALTH = frozenset(
    {
        *(Why.POSITIVE, Why.PENDING, Why.EXEMPT),
        *(Why.BED_BOUND, Why.ISOLATING, Why.NEAR_POSITIVE),
    }
)
"""Reasons that tell of somebody's health, or of that of who lives with them."""

ORDER: Sequence[Why] = (
    *(Why.POSITIVE, Why.PENDING, Why.EXEMPT, Why.BY_HAND, Why.AWAY, Why.MOVED_OUT, Why.EMPTY),
    *(Why.CLOSED, Why.BED_BOUND, Why.ISOLATING, Why.NEAR_POSITIVE),
)
"""The order in which reasons are told: what others have to be kept safe from first."""


def reason(code: str, last: str | None, today: date) -> str:
    """A reason, and until when it holds where that is known."""
    if last is None:
        return why(code)
    return beside(why(code), until(last, today), gap=" ")


def sums(told: Sums) -> str:
    """The sums of a call sheet in one line."""
    return joined(
        filter(
            None,
            (
                _("{count} on the register").format(count=told.register),
                _("{count} called down").format(count=told.called),
                _("{count} visited").format(count=told.visited),
                _("{count} not called").format(count=told.left_out),
                _("{count} work here and live elsewhere").format(count=told.staff)
                if told.staff
                else "",
                _("{count} came beside the sheet").format(count=told.late) if told.late else "",
            ),
        )
    )


def frozen(conn: Reader, its_round: RoundView) -> str:
    """The sums of the sheet of a round that began, in one line; empty for any other."""
    return "" if its_round.frozen_at is None else sums(frozen_sums(conn, its_round.id))


_hint = Labels(
    {
        HintKind.POSITIVE: N_("a call says positive or waits for transfer"),
        HintKind.AT_DOOR: N_("a call says cannot come down: visit?"),
        HintKind.ASIDE: N_("set aside by hand then: again?"),
    }
)
"""What speaks against calling a door down."""


def hint(one: Hint) -> str:
    """What speaks against calling people of a door down."""
    return beside(
        _("round {no}").format(no=one.round) if one.request is None else f"#{one.request}",
        short_address(*one.address),
        _hint(one.kind),
        _("{count} called").format(count=one.people),
        one.said,
    )


def hints(found: Sequence[Hint]) -> str:
    """That something speaks against calling people down; empty for none."""
    if not found:
        return ""
    return _("⚠ to look at first: {count}").format(count=len(found))


def people(count: int) -> str:
    """A number of people."""
    return ngettext("{count} person", "{count} people", count).format(count=count)


def since(told: Told, now: datetime) -> str:
    """Since when a sheet stands, or that it does not stand yet."""
    its_round = told.its_round
    if its_round.frozen_at is None:
        return _("not begun: as it would be now")
    return _("begun {time}: as it was then").format(time=clock(its_round.frozen_at, now))


def title(told: Told) -> str:
    """The round a sheet is of: its number, name and day."""
    its_round = told.its_round
    name = _("Round {no}").format(no=its_round.no)
    return beside(name, its_round.name, spoken(date.fromisoformat(its_round.day)))


def begun(told: Told, now: datetime) -> str:
    """That a round began, and what is to be known where that was not on its day."""
    its_round, today = told.its_round, local_date(now).isoformat()
    said = _("Round {no} has begun; its call sheet stands.").format(no=its_round.no)
    early = late = ""
    if its_round.day > today:
        early = _("It is of {day}: whoever turns positive until then is told as changed.").format(
            day=day(its_round.day, now)
        )
    if its_round.day < today:
        late = _("It was of {day}: the sheet is as is known now, not as it was then.").format(
            day=day(its_round.day, now)
        )
    return beside(said, early, late, gap=" ")


def building(one: PaperBuilding, *, named: bool = True) -> str:
    """A building: `大林苑 lane 43 building 8`.

    Args:
        named: whether its compound is said.
    """
    lane = _("lane {lane}").format(lane=one.lane) if one.lane else ""
    own = _("building {building}").format(building=one.building) if one.building else ""
    return beside(one.compound if named or not (lane or own) else "", lane, own, gap=" ")


def door(one: SheetEntry) -> str:
    """Where somebody lives, in short; nothing of who lives elsewhere."""
    return short_address(one.compound, one.lane, one.building, one.unit, one.room)


def who(one: SheetEntry) -> str:
    """Somebody by door and name; who is known by the door alone is somebody of it."""
    place = _("no. {no} there").format(no=one.who.place) if one.who.place and not one.name else ""
    return beside(door(one), one.name or place, gap=" ")


def doors(entries: Iterable[SheetEntry]) -> str:
    """Doors with how many people are meant where it is more than one: `3-501 ×2, 3-502 王芳`."""
    told = []
    for _home, found in groupby(entries, key=lambda one: (one.who.household, door(one))):
        there = list(found)
        names = [one.name for one in there if one.name]
        said = joined(names) if len(names) == len(there) else _times(len(there))
        told.append(beside(door(there[0]), said, gap=" "))
    return joined(told)


def places(entries: Iterable[SheetEntry]) -> str:
    """Buildings with how many people are meant: `大林苑 3 ×138`."""
    told = []
    for (compound, lane, own), found in groupby(entries, key=place_of):
        told.append(beside(short_address(compound, lane, own), _times(len(list(found))), gap=" "))
    return joined(told)


def _times(count: int) -> str:
    return f"×{count}" if count > 1 else ""


def by_why(entries: Iterable[SheetEntry]) -> list[tuple[str, list[SheetEntry]]]:
    """Entries by their reason, in the order in which reasons are told."""
    found: dict[str, list[SheetEntry]] = {}
    for one in entries:
        found.setdefault(one.why or "", []).append(one)
    return sorted(found.items(), key=lambda item: ORDER.index(Why(item[0])) if item[0] else -1)


def rooms(entries: Iterable[SheetEntry]) -> str:
    """Doors within a building, each with how many people are meant or who: `501 ×2, 502 王芳`."""
    told = []
    for _home, found in groupby(entries, key=lambda one: (one.who.household, one.unit, one.room)):
        there = list(found)
        names = [one.name for one in there if one.name]
        said = joined(names) if len(names) == len(there) else _times(len(there))
        told.append(beside(dashed(there[0].unit, there[0].room), said, gap=" "))
    return joined(told)


def until(last: str, today: date) -> str:
    """Until which day something holds."""
    day = short_date(date.fromisoformat(last), today)
    return _("until {day}").format(day=day)


def set_aside(no: int, part: ByHand, count: int) -> str:
    """That people were set aside for a round by hand."""
    said = _("Visited in round {no}: {people}.")
    if part is ByHand.LEFT_OUT:
        said = _("Not called in round {no}: {people}.")
    return said.format(no=no, people=people(count))


Changed = tuple[str, tuple[Change, ...]]
"""What changed in a line, and of whom."""


def changed(changes: Iterable[Change], today: date, *, for_paper: bool = False) -> list[Changed]:
    """What changed, people of one door of whom the same is told in one line.

    Args:
        for_paper: whether volunteers read it, who are not told why.
    """

    def said(change: Change) -> tuple[str | None, str, str]:
        one = _either(change)
        return one.who.household, door(one), _for_paper(change) if for_paper else _said(change)

    def _said(change: Change) -> str:
        was, now = change
        moved = ""
        if was is not None and now is not None and door(was) != door(now):
            moved = _("moved from {door}").format(door=door(was))
        return joined(filter(None, (moved, _what(was, now, today))))

    return [
        (headed(doors(map(_either, there)), what), there)
        for (_home, _door, what), found in groupby(changes, key=said)
        for there in [tuple(found)]
    ]


def _either(change: Change) -> SheetEntry:
    was, now = change
    one = now or was
    assert one is not None
    return one


def tells_of_health(change: Change) -> bool:
    """Whether somebody is told of by a change for their health, then or now."""
    return any(one is not None and one.why in OF_HEALTH for one in change)


def matters_on_paper(change: Change) -> bool:
    """Whether volunteers do something else because of a change: they are told no reasons."""
    was, now = change
    return was is None or now is None or was.part != now.part or door(was) != door(now)


def _for_paper(change: Change) -> str:
    now = change[1]
    called = now is not None and now.part in (Part.CALLED, Part.VISITED)
    return part(now.part) if called and now else part(Part.LEFT_OUT)


def _what(was: SheetEntry | None, now: SheetEntry | None, today: date) -> str:
    if was is None:
        assert now is not None
        return _("new: {part}").format(part=_part(now, today))
    if now is None:
        return _("on no list any more; was {part}").format(part=_part(was, today))
    if _part(was, today) == _part(now, today):
        return "" if was.name == now.name else _("was {part}").format(part=was.name or "-")
    return f"{_part(was, today)} → {_part(now, today)}"


def _part(one: SheetEntry, today: date) -> str:
    if one.why is None:
        return part(one.part)
    return _("{part} ({why})").format(part=part(one.part), why=reason(one.why, one.until, today))


def room(one: PaperBuilding | SheetEntry, unit: str | None, number: str | None) -> str:
    """A door within its building; the building where it has no doors of its own."""
    return dashed(unit, number) or dashed(one.lane, one.building)


PROBLEMS: dict[str, str] = {
    "round_not_there": N_("There is no round {no}. There are: {rounds}."),
    "round_started": N_("Round {no} began on {since} already; its call sheet stands."),
    "round_too_early": N_(
        "Round {no} is of {day}. Its sheet is frozen the evening before at the earliest: who turns"
        " positive until then would be called."
    ),
    "round_called_off": N_("All sessions of round {no} are called off: nobody is called."),
    "sheet_empty": N_("Round {no} calls nobody. Give it a session with compounds first."),
    "sheet_frozen": N_(
        "Round {no} began on {since}: its call sheet is not changed any more. Tick or miss people"
        " instead."
    ),
    "not_of_round": N_("Round {no} calls nobody of {value}."),
    "aside_unclear": N_("Who is meant by {value}? Nothing was done; write doors like 12-203."),
    "aside_unsaid": N_("Say why in words (--because): whoever asks at the door is told by them."),
    "not_aside": N_("None of these was set aside in round {no}."),
    "aside_nobody": N_("Nobody is named by that."),
}

ACTS: dict[str, str] = {
    "round_started": N_("round {no} begun: {name}"),
    "round_left_out": N_("round {no}, not called by hand: {count} ({said})"),
    "round_visited": N_("round {no}, visited by hand: {count} ({said})"),
    "round_called": N_("round {no}, called again: {count}"),
}
