"""Absence in words: what somebody holds, who takes it and why, whom they met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from models.absence import AbsencePlan, Handover, Hold, Met, Offer, Successor
from models.duties import Role, Work
from models.problems import Problem
from models.roster import PresenceInput, PresenceView
from models.text import one_line
from models.times import local_date, stored
from screens.duties import words as duty_words
from screens.duties.candidates import short
from screens.i18n import N_, _, ngettext
from screens.kit import masks
from screens.kit.columns import cut
from screens.kit.times import clock, day
from screens.kit.values import beside, joined
from screens.roster import words as people_words
from screens.sentences import say, sentences_of
from screens.suggest import words as suggest

_SHORT: Mapping[str, str] = {
    "takes_fewest": N_("{count} requests in hand"),
    "takes_near": N_("lives here"),
    "takes_free": N_("{hours} h of work"),
    "not_qualified": N_("has not done this before"),
    "keeps_by_telephone": N_("goes on by telephone"),
}
"""Reasons in a few words, where the name stands beside them."""


def held(kind: str) -> str:
    """A kind of thing held, in the words of its subject: `looks after`, `keeps`."""
    return _(sentences_of("HELD")[kind])


def what(hold: Hold) -> str:
    """What kind of thing is held: `testing lead`, `guiding`, `looks after #12`, `keeps`."""
    if hold.slot is None:
        words = held(hold.what)
        return words if hold.matter is None else f"{words} #{hold.no}"
    return suggest.what(hold.slot)


def when(hold: Hold, now: datetime) -> str:
    """When a duty takes its person: `06:00-09:00`, `04-10 06:00-09:00`; empty for the rest."""
    if hold.slot is None:
        return ""
    return duty_words.span(hold.slot.starts, hold.slot.ends, local_date(now))


def about(hold: Hold, masked: bool) -> str:
    """Where and what: the site, the address, the summary; health words only where they may."""
    said = hold.about if hold.slot is not None else masks.text(hold.about, masked)
    return beside(*dict.fromkeys((hold.where, said)), gap=" ")


def successor(line: Handover) -> str:
    """Who takes it, or that nobody can."""
    if line.uncovered:
        return _("✗ nobody")
    if line.reason.to_ask:
        return _("? ask {name}").format(name=line.name)
    return f"→ {line.name}" + (" ⚠" if line.reason.warnings else "")


why = suggest.why
"""Why somebody, or why nobody, with what speaks against it."""


def given(presence: PresenceInput, now: datetime) -> str:
    """Where somebody will be: `isolated since 08:00, back 04-24`."""
    parts = [
        people_words.label(presence.place, "place"),
        _("since {since}").format(since=clock(stored(presence.since), now)),
    ]
    if presence.until is not None:
        parts.append(_("until {until}").format(until=clock(stored(presence.until), now)))
    elif presence.expected_back is not None:
        back = day(presence.expected_back.isoformat(), now)
        parts.append(_("back {day}").format(day=back))
    return " · ".join(filter(None, (*parts, people_words.reach(presence))))


def recorded(who: str, presence: PresenceInput, now: datetime) -> str:
    """Where somebody is, as told once it is on record."""
    return _("{names}: {place}.").format(names=who, place=given(presence, now))


def later(planned: Sequence[tuple[str, PresenceView]], given: PresenceInput, now: datetime) -> str:
    """What becomes of absences planned for later; empty where there is none."""
    told = []
    for who, span in planned:
        said = people_words.presence(span, now, masked=True)
        if span.place == given.place and given.until is None:
            told.append(
                _("{name}: {span} was planned; it begins sooner now.").format(name=who, span=said)
            )
        else:
            told.append(_("{name}: {span} stays as planned.").format(name=who, span=said))
    return beside(*told, gap=" ")


def counted(lines: Sequence[Handover]) -> str:
    """How many things are held and what becomes of them."""
    if not lines:
        return _("Holds nothing.")
    open_ones = sum(line.uncovered for line in lines)
    asked = sum(not line.uncovered and line.reason.to_ask for line in lines)
    total = ngettext("{n} item of open work", "{n} items of open work", len(lines)).format(
        n=len(lines)
    )
    if not open_ones and not asked:
        return _("{total}: all covered").format(total=total)
    short = ngettext("✗ {n} uncovered", "✗ {n} uncovered", open_ones).format(n=open_ones)
    to_ask = duty_words.to_ask(asked) if asked else ""
    return beside(total, to_ask, short if open_ones else "")


def names(plan: AbsencePlan) -> str:
    """Who falls out."""
    return joined(person.name for person in plan.people)


def taker(one: Successor, now: datetime) -> str:
    """Somebody who may take a thing, in one line: who, how busy, what speaks against it."""
    said = _SHORT.get(one.reason.code)
    values = one.reason.params
    remark = say(Problem(one.reason.code, values)) if said is None else _(said).format_map(values)
    warned = "  ".join(
        f"⚠ {short(problem, local_date(now))}" for problem in one.reason.warnings[:1]
    )
    return f"{cut(one.name, 10)} {cut(one.post, 16)} {remark}  {warned}".rstrip()


def met_line(one: Met, now: datetime, masked: bool) -> str:
    """Somebody they met: who, how to reach them, why: sleeps there, shared work, is a neighbour."""
    why = []
    if one.lodging:
        why.append(_("sleeps there too: {lodging}").format(lodging=one.lodging))
    if one.times:
        often = ngettext("{n} time", "{n} times", one.times).format(n=one.times)
        why.append(beside(_("at work"), clock(one.last, now), one.where, often, gap=" "))
    if one.neighbour:
        why.append(_("lives in the same building"))
    return beside(one.name, masks.phone(one.phone, masked), " · ".join(why))


def met_title(days: int) -> str:
    """What stands over those they met."""
    told = ngettext(
        "Worked or live with them, {n} day back: test them first",
        "Worked or live with them, {n} days back: test them first",
        days,
    )
    return told.format(n=days)


def offer(one: Offer, now: datetime, masked: bool) -> str:
    """Something that can be theirs again: what, when, who has it now, what stands against it; last
    what it is about, of which a low screen may show the beginning alone."""
    if one.duty is None:
        kind = held(one.what)
        said = beside(one.where, masks.text(one.about, masked), gap=" ")
    else:
        role = duty_words.role(one.duty.role) if one.duty.role is not Role.HAND else ""
        span = duty_words.span(one.duty.starts_at, one.duty.ends_at, local_date(now))
        kind = f"{span} {duty_words.work(Work(one.duty.work))}"
        said = beside(role, one.where, gap=" ")
    has = _("with {name}").format(name=one.by) if one.by else _("with nobody")
    wrong = f"  ⚠ {say(one.problem)}" if one.problem else ""
    return one_line(f"{kind}  {has}{wrong}  {said}")


def back(name: str, taken: int, planned: PresenceView | None, now: datetime) -> str:
    """Somebody is back, with how much is theirs again, and the absence planned for later."""
    told = _came(name, taken)
    if planned is None:
        return told
    span = people_words.presence(planned, now, masked=True)
    return beside(told, _("{name}: {span} stays as planned.").format(name=name, span=span), gap=" ")


def _came(name: str, taken: int) -> str:
    if not taken:
        return _("{name} is back.").format(name=name)
    told = ngettext(
        "{name} is back and took {n} thing again.",
        "{name} is back and took {n} things again.",
        taken,
    )
    return told.format(name=name, n=taken)


PROBLEMS: dict[str, str] = {
    "nobody_named": N_("Name somebody."),
    "absence_out_of_date": N_(
        "They hold other things now than was shown; look again and apply then."
    ),
    "place_is_here": N_("Somebody there can take duties; choose isolated, in hospital or away."),
    "offer_gone": N_("One of these things is over or was given back meanwhile; look again."),
    "offer_line_unknown": N_("There is no line {value} in the offer; it has {count}."),
    "person_name_unknown": N_("Nobody on the roster is called {name}."),
    "person_name_like": N_("Nobody on the roster is called {name}; did you mean {names}?"),
    "skill_nobody_has": N_("Nobody on the roster has the skill {skill}; there are: {skills}."),
    "person_name_shared": N_("Several are called {name}; say which by number: {numbers}."),
    "takes_same_request": N_("{person} has this request already."),
    "takes_near": N_("{person} lives in {compound}."),
    "takes_fewest": N_("{person} is here, with {count} requests in hand."),
    "takes_free": N_("{person} is free then; {hours} h of work around it."),
    "keeps_by_telephone": N_("{person} can go on by telephone."),
    "back_by_then": N_("{person} is away now, and back {at}, before that."),
    "leaves_later": N_("{person} is here then, and away from {at} on."),
    "comes_later": N_("{person} is away then too, and back {at} only."),
    "left_open": N_("Left open; somebody must still be found."),
    "nobody_of_staff": N_("Nobody of the staff is here."),
    "not_qualified": N_("{person} has not done this before."),
}


ACTS: dict[str, str] = {
    "absence_applied": N_("{names} absent: {moved} things given to others, {uncovered} open"),
    "person_back": N_("{name} is back, {taken} of theirs taken again"),
}
