"""Testing in words: kinds of rounds, states of sessions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from models.address import dashed
from models.duties import Role, Work
from models.duties.late import late_by
from models.testing import (
    BatchRow,
    RoundInput,
    RoundKind,
    RoundView,
    SessionPlan,
    SessionRow,
    SessionState,
    Supply,
    TubeKind,
    rules,
)
from models.testing.materials import Material
from models.times import stored
from screens.duties import words as duty_words
from screens.i18n import N_, Labels, _, ngettext
from screens.kit.times import at
from screens.kit.values import beside, joined

tube = Labels(
    {
        TubeKind.POOLED: N_("pooled"),
        TubeKind.HOUSEHOLD: N_("one tube a household"),
        TubeKind.SINGLE: N_("single"),
    }
)
"""Who is put into one tube together."""

taken = Labels(
    {
        "pooled": N_("PCR, pooled"),
        "household": N_("PCR, one tube a household"),
        "single": N_("PCR, single"),
        "antigen": N_("antigen"),
    }
)
"""What can be taken in a round, see `models.testing.SAMPLED`."""

kind = Labels(
    {
        RoundKind.PCR: N_("PCR"),
        RoundKind.ANTIGEN: N_("antigen"),
    }
)
"""Kinds of rounds."""

state = Labels(
    {
        SessionState.PLANNED: N_("planned"),
        SessionState.RUNNING: N_("running"),
        SessionState.DONE: N_("done"),
        SessionState.CANCELLED: N_("called off"),
    }
)
"""How far a session is."""


def state_now(row: SessionRow, now: datetime) -> str:
    """How far a session is, and by how much it is late."""
    late = late_by(rules.due_at(row.state, row.starts_at, row.ends_at), now)
    return beside(state(row.state), "" if late is None else duty_words.late(late))


def session_at(row: SessionRow) -> str:
    """A session as a sentence begins: `Session 2 at 中心花园`."""
    return _("Session {no} at {site}").format(no=row.no, site=rules.called(row.site, row.compounds))


def sessions(count: int) -> str:
    """A number of sessions; `this session` for one."""
    return ngettext("this session", "{count} sessions", count).format(count=count)


def sampled(what: str, tube_kind: str, pool_size: int) -> str:
    """What is taken in a round, and how: `PCR 10 a tube`."""
    if what == RoundKind.ANTIGEN:
        return _("antigen")
    if tube_kind == TubeKind.POOLED:
        return beside(_("PCR"), _("{count} a tube").format(count=pool_size), gap=" ")
    return beside(_("PCR"), tube(tube_kind), gap=" ")


def round_name(what: str, tube_kind: str, on: date) -> str:
    """What a round is called where nobody gave it a name: `04-10 PCR`."""
    how = tube(tube_kind) if what == RoundKind.PCR and tube_kind != TubeKind.POOLED else ""
    return beside(f"{on:%m-%d}", kind(what), how, gap=" ")


def part(row: BatchRow) -> str:
    """Which part of a building a batch is: `building 3 101 to 604`, `building 43-21`."""
    building = _("building {name}").format(name=dashed(row.lane, row.building))
    return beside(building, rooms(row.first_room, row.last_room), gap=" ")


def rooms(first: str, last: str) -> str:
    """From the first room to the last."""
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


def counted(households: int, count: int) -> str:
    """How many households and people come together."""
    told = ngettext("{count} household", "{count} households", households)
    return beside(told.format(count=households), people(count), gap=" ")


def batch(row: BatchRow, on: date) -> str:
    """A batch in one line: `06:00 building 3 101 to 604  18 households 29 people`.

    Args:
        on: the day that a bare time is of.
    """
    told = counted(row.households, row.people)
    where = _("at the doors of {part}").format(part=part(row)) if row.at_door else part(row)
    where = _("children of {part}, in their break").format(part=where) if row.in_break else where
    return beside(f"{at(row.starts_at, on)} {where}", told)


def round_kept(no: int, count: int) -> str:
    """That a round is planned, and how to take it back."""
    told = ngettext(
        "Round {no} is planned with {count} session; undo takes it back.",
        "Round {no} is planned with {count} sessions; undo takes it back.",
        count,
    )
    return told.format(no=no, count=count)


def needed(needs: Mapping[Role, int]) -> str:
    """People needed by role: `lead 1, desk 2`."""
    return joined(f"{duty_words.role(role)} {count}" for role, count in needs.items())


def round_in_brief(view: RoundView | RoundInput, people: int, desks: int) -> str:
    """A round in a line: its name, what is taken, for how many people at how many desks."""
    return beside(
        view.name,
        sampled(view.kind, view.tube_kind, view.pool_size),
        at_desks(people, desks),
        view.team,
    )


_MATERIALS: dict[Material, Callable[[int], str]] = {
    Material.TUBE: lambda count: ngettext("{count} tube", "{count} tubes", count),
    Material.SWAB: lambda count: ngettext("{count} swab", "{count} swabs", count),
    Material.KIT: lambda count: ngettext("{count} antigen kit", "{count} antigen kits", count),
}


def takes(found: Sequence[Supply]) -> str:
    """What a round takes, and whether the store-room has it: `Takes 482 tubes (500 in stock)`."""
    return _("Takes at least {what}").format(what=joined(map(_supply, found)))


def _supply(one: Supply) -> str:
    needs = _MATERIALS[Material(one.what)](one.needed).format(count=one.needed)
    if one.there is None:
        return _("{needs} (none on file in stock)").format(needs=needs)
    sign = "⚠ " if one.there < one.needed else ""
    return sign + _("{needs} ({there} in stock)").format(needs=needs, there=one.there)


def planned(one: SessionPlan, day: date) -> str:
    """A session as a plan proposes it: `06:00-11:40 大林苑`."""
    span = duty_words.span(stored(one.starts_at), stored(one.ends_at), day)
    return f"{span} {one.site}"


def at_desks(people: int, count: int) -> str:
    """How many people come to how many desks: `942 at 2 desks`."""
    return _("{people} at {desks}").format(people=people, desks=desks(count))


def desks(count: int) -> str:
    """A number of desks."""
    return ngettext("{count} desk", "{count} desks", count).format(count=count)


def people(count: int) -> str:
    """A number of people."""
    return ngettext("{count} person", "{count} people", count).format(count=count)


WORKS: dict[str, str] = {
    Work.SESSION: N_("testing"),
}
"""What a duty at a session is called."""

MARKS: dict[str, str] = {
    Work.SESSION: N_("mark|T"),
}
"""What stands for it on the timeline: a letter or one Chinese character."""

PROBLEMS: dict[str, str] = {
    "round_unknown": N_("There is no round {no}."),
    "session_unknown": N_("There is no session {no}."),
    "pool_size_wrong": N_("A tube takes 1 to 50 people."),
    "session_ends_before_start": N_("A session cannot end before it begins."),
    "session_too_long": N_(
        "That would be until {until}: a session takes {hours} h at most. Look at its start and end."
    ),
    "desks_wrong": N_("A session has 1 to 50 desks."),
    "compound_twice": N_("{compound} is named twice."),
    "session_already": N_("Session {no} is in that state already."),
    "session_cannot": N_("Session {no} cannot go to that state from where it is."),
    "session_begun": N_("Session {no} is no longer planned; it cannot be moved to another day."),
    "desks_too_few": N_(
        "{people} people are called and the desks take {takes}. Desks that would do: {desks}; or"
        " until {until}."
    ),
    "desks_were_few": N_(
        "{people} people are called; in the time planned the desks take {takes} only."
    ),
    "window_turned": N_("The round would be over before it begins: look at from and to."),
    "window_long": N_("That is longer than {hours} h: make it two rounds, or look at from and to."),
    "desks_none": N_("It takes one desk at least, not {desks}."),
    "desks_many": N_("{desks} desks are more than can be: {most} at most."),
    "pool_unusual": N_("No tube is for {size} people: choose {sizes}."),
    "pool_alone": N_("Only pooled tubes take several people: leave {size} out, or choose pooled."),
    "compound_unclear": N_("Which compound is {value}? There is {names}."),
    "building_elsewhere": N_(
        "Building {building} is in {compound}, which the round is not for: name that compound, too."
    ),
    "held_not_called": N_(
        "Not called down, since they are positive, or wait for their own result after an abnormal"
        " tube: {people}."
    ),
    "lessons_go_on": N_(
        "{people} of the children come only when lessons have gone on, at {ends}: more desks, or a"
        " longer break."
    ),
    "nobody_to_sample": N_("Nobody is to be sampled there: look at compounds, buildings, marks."),
    "nobody_sampled": N_("Nobody is to be sampled in {compounds}: no session there."),
    "plan_outdated": N_("A building of this plan is gone: plan it anew."),
    "called_meanwhile": N_(
        "{compound} is called to session {no} at {site} at the same time ({starts} to {ends})."
    ),
    "team_elsewhere": N_("{team} is at session {no}, {site}, then ({starts} to {ends})."),
    "round_again": N_("On that day round {no} does the same for {compounds} already."),
    "helpers_few": N_(
        "From {at} on {need} people are needed at once, and {free} are free. With other duties"
        " then: {busy} ({names}); not there: {absent}."
    ),
    "materials_short": N_("{goods}: {asked} wanted, {there} in stock; none was taken out."),
    "materials_unclear": N_("{value}: write the goods, then how many, such as tubes 500."),
    "materials_lacking": N_("{goods}: at least {needed} are needed, {there} are in stock."),
    "comes_from_doors": N_(
        "{person} was at closed doors at {where} until {ends}: not among people again that day."
    ),
    "goes_from_doors": N_(
        "{person} is at {where} from {starts}, among people: no closed doors before that."
    ),
    "number_unclear": N_("{value} is no whole number."),
}


ACTS: dict[str, str] = {
    "round_planned": N_("round {no} planned: {name}, sessions: {sessions}"),
    "round_changed": N_("round {no} changed: {name}"),
    "session_added": N_("session {no} planned: {site}, {round}"),
    "session_changed": N_("session {no} changed: {site}, {round}"),
    "session_planned": N_("session {no} planned again: {site}, {round}"),
    "session_running": N_("session {no} has begun: {site}, {round}"),
    "session_done": N_("session {no} is over: {site}, {round}"),
    "session_cancelled": N_("session {no} called off: {site}, {round}"),
    "sessions_moved": N_("session {no} moved to {day}: {site}"),
    "testing_set": N_("settings of testing changed"),
}
