"""Duties given from the roster, to work that has no place of its own: telephone, night, patrol."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from data.duties import candidates as duty_candidates
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.roster import queries as roster
from models.duties import DutyInput, DutyRow, Work
from models.duties.rules import ROLES
from models.problems import Problem
from models.times import local_date
from screens.duties import candidates, words
from screens.i18n import N_, _
from screens.kit.choose import Choose
from screens.kit.fields import moment_of, text_of, time_check, written
from screens.kit.form import FormDialog, FormField, Values
from screens.kit.place import Place
from screens.kit.saving import save
from screens.sentences import say

WORKS = (Work.TELEPHONE, Work.NIGHT, Work.PATROL, Work.GUIDE, Work.OTHER, Work.REST)
"""Work given from here; sessions, drops and requests have places of their own."""

_AHEAD = timedelta(days=7)
_USUAL = timedelta(hours=4)


def line(duty: DutyRow, day: date) -> str:
    """A duty in one line, seen from a calendar day: when, what, as what, where."""
    parts = (
        words.span(duty.starts_at, duty.ends_at, day),
        words.work(duty.work),
        words.role(duty.role),
        duty.where,
    )
    return "  ".join(part for part in parts if part)


def change_duties(place: Place, no: int) -> None:
    """Give a person a duty, or take one of the week ahead from them."""
    now = place.store.now()
    held = place.store.ask(duties.of_person, no, now, now + _AHEAD)
    if not held:
        give_duty(place, no, now)
        return

    def chosen(index: int | None) -> None:
        if index == 0:
            give_duty(place, no, now)
        elif index is not None:
            place.run_worker(_take(place, held[index - 1], local_date(now)))

    def options() -> list[str]:
        return [
            _("give a duty"),
            *(_("take away: {duty}").format(duty=line(duty, local_date(now))) for duty in held),
        ]

    place.desk.open_dialog(Choose(lambda: _name(place, no), options), chosen)


async def _take(place: Place, duty: DutyRow, day: date) -> None:
    await place.perform(
        lambda step: duty_commands.change_people(step, [], [duty.no]),
        lambda _changed: _("{name} no longer has: {duty}").format(
            name=duty.person, duty=line(duty, day)
        ),
    )


def _name(place: Place, no: int) -> str:
    person = place.store.ask(roster.person, no)
    return person.name if person else ""


def give_duty(place: Place, no: int, now: datetime, starts: datetime | None = None) -> None:
    """Ask for a duty of a person that begins now, or when `starts` says."""
    name, begins = _name(place, no), starts or now

    async def submit(values: Values) -> Sequence[Problem]:
        given = read(values, no, now)
        if isinstance(given, list):
            return given
        warnings = place.store.ask(duty_candidates.concerns, given)
        told = _("{name}: {duty}").format(
            name=name,
            duty=f"{words.span(given.starts_at, given.ends_at, local_date(now))} {given.note}",
        )
        doubts = " ".join("⚠ " + say(concern.problem) for concern in warnings)
        swap = place.store.ask(duty_candidates.swap_out, given, now)
        if swap is not None:
            doubts = f"{doubts} {candidates.spared(swap, local_date(now))}".rstrip()
        return await save(
            place,
            lambda step: len(duty_commands.change_people(step, [given]).given),
            lambda _count: f"{told}  {doubts}".rstrip(),
        )

    initial = {
        "work": Work.TELEPHONE.value,
        "starts_at": written(begins),
        "ends_at": written(begins + _USUAL),
    }
    place.desk.open_dialog(
        FormDialog(
            lambda: _("Duty for {name}").format(name=name),
            fields(now),
            initial,
            submit,
            f"duty:{no}",
        )
    )


def fields(now: datetime) -> tuple[FormField, ...]:
    """The fields of a duty."""
    check = time_check(lambda: now)
    return (
        FormField(
            "work",
            N_("work"),
            "choice",
            choices=lambda: [(work.value, words.work(work.value)) for work in WORKS],
            required=True,
        ),
        FormField("starts_at", N_("from"), "time", required=True, check=check),
        FormField("ends_at", N_("until"), "time", required=True, check=check),
        FormField("note", N_("what, where"), required=True),
    )


def read(values: Values, no: int, now: datetime) -> DutyInput | list[Problem]:
    """The duty a form says; an end before the start is on the next day."""
    problems: list[Problem] = []
    starts = moment_of(values, "starts_at", now, problems)
    ends = moment_of(values, "ends_at", now, problems)
    if starts is None or ends is None:
        return problems
    if ends <= starts:
        ends += timedelta(days=1)
    work = Work(text_of(values, "work"))
    note = text_of(values, "note").strip()
    return DutyInput(no, work, ROLES[work][0], starts, ends, note=note)
