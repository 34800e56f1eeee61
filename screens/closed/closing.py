"""Closing and opening places at the desk: until when and why, what that breaks, then the act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from data.closed import commands, queries
from data.households.buildings import living_in
from models.closed import Break, BreakKind, ClosablePlace, Extent, PlaceKey
from models.drafts import Value
from models.times import local_date
from screens.closed import words
from screens.i18n import N_, _, ngettext
from screens.keys import bindings
from screens.keys.people import BREAKS, CLOSING
from screens.kit.choose import Act
from screens.kit.columns import cut
from screens.kit.fields import FormField, reader, shown
from screens.kit.form import FormDialog
from screens.kit.kinds import DAY
from screens.kit.place import Place
from screens.kit.plan import PlanDialog
from screens.kit.pointed import Pointed
from screens.kit.record import Edit, blank
from screens.kit.values import joined

if TYPE_CHECKING:
    from data.step import Step
    from data.store import Store

FIELDS: tuple[FormField, ...] = (
    FormField("closed_until", N_("closed until"), DAY, required=True, hint=N_("04-24")),
    FormField("closed_why", N_("why"), hint=N_("such as: a positive in 501")),
)
"""The fields of a closing."""


class Closing(NamedTuple):
    """What the form of a closing says."""

    closed_until: date
    closed_why: str


def closing_acts(place: Place, keys: Sequence[PlaceKey]) -> list[Act]:
    """What can be done about each of some places: close it, or open it again or move its end."""
    with place.store.read() as conn:
        found = [queries.place(conn, key) for key in keys]
    return [act for one in found for act in _acts(place, one)]


def _acts(place: Place, one: ClosablePlace) -> list[Act]:
    name = one.name

    def ask() -> None:
        ask_closing(place, [one])

    if one.closed_until is None or not words.is_shut(one, place.store.now()):
        return [(lambda: _("close {name}: nobody leaves or enters").format(name=name), ask)]
    return [
        (
            lambda: _("open {name} again").format(name=name),
            lambda: open_again(place, [one]),
        ),
        (lambda: _("{name}: closed until another day").format(name=name), ask),
    ]


def ask_closing(place: Place, found: Sequence[ClosablePlace]) -> None:
    """Ask until when and why, show what that breaks, and close the places."""
    stands: dict[str, Value] = {}
    if len(found) == 1 and found[0].closed_until is not None:
        last = date.fromisoformat(found[0].closed_until)
        stands = shown(FIELDS, {"closed_until": last, "closed_why": found[0].closed_why})

    async def go_on(edit: Edit[Closing]) -> object:
        until, why = edit.given
        now = place.store.now()
        broken = place.store.ask(queries.breaks, found, until, now)
        if until >= local_date(now) and broken:
            place.call_later(place.desk.open_dialog, Breaks(found, until, why))
            return None
        return await place.perform(
            lambda step: commands.close_places(step, [one.key for one in found], until, why),
            lambda closed: _closed(place.store, closed, until, why),
        )

    title = _("Close {places}")
    place.desk.open_dialog(
        FormDialog(
            blank(lambda: title.format(places=words.places(found)), stands),
            FIELDS,
            reader(FIELDS, Closing),
            go_on,
        )
    )


def _closed(store: Store, closed: Sequence[ClosablePlace], until: date, why: str) -> str:
    """What is closed now, and who of the roster lives inside."""
    told = _("{told}.").format(told=words.given(closed, until, why, store.now()))
    doors = [one.no for one in closed if one.extent == Extent.BUILDING]
    inside = [name for no in doors for _no, name in store.ask(living_in, no)]
    if inside:
        told += " " + ngettext(
            "{names} of the roster lives there and cannot come out.",
            "{names} of the roster live there and cannot come out.",
            len(inside),
        ).format(names=joined(inside))
    return told


async def open_again(place: Place, found: Sequence[ClosablePlace]) -> None:
    """Open places that are closed."""
    await place.perform(
        lambda step: commands.open_places(step, [one.key for one in found]),
        lambda opened: words.opened(opened, place.store.now()),
    )


class _Lines(Pointed):
    """The list of what breaks: enter goes to the record."""

    BINDINGS = bindings(BREAKS)


class Breaks(PlanDialog[Break]):
    """What closing places breaks, before it is done; dismissed with True once it was.

    Args:
        found: the places.
        until: the last day closed.
    """

    BINDINGS = bindings(CLOSING)
    part = "breaks"
    list_type = _Lines

    def __init__(self, found: Sequence[ClosablePlace], until: date, why: str) -> None:
        super().__init__()
        self._places, self._until, self._why = found, until, why

    def look(self) -> None:
        """Look anew at what closing breaks."""
        store = self.desk.store
        self._lines = store.ask(queries.breaks, self._places, self._until, store.now())
        self.show()

    def heading(self) -> str:
        return _("Close {places}").format(places=words.places(self._places))

    def head(self) -> str:
        now = self.desk.store.now()
        said = words.given(self._places, self._until, self._why, now)
        return f"{said}\n{words.counted(self._lines)}"

    def comes_first(self, at: int) -> bool:
        return self._lines[at].kind != BreakKind.LEADER

    def line(self, line: Break) -> Content:
        tone = "" if line.kind == BreakKind.LEADER else "$warning"
        room = max(40, self.app.size.width - 8)
        return Content.styled(cut(words.brief(line, self.desk.store.now()), room), tone)

    def why(self, line: Break) -> str:
        return words.brief(line, self.desk.store.now())

    def nothing(self) -> str:
        return words.counted(())

    def action_go(self) -> None:
        """Go to the record under the cursor; nothing is closed."""
        at = self.here()
        if at is not None:
            self.desk.show_record(self._lines[at].subject, self._lines[at].no)

    async def action_apply(self) -> None:
        """Close the places."""
        keys = [one.key for one in self._places]

        def act(step: Step) -> list[ClosablePlace]:
            return commands.close_places(step, keys, self._until, self._why)

        def said(closed: list[ClosablePlace]) -> str:
            told = _closed(self.desk.store, closed, self._until, self._why)
            return f"{told} {words.counted(self._lines)}"

        await self.apply(act, said)
