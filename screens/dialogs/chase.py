"""Logging a chase: the same desk again in two keys, anybody else in a short form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from data import requests
from models.problems import Problem
from models.requests import ChaseInput, RequestState, Rung
from models.rules.request_forms import moment_problem, read_chase
from models.rules.requests import proposed_rung, rung_above
from screens.dialogs.choose import Choose
from screens.dialogs.form import FormDialog, FormField, Values
from screens.i18n import N_, _
from screens.words import requests as words

if TYPE_CHECKING:
    from screens.requests import Requests
    from screens.words.request_detail import Known


def log_chase(place: Requests, known: Known) -> None:
    """Ask who was chased and what came of it; a desk that was chased before is offered again."""
    if known.row.state == RequestState.CLOSED:
        place.say(
            _("Request {no} is closed. d takes it up again.").format(no=known.row.no), wrong=True
        )
        return
    rung = proposed_rung(Rung(known.row.rung), requests.unanswered(known.chases), place.queue())
    if not known.chases:
        _open_form(place, known, rung, "")
        return
    last = known.chases[0]
    again = rung == last.rung
    further = rung_above(rung) if again else rung

    def options() -> list[str]:
        up = _("next: {rung} …").format(rung=words.label(further, "rung"))
        return [
            _("{who} again: no answer").format(who=last.to),
            _("{who} again: answered …").format(who=last.to),
            up if again else _("{next}  time for it, nobody answers").format(next=up),
            _("somebody else …"),
        ]

    def chosen(index: int | None) -> None:
        if index == 0:
            given = ChaseInput(last.to, "", place.store.now(), Rung(last.rung), answered=False)
            _log(place, known.row.no, given)
        elif index == 1:
            _open_form(place, known, Rung(last.rung), last.to)
        elif index is not None:
            _open_form(place, known, further if index == 2 else Rung.SELF, "")

    title = _("Chase request {no}").format(no=known.row.no)
    place.desk.open_dialog(Choose(lambda: title, options), chosen)


def _log(place: Requests, no: int, given: ChaseInput) -> None:
    place.run_worker(
        place.perform(
            lambda store: requests.log_chase(store, no, given), lambda _no: _said(place, no)
        )
    )


def _said(place: Requests, no: int) -> str:
    row = place.known(no).row
    due = words.due(row, place.store.now())
    return _("Chase {count} of request {no} logged; next {due}.").format(
        count=row.chases, no=no, due=due
    )


def _open_form(place: Requests, known: Known, rung: Rung, whom: str) -> None:
    no = known.row.no

    def check_time(text: str) -> Problem | None:
        return moment_problem(text, place.store.now(), "promised_until")

    def answers() -> list[tuple[str, str]]:
        return [("yes", _("answered")), ("no", _("no answer"))]

    fields = (
        FormField("to", N_("who was asked"), required=True, hint=N_("desk, name or number")),
        FormField("said", N_("what they said")),
        FormField(
            "promised_until",
            N_("promised by"),
            "time",
            hint=N_("15:30, empty: no promise"),
            check=check_time,
        ),
        FormField("answered", N_("answer"), "choice", answers, required=True),
        FormField("rung", N_("they are"), "choice", lambda: words.choices("rung"), required=True),
    )

    async def submit(values: Values) -> Sequence[Problem]:
        given = read_chase(known.view, values, place.store.now())
        if isinstance(given, list):
            return given
        done = await place.perform(
            lambda store: requests.log_chase(store, no, given), lambda _no: _said(place, no)
        )
        return [] if done is not None else [Problem("not_saved")]

    initial = {"to": whom or _named(rung), "answered": "yes", "rung": str(rung)}
    title = _("Chase request {no}").format(no=no)
    place.desk.open_dialog(FormDialog(lambda: title, fields, initial, submit, f"chase-{no}"))


def _named(rung: Rung) -> str:
    """The rung as whom to ask, where it is a desk of its own."""
    return "" if rung is Rung.SELF else words.label(rung, "rung")
