"""The form of a result: of whom, what, by whom, when."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from models.address import short_address
from models.call_sheet.finding import Found
from models.households import HouseholdView
from models.problems import Problem, Refused
from models.residents import ResidentView
from models.results import Result, ResultInput, Source
from screens.i18n import N_, _
from screens.kit.fields import FormField, Values, read_fields
from screens.kit.form import FormDialog
from screens.kit.kinds import HAPPENED, Choice
from screens.kit.place import Place
from screens.kit.record import blank
from screens.results import words

_RESULT: Choice[Result | None] = Choice(words.result.pairs, Result, None)
"""Nothing is taken for negative that nobody chose: it sets people free."""

FIELDS: tuple[FormField, ...] = (
    FormField(
        "who", N_("who"), required=True, hint=N_("3-501 Ann Wood; a door alone: all its people")
    ),
    FormField("result", N_("result"), _RESULT, required=True),
    FormField(
        "source", N_("source"), Choice(words.own_sources, Source, Source.SINGLE), required=True
    ),
    FormField("at", N_("told at"), HAPPENED, hint=N_("now; 07:30; yesterday 22:00")),
    FormField("said", N_("note")),
)
"""A result of one person or of several."""


class Wanted(NamedTuple):
    """What the form says, and who is meant by it."""

    found: Found
    given: ResultInput


def of_resident(view: ResidentView) -> str:
    """Somebody as the form names them: their door and name."""
    where = short_address(view.compound, view.lane, view.building, view.unit, view.room)
    return f"{where} {view.name}"


def of_household(view: HouseholdView) -> str:
    """All people of a door, as the form names them."""
    return short_address(view.compound, view.lane, view.building, view.unit, view.room)


def write_result(place: Place, whom: str = "") -> None:
    """Open the form of a result.

    Args:
        whom: who is named in it at first.
    """
    from data.results import commands

    def read(values: Values, now: datetime) -> Wanted | list[Problem]:
        return _read(place, values, now)

    async def save(wanted: Wanted) -> object:
        return await place.perform(
            lambda step: commands.record_found(step, wanted.found, wanted.given),
            lambda done: " ".join(words.recorded(done)),
        )

    place.desk.open_dialog(
        FormDialog(
            blank(
                lambda: _("A test's result"),
                {"who": whom, "source": str(Source.SINGLE)},
            ),
            FIELDS,
            read,
            lambda edit: save(edit.given),
            "result",
            first="result" if whom else "who",
        )
    )


def _read(place: Place, values: Values, now: datetime) -> Wanted | list[Problem]:
    """What the form says; everybody who is named has to be somebody."""
    from data.call_sheet.finding import find_people
    from data.results.commands import refuse_unclear

    read = read_fields(FIELDS, values, now)
    if isinstance(read, list):
        return read
    found = place.store.ask(find_people, read["who"], carried={})
    try:
        refuse_unclear(found)
    except Refused as refused:
        return [Problem(refused.problem.code, refused.problem.params, "who")]
    return Wanted(
        found, ResultInput(read["result"], read["source"], read["at"], None, read["said"])
    )
