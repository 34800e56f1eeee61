"""Rules about people: who is on site, and what a new span of presence does to those on record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from models.problems import Problem
from models.roster import ABSENT_PLACES, LIVE_IN_KINDS, Place, PresenceInput, Reach
from models.times import local_date


@dataclass(frozen=True, slots=True)
class Span:
    """A span of presence on record: from `since` until `until`, None while it lasts."""

    id: str
    place: Place
    since: datetime
    until: datetime | None


@dataclass(frozen=True, slots=True)
class Recording:
    """What recording a span of presence does to those on record.

    Args:
        ends: the running span that ends when the new one begins.
        replaces: the span that began at the same moment and is put right by the new one.
    """

    ends: str | None = None
    replaces: str | None = None


def usual_place(kind: str) -> Place:
    """Where a person is taken to be when no span of presence says otherwise."""
    return Place.ON_SITE if kind in LIVE_IN_KINDS else Place.HOME


def record(
    spans: Sequence[Span], new: PresenceInput, now: datetime | None = None
) -> Recording | Problem:
    """What recording `new` does, or why it cannot stand beside the spans there are.

    A running span ends when the new one begins; one that began at the same moment is put right.

    Args:
        now: an end after this was only foreseen: it gives way to what is known of that time now.
    """
    wrong = _wrong_in_itself(new)
    if wrong:
        return wrong
    same = next((span for span in spans if span.since == new.since), None)
    ends: str | None = None
    for span in spans:
        if span is same:
            continue
        if span.since < new.since:
            if span.until is None or _gives_way(span, new, now):
                ends = span.id
            elif span.until > new.since:
                return _overlap(span)
        elif new.until is None or new.until > span.since:
            back = new.place not in ABSENT_PLACES and span.until is None
            return (
                _back_too_soon(span, new)
                if back and span.place in ABSENT_PLACES
                else _overlap(span)
            )
    return Recording(ends=ends, replaces=same.id if same else None)


def _gives_way(span: Span, new: PresenceInput, now: datetime | None) -> bool:
    """Whether a foreseen end comes sooner; not where the old span would go on after the new."""
    if now is None or span.until is None or not max(now, new.since) < span.until:
        return False
    return new.until is None or new.until >= span.until


def _wrong_in_itself(new: PresenceInput) -> Problem | None:
    if new.until is not None and new.until <= new.since:
        times = {"since": new.since, "until": new.until}
        return Problem("return_before_leaving", times, "until")
    if new.expected_back is not None and new.expected_back < local_date(new.since):
        params: dict[str, object] = {"since": new.since, "day": new.expected_back}
        return Problem("expected_before_leaving", params, "expected_back")
    if (new.reach is Reach.WINDOW) != (new.reach_from is not None and new.reach_until is not None):
        return Problem("reach_window_unclear", {}, "reach")
    return None


def _overlap(span: Span) -> Problem:
    params = {"place": span.place, "since": span.since, "until": span.until}
    return Problem("presence_overlaps", params, "since")


def _back_too_soon(span: Span, new: PresenceInput) -> Problem:
    return Problem("return_before_leaving", {"since": span.since, "until": new.since}, "since")
