"""Samples on their way in words: how far they are, how late their results, whom to ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from models.chases import ChaseView, Rung
from models.chases.silence import tells_of_silence
from models.samples import TripRow, TripState, rules
from screens.i18n import N_, Labels, _, ngettext
from screens.kit.times import clock, short_span, span
from screens.kit.values import beside, headed
from screens.requests import words as request_words

state = Labels(
    {
        TripState.ON_WAY: N_("on the way"),
        TripState.AT_LABORATORY: N_("at the laboratory"),
        TripState.DONE: N_("all results in"),
    }
)
"""How far samples are."""

MOST_NAMED = 3
"""Trips that a line names whose results are overdue; of more it says how many."""


def tubes(row: TripRow) -> str:
    """How many tubes went, and of how many the results are here."""
    went = ngettext("{count} tube", "{count} tubes", row.tubes).format(count=row.tubes)
    if not row.with_result or row.state == TripState.DONE:
        return went
    return beside(went, _("{count} with a result").format(count=row.with_result), gap=" · ")


def went(row: TripRow) -> str:
    """A trip as it is called: number, laboratory, tubes."""
    return beside(f"#{row.no} {row.laboratory}", tubes(row), gap="  ")


def stands(row: TripRow, now: datetime) -> str:
    """How far it is: on its way since when, or by when its results should be in, or how late."""
    late = rules.overdue(row, now)
    if late is not None:
        return _("results {span} overdue").format(span=span(late))
    if row.state == TripState.DONE:
        at = "" if row.results_at is None else clock(row.results_at, now)
        return beside(state(row.state), at, gap=" ")
    expected = _("results by {time}").format(time=clock(row.expected_at, now))
    return beside(state(row.state), expected)


def rung(value: str) -> str:
    """Whom it was pushed to so far."""
    return request_words.label(value, "rung")


def chased(row: TripRow, now: datetime) -> str:
    """How often results were asked for, by whom they are promised, when to ask next."""
    if row.state == TripState.DONE:
        return ""
    asked = ""
    if row.chases:
        asked = _("asked {count}×, {rung}").format(count=row.chases, rung=rung(row.rung))
    promised = ""
    if row.promised_until is not None:
        promised = _("{who} promised them by {time}").format(
            who=row.promised_by, time=clock(row.promised_until, now)
        )
    return beside(asked, promised, next_chase(row, now))


def next_chase(row: TripRow, now: datetime) -> str:
    """When somebody is to be asked for results; empty once they are in."""
    if row.state == TripState.DONE or row.next_chase_at is None:
        return ""
    if rules.chase_is_due(row, now):
        return _("to be asked for now")
    return _("to be asked for {time}").format(time=clock(row.next_chase_at, now))


def said(one: ChaseView, now: datetime) -> str:
    """A chase in a line: when, whom, what they said."""
    silent = not one.answered and not tells_of_silence(one.said)
    answer = beside(_("no answer"), one.said) if silent else one.said
    promised = ""
    if one.promised_until is not None:
        promised = _("by {time}").format(time=clock(one.promised_until, now))
    return beside(headed(f"{clock(one.at, now)} {one.to}", answer), promised)


def overdue(found: Sequence[TripRow], now: datetime) -> str:
    """Trips whose results are overdue, as a line of the board: since when, pushed to whom."""
    named = [_overdue(row, now) for row in found[:MOST_NAMED]]
    more = len(found) - len(named)
    if more > 0:
        named.append(_("… and {count} more").format(count=more))
    return headed(_("⚠ Results overdue"), " · ".join(named))


def _overdue(row: TripRow, now: datetime) -> str:
    late = rules.overdue(row, now) or 0
    pushed = "" if row.rung == Rung.SELF else rung(row.rung)
    due = _("ask now") if rules.chase_is_due(row, now) else ""
    since = _("since {time}, {span}").format(
        time=clock(row.expected_at, now), span=short_span(late)
    )
    return beside(f"#{row.no} {row.laboratory}", since, pushed, due, tubes(row))


def sent(row: TripRow, now: datetime) -> str:
    """What the desk says of samples that left."""
    told = ngettext(
        "{count} tube is on its way to {laboratory}{by}, number {no}; results by {time}.",
        "{count} tubes are on their way to {laboratory}{by}, number {no}; results by {time}.",
        row.tubes,
    ).format(
        count=row.tubes,
        laboratory=row.laboratory,
        by=_(" with {name}").format(name=row.by) if row.by else "",
        no=row.no,
        time=clock(row.expected_at, now),
    )
    unknown = ""
    if row.known < row.tubes:
        unknown = _("Which tubes of those on file is not known: say yourself when all are done.")
        if row.known:
            unknown = _(
                "{known} of them are on file: say yourself when the results of all are in."
            ).format(known=row.known)
    nobody = "" if row.by else _("Nobody is named who took them.")
    return beside(told, unknown, nobody, gap=" ")


def arrived(row: TripRow, now: datetime) -> str:
    """What the desk says of samples that arrived."""
    return _("Number {no} is at {laboratory}; results by {time}.").format(
        no=row.no, laboratory=row.laboratory, time=clock(row.expected_at, now)
    )


def asked(row: TripRow, now: datetime) -> str:
    """What the desk says of results that were asked for."""
    return _("Asked for the results of number {no}; next {time}.").format(
        no=row.no, time=clock(row.next_chase_at or row.expected_at, now)
    )


def done(rows: Sequence[TripRow]) -> str:
    """What is said of trips whose results are said to be in, and how many tubes of them are not
    known to have one: an abnormal one may be among these."""
    said = ngettext(
        "All results of {count} trip are in.", "All results of {count} trips are in.", len(rows)
    ).format(count=len(rows))
    lacking = sum(row.known - row.with_result for row in rows)
    if not lacking:
        return said
    warned = ngettext(
        "⚠ {count} tube of them has no result on file: write it down.",
        "⚠ {count} tubes of them have no result on file: write them down.",
        lacking,
    ).format(count=lacking)
    return beside(said, warned, gap=" ")


HELD: dict[str, str] = {
    "samples": N_("takes samples to"),
}
"""What somebody has in hand who falls out, by kind of `Holding`."""

PROBLEMS: dict[str, str] = {
    "trip_unknown": N_("No samples left under number {no}."),
    "trip_done": N_("All results of number {no} are in already."),
    "trip_arrived": N_("Number {no} is at its laboratory since {at} already."),
    "laboratory_missing": N_("Say to which laboratory they go."),
    "session_of_other_round": N_("Session {no} is of round {round}; choose one of this round."),
    "samples_of_antigen": N_(
        "Round {no} is one of antigen tests: nothing of it goes to a laboratory."
    ),
    "left_before_round": N_("They cannot have left at {at}: round {no} is on {day}."),
    "arrived_before_left": N_("Number {no} left at {left}; it cannot have arrived at {at}."),
    "chased_before_leaving": N_("Number {no} left at {left} only, after {at}."),
    "done_before_left": N_("Number {no} left at {left}; its results cannot have come at {at}."),
    "nothing_to_send": N_(
        "No tubes of this round are left to send. Say how many there are, or their codes."
    ),
    "tubes_unknown": N_("No tubes of this round have these codes: {codes}."),
    "tubes_with_result": N_("These tubes have their result already: {codes}."),
    "tubes_void": N_("These tubes are void and are not sent: {codes}."),
    "tubes_with_trip": N_("On their way already, with number {trip}: {codes}."),
    "tube_begun_later": N_("Tube {code} was begun at {opened} only: look at when they left."),
    "tubes_count_wrong": N_("From 1 to {most} tubes can be sent at once."),
    "tubes_fewer": N_("Tubes counted: {count}, tubes named: {named}. Look again."),
    "person_has_samples": N_(
        "{name} is taking samples to a laboratory: {trips}. i, absent, gives them to others, or "
        "say that they arrived; then take them off."
    ),
}


ACTS: dict[str, str] = {
    "samples_sent": N_("samples {no} left for {laboratory}, tubes: {count}"),
    "samples_changed": N_("samples {no} changed: {laboratory}"),
    "samples_given": N_("samples {nos} taken on by {to}"),
    "samples_arrived": N_("samples {no} arrived: {laboratory}"),
    "samples_chased": N_("results of samples {no}: {to} asked, {laboratory}"),
    "samples_chased_in_vain": N_("results of samples {no}: {to} did not answer, {laboratory}"),
    "samples_promised": N_("results of samples {no}: {to} promised them by {until}, {laboratory}"),
    "samples_advised": N_("{person} advised on samples {no}: {laboratory}"),
    "samples_done": N_("samples {nos}: all results in, {laboratory}"),
    "samples_set": N_("settings of samples changed"),
}
