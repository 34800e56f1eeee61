"""Logging a chase: the same desk again in two keys, anybody else from the directory or by name."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from data.chases import queries as chases
from data.directory import queries as directory
from data.requests import chasing as request_chasing
from models.chases import ChaseInput, ChaseView, Rung, Urgency
from models.chases.ladder import first_rung, proposed_rung, rung_above, unanswered
from models.chases.rules import (
    URGENCIES,
    promise_too_late,
)
from models.chases.rungs import rung_of
from models.directory import SERVICES, Entry
from models.directory.rules import for_rung
from models.emergency.dangers import checklist_kind
from models.emergency.hospitals import fit_of, likelier, needs_of
from models.emergency.wards import Needs
from models.problems import Problem
from models.requests import RequestState
from models.requests.rules import has_sheet, move_problems
from models.times import legible
from screens.directory.contacts import PickContact
from screens.directory.words import number_of
from screens.emergency import words as emergency_words
from screens.i18n import _
from screens.kit.choose import choose_act
from screens.kit.fields import Values, shown
from screens.kit.record import Edit, blank
from screens.kit.values import joined
from screens.requests import time_words, words
from screens.requests.calling import called_on
from screens.requests.chase_form import ChaseForm
from screens.requests.form import CHASE, read_chase
from screens.requests.harm_words import Harmed, late_promise
from screens.sentences import say

if TYPE_CHECKING:
    from screens.requests.detail import Known
    from screens.requests.request_place import RequestPlace


def log_chase(place: RequestPlace, known: Sequence[Known]) -> None:
    """Ask who was chased and what came of it; a desk that was chased before is offered again.

    Several requests are chased with one call: for all of them the same is written down. What
    cannot be chased stays as it is and marked, and it is told why.
    """
    able = _able(known)
    if not able:
        first = known[0]
        told = _("Request {no} is resolved. d takes it up again.").format(no=first.row.no)
        if first.row.state != RequestState.CLOSED:
            told = say(move_problems(first.view, "chase")[0])
        place.say(told, wrong=True)
        return
    last = _last(place, able)
    if last is None:
        urgencies = [Urgency(one.row.urgency) for one in able]
        _ask_whom(place, known, first_rung(min(urgencies, key=URGENCIES.index)))
        return
    queue = place.queue()
    proposed = {proposed_rung(Rung(one.row.rung), unanswered(one.chases), queue) for one in able}
    rung = proposed.pop() if len(proposed) == 1 else Rung(last.rung)
    same = _entry(place, last.to)
    shown = _with_number(place, last.to, same)
    again = rung == last.rung
    further = rung_above(rung) if again else rung

    def next_rung() -> str:
        up = _("next: {rung} …").format(rung=words.label(further, "rung"))
        return up if again else _("{next}  time for it, nobody answers").format(next=up)

    def unanswered_again() -> Awaitable[object]:
        given = ChaseInput(
            last.to,
            "",
            place.store.now(),
            Rung(last.rung),
            answered=False,
            contact_no=None if same is None else same.contact_no,
            person_no=None if same is None else same.person_no,
        )
        return _log(place, known, given)

    title = _title(known)
    choose_act(
        place.desk,
        lambda: title,
        [
            (lambda: _("{who} again: no answer").format(who=shown), unanswered_again),
            (
                lambda: _("{who} again: answered …").format(who=shown),
                lambda: _open_form(place, known, Rung(last.rung), last.to, same),
            ),
            (next_rung, lambda: _ask_whom(place, known, further)),
            (lambda: _("somebody else …"), lambda: _ask_whom(place, known, Rung.SELF)),
        ],
        lambda: place.about(known),
    )


def _able(known: Sequence[Known]) -> list[Known]:
    """Those that can be chased."""
    return [one for one in known if not move_problems(one.view, "chase")]


def _last(place: RequestPlace, known: Sequence[Known]) -> ChaseView | None:
    """The last chase, where it was of the same desk for all of them, and not of whoever calls."""
    last = [one.chases[0] for one in known if one.chases]
    same = len(last) == len(known) and len({(one.to, one.rung) for one in last}) == 1
    if not same or place.store.ask(chases.is_oneself, last[0].to, place.desk.seat.person):
        return None
    return last[0]


def _title(known: Sequence[Known]) -> str:
    if len(known) == 1:
        return _("Chase request {no}").format(no=known[0].row.no)
    return _("Chase {count} requests").format(count=len(known))


def _ask_whom(place: RequestPlace, known: Sequence[Known], rung: Rung) -> None:
    """Offer the directory, those of the rung first; while nobody is in it, ask for a name."""
    entries = _entries(place)
    first = for_rung(entries, rung)
    if not first and all(one.name in SERVICES for one in entries):
        _open_form(place, known, rung, "")
        return
    rest = sorted((one for one in entries if one not in first), key=lambda one: not one.open)
    needs = _needs(known)
    fits = {} if needs is None else {one.no: fit_of(one, needs) for one in entries}
    if needs is not None:
        for some in (first, rest):
            some.sort(key=lambda one: (not one.open, likelier(fits[one.no], needs)))

    def picked(one: Entry | str | None) -> None:
        if isinstance(one, Entry):
            own = Rung(one.rung)
            _open_form(place, known, rung if own is Rung.SELF else own, one.name, one)
        elif one is not None:
            _open_form(place, known, rung_of(one, rung), one)

    def title() -> str:
        if len(known) > 1:
            return _("Chase {count} requests: whom?").format(count=len(known))
        return _("Chase request {no}: whom?").format(no=known[0].row.no)

    about = partial(_resident, place, known)

    def why(one: Entry) -> str:
        return emergency_words.fit(fits.get(one.no), place.desk.masked)

    place.desk.open_dialog(PickContact(title, [*first, *rest], about, why), picked)


def _needs(known: Sequence[Known]) -> Needs | None:
    """What a life needs of a hospital; None of several requests, and of what is no danger."""
    if len(known) != 1 or not has_sheet(known[0].row):
        return None
    view = known[0].view
    text = f"{view.summary}\n{view.text}"
    return needs_of(checklist_kind(view.kind, text), text)


def _entries(place: RequestPlace) -> list[Entry]:
    now, themselves = place.store.now(), place.desk.seat.themselves
    return place.store.ask(directory.contacts, now, themselves)


def _entry(place: RequestPlace, name: str) -> Entry | None:
    """Who stands in the directory under a name."""
    return next((one for one in _entries(place) if one.name == name), None)


def _with_number(place: RequestPlace, name: str, entry: Entry | None) -> str:
    if entry is None:
        return name
    return f"{name} {number_of(entry, place.desk.masked)}".rstrip()


async def _log(place: RequestPlace, known: Sequence[Known], given: ChaseInput) -> object:
    """Log it for all of them that can be chased."""
    nos = [one.row.no for one in known]
    return await place.act_on(
        lambda step: request_chasing.chase_requests(step, nos, given),
        lambda done: _said(place, done.nos) + _too_late(place, known, given),
    )


def _said(place: RequestPlace, nos: Sequence[int]) -> str:
    if len(nos) > 1:
        return _("{count} requests chased.").format(count=len(nos))
    row = place.known(nos[0]).row
    due = time_words.due(row, place.store.now())
    return _("Chase {count} of request {no} logged; next {due}.").format(
        count=row.chases, no=row.no, due=due
    )


def _too_late(place: RequestPlace, known: Sequence[Known], given: ChaseInput) -> str:
    """A warning behind what was logged, where harm comes before what was promised."""
    first, until = _first_harmed(known), given.promised_until
    if first is None or until is None or not promise_too_late(first.at, until):
        return ""
    return "  " + late_promise(first, until, place.store.now())


def _open_form(
    place: RequestPlace,
    known: Sequence[Known],
    rung: Rung,
    whom: str,
    entry: Entry | None = None,
) -> None:
    def read(values: Values, now: datetime) -> ChaseInput | list[Problem]:
        given = [read_chase(one.view, values, now) for one in _able(known)]
        return next((one for one in given if isinstance(one, list)), given[0])

    async def save(edit: Edit[ChaseInput]) -> object:
        given = edit.given
        if entry is not None and given.to == entry.name:
            given = given._replace(contact_no=entry.contact_no, person_no=entry.person_no)
        return await _log(place, known, given)

    title = _title(known)
    if entry is not None:
        title += f" · {_with_number(place, entry.name, entry)}"
    to = whom or _named(rung)
    stood = blank(lambda: title, shown(CHASE, {"to": to, "answered": True, "rung": rung}))
    draft = f"chase-{words.joined_numbers([one.row.no for one in known])}"
    first = "said" if to else "to"
    resident = partial(_resident, place, known)
    form = ChaseForm(stood, read, save, draft, resident, _first_harmed(known), first=first)
    place.desk.open_dialog(form)


def _first_harmed(known: Sequence[Known]) -> Harmed | None:
    """Who of them is harmed first; None where nobody knows, and of what is solved."""
    pushed = [one for one in known if one.row.state == RequestState.OPEN]
    times = [(legible(one.view.harm_at), one.row.no) for one in pushed]
    first = min(((at, no) for at, no in times if at is not None), default=None)
    if first is None:
        return None
    return Harmed(first[0], first[1] if len(known) > 1 else None)


def _resident(place: RequestPlace, known: Sequence[Known]) -> str:
    """The resident's numbers, of each request where they are several."""
    masked = place.desk.masked
    told = [(one.row.no, called_on(one.calling, masked)) for one in known]
    if len(told) == 1:
        return _("the resident: {numbers}").format(numbers=told[0][1])
    return joined(f"#{no} {numbers}" for no, numbers in told)


def _named(rung: Rung) -> str:
    """The rung as whom to ask, where it is a desk of its own; of 120 and 110 the first."""
    if rung is Rung.EMERGENCY:
        return "120"
    return "" if rung is Rung.SELF else words.label(rung, "rung")
