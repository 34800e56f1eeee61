"""A new delivery: the text of its notice, if there is one, then its form, then where it stops."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from data.supplies import commands, queries
from models.problems import Problem, Refused
from models.supplies import DeliveryInput
from screens.i18n import _
from screens.kit.fields import reader
from screens.kit.form import FormDialog
from screens.kit.record import Edit, blank
from screens.sentences import say
from screens.supplies import form
from screens.supplies.alike import ask_alike
from screens.supplies.coming import take_arrival
from screens.supplies.notice import NoticeForm

if TYPE_CHECKING:
    from screens.supplies.place import Supplies


def note_delivery(place: Supplies) -> None:
    """Ask for the notice, then for the rest; where there are no compounds, that is told."""
    if not place.compounds():
        place.say(say(Problem("compounds_missing")), wrong=True)
        return

    async def go_on(edit: Edit[form.Announced]) -> None:
        place.call_later(take_arrival, place, edit.given, partial(_ask_rest, place))

    place.desk.open_dialog(NoticeForm(place.compounds(), go_on))


def _ask_rest(place: Supplies, announced: form.Announced) -> None:
    compounds = place.compounds()
    fields = form.delivery_fields(compounds)

    async def add(edit: Edit[DeliveryInput]) -> object:
        made = await place.perform(
            lambda step: commands.add_delivery(step, edit.given),
            lambda made: _("Delivery {no} noted.").format(no=made),
        )
        if not isinstance(made, Refused):
            place.call_later(_show, place, made)
        return made

    place.desk.open_dialog(
        FormDialog(
            blank(lambda: _("New delivery"), form.blank_delivery(place.store.now(), compounds)),
            fields,
            reader(fields, form.delivery_given),
            add,
            "delivery",
            begun=announced.values,
            told=announced.told,
        )
    )


def _show(place: Supplies, made: int) -> None:
    """Put the cursor on the first stop of a delivery, and ask what its goods are."""
    first = next(iter(place.store.ask(queries.stops, made)), None)
    if first is not None:
        place.reveal(first.no)
    ask_alike(place, made)
