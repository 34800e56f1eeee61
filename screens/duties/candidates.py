"""People who may be given to work, in words: a line of the list, what is for and against them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from models.problems import Problem
from models.text import fold
from screens.duties import words as duties
from screens.i18n import N_, _
from screens.kit import masks
from screens.kit.columns import cut
from screens.kit.ticks import tick
from screens.kit.times import at
from screens.kit.values import beside, joined
from screens.roster import words as people
from screens.sentences import say

if TYPE_CHECKING:
    from textual.content import Content

    from data.duties.candidates import Candidate, Swap
    from data.duties.commands import Changed
    from data.duties.several import Among
    from models.duties import Role

_NAME, _POST, _LOAD = 10, 16, 7
"""Cells of the columns of the list."""

_NAMED = 6
"""Numbers told of the pieces of work somebody cannot be at."""

_SHORT: Mapping[str, str] = {
    "person_busy": N_("{where} until {ends}"),
    "person_at_work": N_("other work until {ends}"),
    "person_isolated": N_("isolated"),
    "afar_isolated": N_("isolated"),
    "afar_hospital": N_("in hospital"),
    "afar_away": N_("away"),
    "person_hospital": N_("in hospital"),
    "person_away": N_("away"),
    "outside_hours": N_("{from} to {until} only"),
    "rest_broken": N_("rest until {ends}"),
    "rest_short": N_("rests {hours} h only"),
    "load_over": N_("{hours} h of work in 24"),
    "awake_long": N_("up for {hours} h"),
    "building_closed": N_("building closed"),
    "back_by_then": N_("back {at}"),
    "leaves_later": N_("away from {at}"),
    "comes_later": N_("back {at} only"),
    "compound_closed": N_("compound closed"),
    "compound_shut": N_("not let in there"),
    "heavy_work": N_("no heavy work"),
    "lives_elsewhere": N_("lives in {compound}"),
    "health_by_telephone": N_("not staff"),
    "nights_running": N_("two nights running"),
}


def head() -> str:
    """The heading over the lines."""
    cells = (cut(_("name"), _NAME), cut(_("post"), _POST), cut(_("load"), _LOAD, right=True))
    return "  " + " ".join(cells) + "  " + _("remarks")


def roles(known: Sequence[Role], chosen: Role) -> Content:
    """The roles that can be given, the chosen one in brackets."""
    from textual.content import Content  # commands read these words without the desk

    parts = [Content.styled(_("as") + " ", "$foreground 70%")]
    for role in known:
        text = f"[{duties.role(role)}]" if role is chosen else f" {duties.role(role)} "
        parts.append(Content.styled(text, "bold $accent" if role is chosen else "$foreground 70%"))
    return Content.assemble(*parts)


def about(person: Candidate, masked: bool) -> str:
    """Who somebody is: where they live, what they can do, how they are reached."""
    phone = masks.phone(person.phone, masked)
    parts = (person.compound, joined(person.skills), person.vehicle, phone)
    return beside(person.name, *parts, gap="   ")


def matching(people: Sequence[Candidate], typed: str) -> list[Candidate]:
    """Those of whom all that was typed tells: name, initials, post, skill."""
    wanted = fold(typed).split()
    return [
        person
        for person in people
        if all(word in person.search or word in fold(person.name) for word in wanted)
    ]


def line(person: Candidate, role: str | None, day: date) -> Content:
    """Somebody as the list shows them.

    Args:
        day: the calendar day of the work; a time of another day carries its date.
        role: the role they are marked for; None while they are not.
    """
    from textual.content import Content  # commands read these words without the desk

    text = _columns(person)
    if role is not None:
        sign = Content.styled(f"{tick(True)} ", "bold $accent")
        unasked = Content.styled("  " + _("to be asked"), "$warning") if person.to_ask else ""
        told = Content.styled(duties.role(role), "bold $accent")
        # Who has it already and cannot come is not counted, and it has to be seen why.
        why = f"  ✗ {against(person, day)}" if person.refused else ""
        return Content.assemble(sign, text, told, unasked, Content.styled(why, "$error"))
    if person.refused:
        return Content.styled(f"✗ {text}{against(person, day)}", "$foreground 50%")
    if person.concerns:
        warning = Content.styled(f"⚠ {against(person, day)}", "$warning")
        return Content.assemble(f"{tick(False)} {text}", warning)
    return Content.assemble(f"{tick(False)} {text}", Content.styled(favour(person), "$success"))


def _columns(person: Candidate) -> str:
    where = person.post or joined(person.skills) or person.compound or ""
    load = cut(duties.load(person.minutes), _LOAD, right=True)
    return f"{cut(person.name, _NAME)} {cut(where, _POST)} {load}  "


def line_among(one: Among, role: str | None) -> Content:
    """Somebody as the list of several pieces of work shows them: for how many they are free, and
    for which not.

    Args:
        role: the role they are marked for; None while they are not.
    """
    from textual.content import Content  # commands read these words without the desk

    text, chosen = _columns(one.person), "" if role is None else duties.role(role) + "  "
    parts = [
        (_("free for {count}").format(count=len(one.free)) if one.free else "", "$success"),
        (_remark(N_("warned for {count}: {nos}"), one.warned, "⚠ "), "$warning"),
        (_remark(N_("there already: {nos}"), one.there), "$foreground 70%"),
        (_remark(_refusing(one), one.refused, "✗ "), "$foreground 50%"),
    ]
    told = [Content.styled(f"{words}  ", style) for words, style in parts if words]
    sign = "✗ " if one.person.refused else f"{tick(role is not None)} "
    return Content.assemble(sign, text, Content.styled(chosen, "bold $accent"), *told)


def _refusing(one: Among) -> str:
    """Msgid of where somebody cannot be: busy, where nothing else stands against it."""
    codes = {
        concern.problem.code
        for found in one.stands.values()
        for concern in found
        if concern.refuses
    }
    if codes <= {"person_busy", "person_at_work"}:
        return N_("busy for {count}: {nos}")
    return N_("cannot for {count}: {nos}")


def _remark(words: str, nos: Sequence[int], sign: str = "") -> str:
    """How many pieces of work, and which; of many the first."""
    if not nos:
        return ""
    named = " ".join(f"#{no}" for no in nos[:_NAMED]) + (" …" if len(nos) > _NAMED else "")
    return sign + _(words).format(count=len(nos), nos=named)


def against(person: Candidate, day: date) -> str:
    """What speaks against somebody first, in a few words."""
    return short(person.concerns[0].problem, day)


def short(problem: Problem, day: date) -> str:
    """A problem with work of a day in a few words, without the name of whom it is about."""
    if problem.code not in _SHORT:
        return say(problem)
    values = {
        name: at(value, day) if isinstance(value, datetime) else value
        for name, value in problem.params.items()
    }
    return _(_SHORT[problem.code]).format_map(values)


def favour(person: Candidate) -> str:
    """What speaks for somebody, in a few words."""
    fit = people.label(person.fit, "kind") if person.fit == person.kind else person.fit
    return "  ".join(filter(None, (_("lives here") if person.near else "", fit)))


def told(changed: Changed) -> str:
    """Who was given to work and who taken from it, as a sentence."""
    given, taken = joined(changed.given), joined(changed.taken)
    if not changed.taken:
        return _("{given} given to {where}.").format(given=given, where=changed.where)
    if not changed.given:
        return _("{taken} taken from {where}.").format(taken=taken, where=changed.where)
    return _("{where}: {given} instead of {taken}.").format(
        where=changed.where, given=given, taken=taken
    )


def spared(swap: Swap, day: date) -> str:
    """Who could take one of two duties too near each other, as a sentence; empty for nobody."""
    instead, takers = joined(swap.instead), joined(swap.takers)
    if swap.duty is None:
        return _("{people} could take it.").format(people=instead) if instead else ""
    work = " ".join(filter(None, (duties.work(swap.duty.work), swap.duty.where)))
    duty = f"{work} {duties.span(swap.duty.starts_at, swap.duty.ends_at, day)}"
    if not instead:
        return _("{people} could take {duty}.").format(people=takers, duty=duty)
    return _("{people} could take it, or {takers} {duty}.").format(
        people=instead, takers=takers, duty=duty
    )
