"""Duties given from the roster, to work that has no place of its own: telephone, night, patrol."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime, timedelta
from functools import partial

from data.duties import candidates as duty_candidates
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.duties.several import give_each
from data.roster import queries as roster
from data.work import kinds
from models.duties import DutyInput, DutyRow, Work
from models.duties.rules import span_problems
from models.problems import Refused
from models.several import Several
from models.times import local_date
from screens.duties import candidates, words
from screens.households.words import people as people_words
from screens.i18n import N_, _
from screens.kit.choose import choose_from
from screens.kit.fields import FormField, reader, shown
from screens.kit.form import FormDialog
from screens.kit.kinds import ENDS, MOMENT, Choice
from screens.kit.place import Place
from screens.kit.record import Edit, blank
from screens.kit.several import told as several_told
from screens.kit.values import beside, joined
from screens.sentences import say

WORKS = (Work.TELEPHONE, Work.NIGHT, Work.PATROL, Work.GUIDE, Work.OTHER, Work.REST)
"""Work given from here; sessions, drops and requests have places of their own."""

_AHEAD = timedelta(days=7)
_USUAL = timedelta(hours=4)


def line(duty: DutyRow, day: date) -> str:
    """A duty in one line, seen from a calendar day: when, what, as what, where."""
    return beside(
        words.span(duty.starts_at, duty.ends_at, day),
        words.work(duty.work),
        words.role(duty.role),
        duty.where,
    )


def change_duties(place: Place, no: int) -> None:
    """Give a person a duty, or take one of the week ahead from them."""
    now = place.store.now()
    held = place.store.ask(duties.of_person, no, now, now + _AHEAD)
    if not held:
        give_duty(place, no, now)
        return

    day = local_date(now)

    def words(duty: DutyRow | None) -> str:
        if duty is None:
            return _("give a duty")
        return _("take away: {duty}").format(duty=line(duty, day))

    def give_or_take(duty: DutyRow | None) -> Awaitable[object] | None:
        if duty is None:
            give_duty(place, no, now)
            return None
        told = _("{name} no longer has: {duty}").format(name=duty.person, duty=line(duty, day))
        return place.perform(
            lambda step: duty_commands.change_people(step, [], [duty.no], seen={duty.no: no}),
            lambda _changed: told,
        )

    choose_from(place.desk, lambda: _name(place, no), [None, *held], words, give_or_take)


def _name(place: Place, no: int) -> str:
    person = place.store.ask(roster.person, no)
    return person.name if person else ""


def give_duty_to_several(place: Place, numbers: Sequence[int]) -> None:
    """Ask for a duty of several people; who cannot have it is left, which is told."""
    now = place.store.now()

    async def save(edit: Edit[DutyInput]) -> object:
        given = edit.given
        duty = f"{words.span(given.starts_at, given.ends_at, local_date(now))} {given.note}"
        with place.store.read() as conn:
            stands = {
                no: duty_candidates.concerns(conn, given._replace(person_no=no)) for no in numbers
            }

        def said(done: Several[DutyRow]) -> str:
            names = joined(row.person or "" for row in done.done.values())
            doubts = (f"⚠ {say(one.problem)}" for no in done.done for one in stands[no])
            gave = _("{name}: {duty}").format(name=names, duty=duty)
            return beside(several_told(done, gave), *doubts, gap=" ")

        done = await place.perform(lambda step: give_each(step, given, numbers), said)
        if not isinstance(done, Refused):
            place.unmark(done.done)
        return done

    _ask_duty(place, lambda: people_words(len(numbers)), None, now, save)


def give_duty(place: Place, no: int, now: datetime, starts: datetime | None = None) -> None:
    """Ask for a duty of a person that begins now, or when `starts` says."""
    name = _name(place, no)

    def save(edit: Edit[DutyInput]) -> Awaitable[object]:
        given = edit.given
        warnings = place.store.ask(duty_candidates.concerns, given)
        told = _("{name}: {duty}").format(
            name=name,
            duty=f"{words.span(given.starts_at, given.ends_at, local_date(now))} {given.note}",
        )
        doubts = beside(*("⚠ " + say(concern.problem) for concern in warnings), gap=" ")
        swap = place.store.ask(duty_candidates.swap_out, given, now)
        if swap is not None:
            doubts = beside(doubts, candidates.spared(swap, local_date(now)), gap=" ")
        return place.perform(
            lambda step: len(duty_commands.change_people(step, [given]).given),
            lambda _count: beside(told, doubts),
        )

    _ask_duty(place, lambda: name, no, starts or now, save)


def _ask_duty(
    place: Place,
    name: Callable[[], str],
    no: int | None,
    begins: datetime,
    save: Callable[[Edit[DutyInput]], Awaitable[object]],
) -> None:
    read = reader(DUTY, partial(_duty, no), span_problems)
    stands = {"work": Work.TELEPHONE, "starts_at": begins, "ends_at": begins + _USUAL}
    place.desk.open_dialog(
        FormDialog(
            blank(lambda: _("Duty for {name}").format(name=name()), shown(DUTY, stands)),
            DUTY,
            read,
            save,
            f"duty:{no or 'several'}",
        )
    )


def _works() -> list[tuple[str, str]]:
    return [(work.value, words.work(work.value)) for work in WORKS]


DUTY: tuple[FormField, ...] = (
    FormField("work", N_("work"), Choice(_works, Work, Work.TELEPHONE), required=True),
    FormField("starts_at", N_("from"), MOMENT, required=True),
    FormField("ends_at", N_("until"), ENDS, required=True, after="starts_at"),
    FormField("note", N_("what, where"), required=True),
)
"""The fields of a duty."""


def _duty(
    no: int | None, work: Work, starts_at: datetime, ends_at: datetime, note: str
) -> DutyInput:
    """A duty of a person, or of nobody yet; an end before the start is on the next day."""
    if ends_at <= starts_at:
        ends_at += timedelta(days=1)
    return DutyInput(no, work, kinds.DUTIES[work].roles[0], starts_at, ends_at, note=note)
