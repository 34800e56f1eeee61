"""Closed places in words: what is closed until when and why, and what closing breaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from data.closed.commands import named
from models.closed import Break, BreakKind, ClosablePlace, Extent
from models.households.closing import closed_until, is_closed
from models.times import local_date
from screens.duties import words as duty_words
from screens.i18n import N_, Labels, _, ngettext
from screens.kit.times import day, stamp
from screens.kit.values import beside, joined

extent = Labels({Extent.COMPOUND: N_("compound"), Extent.BUILDING: N_("building")})
"""How much a place is."""


def places(found: Sequence[ClosablePlace]) -> str:
    """Places by name; from four on how many there are."""
    if len(found) > _NAMED:
        return ngettext("{count} place", "{count} places", len(found)).format(count=len(found))
    return joined(map(named, found))


_NAMED = 3


def is_shut(one: ClosablePlace, now: datetime) -> bool:
    """Whether a place is closed now, by itself or with its compound."""
    until = closed_until(one.closed_until, one.with_compound_until)
    return is_closed(until, local_date(now))


def state(one: ClosablePlace, now: datetime) -> str:
    """Until when a place is closed, or that its last day is over."""
    if one.closed_until is None:
        return ""
    if not is_closed(one.closed_until, local_date(now)):
        return _("over since {day}").format(day=day(one.closed_until, now))
    return _("closed until {day}").format(day=day(one.closed_until, now))


def brief(one: Break, now: datetime) -> str:
    """One thing that closing breaks, with its number and time, in one line."""
    when = "" if one.starts_at is None else stamp(one.starts_at, now)
    return beside(when, _told(one))


def _told(one: Break) -> str:
    who = joined(one.who)
    inside = ngettext("{n} household", "{n} households", one.households).format(n=one.households)
    match BreakKind(one.kind):
        case BreakKind.ERRAND:
            told = _("errand {no} to {where}: medicine for {n} inside, hand it in at the gate")
        case BreakKind.SHUT_OUT:
            told = _("{who} ({no}) cannot go in for {work}: {where}")
        case BreakKind.KEPT_IN:
            told = _("{who} ({no}) cannot come out for {work}: {where}")
        case BreakKind.DROP:
            told = _("stop {no} at {where}: hand the goods in at the gate")
        case BreakKind.SESSION:
            told = _("session {no} at {where}: {n} called down, test them at their own doors")
        case BreakKind.LEADER:
            told = _("{who} ({no}) leads {where}: tell them")
    work = duty_words.work(one.work) if one.work else ""
    return told.format(no=one.no, where=one.where or "–", who=who, n=inside, work=work)


_KINDS = {
    BreakKind.ERRAND: N_("errands {n}"),
    BreakKind.SHUT_OUT: N_("cannot go in {n}"),
    BreakKind.KEPT_IN: N_("cannot come out {n}"),
    BreakKind.DROP: N_("stops {n}"),
    BreakKind.SESSION: N_("sessions {n}"),
    BreakKind.LEADER: N_("leaders to tell {n}"),
}


def counted(found: Sequence[Break]) -> str:
    """How many things of each kind closing breaks."""
    if not found:
        return _("Nothing planned is broken by it.")
    counts = ((kind, sum(one.kind == kind for one in found)) for kind in BreakKind)
    return " · ".join(_(_KINDS[kind]).format(n=n) for kind, n in counts if n)


def given(found: Sequence[ClosablePlace], until: date, why: str, now: datetime) -> str:
    """What is closed until when and why, in one line."""
    told = _("{places} closed until {day}: {why}") if why else _("{places} closed until {day}")
    return told.format(places=places(found), day=day(until.isoformat(), now), why=why)


def opened(found: Sequence[ClosablePlace], now: datetime) -> str:
    """What is open again; what its compound still closes is said."""
    return beside(*_opened(found, now), gap=" ")


def _opened(found: Sequence[ClosablePlace], now: datetime) -> Iterator[str]:
    free = [one for one in found if not is_shut(one, now)]
    if free:
        told = ngettext("{name} is open again.", "{name} are open again.", len(free))
        yield told.format(name=places(free))
    for one in found:
        if is_shut(one, now):
            yield _("{where} stays closed: so is {compound}.").format(
                where=named(one), compound=one.compound
            )


PROBLEMS: dict[str, str] = {
    "place_open": N_("{where} is not closed."),
    "closed_with_compound": N_("{where} is closed with {compound}: open that."),
    "closed_in_the_past": N_("{day} is over; a place is closed until today or later."),
    "place_closed": N_("{places} closed then: hand the goods in at the gate."),
    "tested_at_doors": N_("{places} closed then: test them at their own doors."),
}


ACTS: dict[str, str] = {
    "places_closed": N_("{where} closed until {until}"),
    "places_opened": N_("{where} open again"),
}
