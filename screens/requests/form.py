"""The form of a request: everything about it, for a new one and for changing one on file."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import TYPE_CHECKING

from data.requests import commands as request_commands
from data.requests import queries as requests
from models.households.addresses import short_address
from models.problems import Problem, Refused
from models.reading.shapes import Reading
from models.requests import (
    RequestInput,
    RequestRow,
    RequestView,
)
from models.requests.rules import move_problems
from models.times import LOCAL, loaded
from screens.i18n import N_, _
from screens.kit.form import FormField, Values
from screens.reading.words import harm_reason
from screens.requests import words
from screens.requests.form_dialog import RequestForm, Saving, household_said
from screens.requests.form_reading import harm_problem, moment_problem, read_request
from screens.sentences import say

if TYPE_CHECKING:
    from screens.kit.desk import Desk
    from screens.requests.request_place import RequestPlace


def edit_request(place: RequestPlace, no: int) -> None:
    """Open the form of a request on file."""
    known = place.known(no)
    view = known.view
    if view.joined_to is not None:
        place.say(say(move_problems(view, "chase")[0]), wrong=True)
        return
    desk = place.desk
    initial = _initial_of(view, known.row)

    async def save(given: RequestInput) -> int | Refused:
        changes = _changes(given, view)
        return await place.perform(
            lambda step: request_commands.change_request(step, no, view.version, changes),
            lambda _no: _("Request {no} changed.").format(no=no),
        )

    def title() -> str:
        return _("Change request {no}").format(no=no)

    home = view.household_no
    saving = _saving(desk, home, initial["where"], save)
    form = RequestForm(title, _fields(desk), initial, saving, f"request-{no}", home=home, no=no)
    desk.open_dialog(form)


def new_request(desk: Desk, text: str, reading: Reading, done: Callable[[], None]) -> None:
    """Open the form for a new request, filled with what was read of a line.

    Args:
        done: called once it is on file.
    """
    initial = _initial_of_reading(text, reading)

    async def save(given: RequestInput) -> int | Refused:
        no = await desk.perform(
            lambda step: request_commands.add_request(step, given),
            lambda no: _("Request {no} is in the queue.").format(no=no),
        )
        if not isinstance(no, Refused):
            done()
        return no

    home = reading.household
    saving = _saving(desk, home, initial["where"], save)
    desk.open_dialog(
        RequestForm(
            lambda: _("New request"), _fields(desk), initial, saving, "request-new", home=home
        )
    )


def _saving(
    desk: Desk,
    household_no: int | None,
    where: str,
    save: Callable[[RequestInput], Awaitable[int | Refused]],
) -> Saving:
    """What the form does: read it, look the address up when it was changed, save."""

    async def saving(values: Values) -> int | list[Problem]:
        now = desk.store.now()
        said = str(values["where"]).strip()
        with desk.store.read() as conn:
            home = household_said(conn, said, now, where, household_no)
            queue = requests.settings(conn)
        given = read_request({**values, "address_said": said}, now, home, queue)
        if isinstance(given, list):
            return given
        no = await save(given)
        return [no.problem] if isinstance(no, Refused) else no

    return saving


def _fields(desk: Desk) -> tuple[FormField, ...]:
    def timed(name: str) -> Callable[[str], Problem | None]:
        return lambda text: moment_problem(text, desk.store.now(), name)

    return (
        FormField("text", N_("what was said"), "long", required=True),
        FormField("where", N_("where"), hint=N_("compound, building, room")),
        FormField("kind", N_("kind"), "choice", lambda: words.choices("kind"), required=True),
        FormField(
            "urgency", N_("urgency"), "choice", lambda: words.choices("urgency"), required=True
        ),
        FormField(
            "harm_at",
            N_("harm by"),
            "time",
            hint=N_("F5 now, F6 tonight, F7 tomorrow, F8 days, F9 can wait; or a time"),
            check=lambda text: harm_problem(text, desk.store.now()),
        ),
        FormField("harm_reason", N_("because")),
        FormField("days_left", N_("days left"), "number", hint=N_("of medicine, milk, food")),
        FormField("caller", N_("caller")),
        FormField("phone", N_("telephone"), "phone"),
        FormField("patient", N_("patient")),
        FormField("call_back_phone", N_("call back on"), "phone"),
        FormField("opened_at", N_("came at"), "time", check=timed("opened_at")),
    )


def _initial_of(view: RequestView, row: RequestRow) -> dict[str, str]:
    return {
        "text": view.text,
        "where": words.address(row),
        "kind": view.kind,
        "urgency": view.urgency,
        "harm_at": _typed(view.harm_at),
        "harm_reason": harm_reason(view.harm_reason),
        "days_left": "" if view.days_left is None else str(view.days_left),
        "caller": view.caller,
        "phone": view.phone,
        "patient": view.patient,
        "call_back_phone": view.call_back_phone,
        "opened_at": _typed(view.opened_at),
    }


def _initial_of_reading(text: str, reading: Reading) -> dict[str, str]:
    place = short_address(
        reading.compound, reading.lane, reading.building, reading.unit, reading.room
    )
    known = reading.household is not None
    return {
        "text": text,
        "where": place if known else reading.address_said,
        "kind": str(reading.kind),
        "urgency": str(reading.urgency),
        "harm_at": "" if reading.harm_at is None else _clock(reading.harm_at),
        "harm_reason": harm_reason(reading.harm_reason),
        "days_left": "" if reading.days_left is None else str(reading.days_left),
        "caller": reading.caller,
        "phone": reading.phone,
        "patient": reading.patient,
        "call_back_phone": reading.call_back_phone,
        "opened_at": "" if reading.happened_at is None else _clock(reading.happened_at),
    }


def _clock(moment: datetime) -> str:
    """A time as a field takes it, to the minute."""
    return f"{moment.astimezone(LOCAL):%Y-%m-%d %H:%M}"


def _typed(moment: str | None) -> str:
    return "" if moment is None else _clock(loaded(moment))


def _changes(given: RequestInput, view: RequestView) -> Mapping[str, object]:
    """What the form changes: what it shows shortened or in words stays as it was when untouched."""
    changes: dict[str, object] = asdict(given)
    del changes["summary"]
    if given.text != view.text:
        changes["summary"] = ""
    for name in ("harm_at", "opened_at"):
        was = getattr(view, name)
        now = getattr(given, name)
        if was is not None and now is not None and _clock(now) == _typed(was):
            changes[name] = loaded(was)
    if (given.harm_reason or "") == harm_reason(view.harm_reason):
        changes["harm_reason"] = view.harm_reason
    return changes
