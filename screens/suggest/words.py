"""A suggested day in words: the place, who is to fill it, why, and the load they then have."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from models.duties import Role, Slot
from models.problems import Problem
from models.suggest import Proposal, Reason, Taker
from screens.duties import words as duty_words
from screens.i18n import N_, _, ngettext
from screens.kit.times import day as day_words
from screens.kit.values import beside, joined, spoken
from screens.roster import words as people_words
from screens.sentences import say


def what(slot: Slot) -> str:
    """The work and the role: `testing lead`, `night watch`."""
    if slot.role is Role.HAND or slot.work.value == slot.role.value:
        return duty_words.work(slot.work)
    return f"{duty_words.work(slot.work)} {duty_words.role(slot.role)}"


def place(slot: Slot, day: date) -> str:
    """A place of a day in one line: when, what, where, which skill it asks for."""
    when = f"{duty_words.span(slot.starts, slot.ends, day):11}"
    skill = _("with {skill}").format(skill=slot.skill) if slot.skill else ""
    return beside(when, what(slot), slot.where, skill)


def who(line: Proposal) -> str:
    """Who is to fill it, or that nobody is."""
    if line.person_no is None:
        return _("✗ nobody")
    if line.reason.to_ask:
        return _("? ask {name}").format(name=line.name)
    return f"→ {line.name}" + (" ⚠" if line.reason.warnings else "")


def load(line: Proposal) -> str:
    """Hours of work they have that day with all of this."""
    return duty_words.load(line.minutes)


def why(reason: Reason) -> str:
    """Why somebody, or why nobody, with what speaks against it."""
    told = say(Problem(reason.code, reason.params))
    return beside(told, *("⚠ " + say(problem) for problem in reason.warnings))


def counted(lines: Sequence[Proposal], day: date, now: datetime) -> str:
    """The day and how many of its places are filled: `tomorrow: 12 of 14 open shifts, ✗ 2 left`."""
    told = day_words(day.isoformat(), now)
    full = spoken(day)
    named = told if told == full else f"{told} {full}"
    if not lines:
        return _("{day}: no open shifts").format(day=named)
    left = sum(line.person_no is None for line in lines)
    to_ask = sum(line.person_no is not None and line.reason.to_ask for line in lines)
    if not left and not to_ask:
        each = ngettext(
            "{day}: {n} open shift, filled", "{day}: {n} open shifts, all filled", len(lines)
        )
        return each.format(day=named, n=len(lines))
    filled = _("{day}: {n} of {total} open shifts filled").format(
        day=named, n=len(lines) - left - to_ask, total=len(lines)
    )
    some = [duty_words.to_ask(to_ask)] if to_ask else []
    some += [_("✗ {left} left").format(left=left)] if left else []
    return joined([filled, *some])


def taker(one: Taker) -> str:
    """Somebody who could take a place: name, load with it, what speaks for and against them."""
    fit = people_words.label(one.fit, "kind") if one.fit == one.kind else one.fit
    return beside(
        one.name,
        duty_words.load(one.minutes),
        _("lives here") if one.near else "",
        fit,
        *("⚠ " + say(problem) for problem in one.warnings),
    )


PROBLEMS: dict[str, str] = {
    "given_only_one": N_("the only one who can"),
    "given_only_free": N_("the only one free of {all} who could"),
    "given_unwarned": N_("only one free without a warning; {others} more with one"),
    "given_less_warned": N_("fewer warnings than {others} more who are free"),
    "given_least_work": N_("least work that day of those who fit: {hours} h"),
    "given_idle": N_("has no other work that day"),
    "given_near": N_("lives in {compound}"),
    "given_fit": N_("can do it: {fit}"),
    "given_free": N_("is free then; {hours} h of work that day"),
    "given_staff": N_("staff first: illnesses are told by telephone"),
    "given_goes": N_("goes there as staff; nobody who lives there is free without a warning"),
    "given_pass": N_("has a pass to go there"),
    "given_by_hand": N_("chosen by you"),
    "left_no_lead": N_("nobody on the roster leads"),
    "left_no_drive": N_("nobody on the roster drives"),
    "left_no_guide": N_("nobody on the roster knows the way"),
    "left_no_skill": N_("nobody on the roster has: {skill}"),
    "left_nobody": N_("nobody is on the roster"),
    "left_for_hand": N_("nobody to propose; {count} only if you choose them"),
    "left_absent": N_("all who could are absent or shut off: {count}"),
    "left_busy": N_("all who could have other work then: {count}"),
    "left_taken": N_("all who could are proposed for other work then: {count}"),
    "left_absent_busy": N_("{absent} absent or shut off, {busy} busy"),
    "left_absent_taken": N_("{absent} absent or shut off, {taken} proposed elsewhere"),
    "left_busy_taken": N_("{busy} busy, {taken} proposed elsewhere"),
    "left_none_free": N_("{absent} absent or shut off, {busy} busy, {taken} proposed elsewhere"),
    "left_by_hand": N_("left open by you"),
    "place_taken": N_(
        "{where} at {starts} was filled or changed meanwhile; nothing was given. Suggest anew."
    ),
    "work_taken": N_(
        "{work} at {starts} was filled or changed meanwhile; nothing was given. Suggest anew."
    ),
    "suggestion_empty": N_("There is nothing to give."),
}


ACTS: dict[str, str] = {
    "day_suggested": N_("{count} shifts given as suggested: {names}"),
}
