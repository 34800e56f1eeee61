"""Lists that the palette offers narrowed: by a mark, a kind, what is overdue, a building.

Values have their words in both languages, as the filters of those lists have them: what is typed
there finds the same here.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from models.address import short_address
from models.listing.terms import Term, Value
from models.listing.typed import called
from models.search.ranking import Named, named
from models.text import phone_digits
from screens import i18n
from screens.i18n import N_, _
from screens.kit import masks
from screens.search.acts import Offered, place_name

if TYPE_CHECKING:
    from data.search.buildings import Building
    from screens.kit.desk import Desk

_PHONE = re.compile(r"[+(]?\d[\d ()+-]{5,18}\d")

NARROWED = N_("list, filtered")

_EVERY_STATE = frozenset({"state"})
"""Terms that are asked of all there is: what is closed is not among what is open."""


def narrowed_lists(desk: Desk) -> list[Offered]:
    """Households by mark, requests by kind, urgency, state, when they are due and marks of their
    households, people by where they are; without what tells of health while that is hidden."""
    from screens.households.terms import terms as households
    from screens.requests.terms import terms as requests
    from screens.roster.terms import terms as roster

    lists: tuple[tuple[str, tuple[Term, ...], tuple[str, ...]], ...] = (
        ("requests", requests(), ("due", "kind", "urgency", "state")),
        ("households", households(), ("mark",)),
        ("roster", roster(), ("state",)),
        ("requests", requests(), ("mark",)),
    )
    return [
        _by_value(desk, place, term, value)
        for place, terms, names in lists
        for term in terms
        if term.name in names
        for value in term.values
        if not (value.health and masks.is_on())
    ]


def _by_value(desk: Desk, place: str, term: Term, value: Value) -> Offered:
    typed = f"{_called(term.name)}:{value.words[0].replace(' ', '-')}"
    return _narrowed(desk, place, typed, named(value.words), everywhere=term.name in _EVERY_STATE)


def of_building(desk: Desk, one: Building) -> Offered:
    """A building, whose doors are shown."""
    where = short_address(one.compound, one.lane, one.name)
    typed = f'{_called("building")}:"{where}"'
    words = _("{where}, doors: {doors}").format(where=where, doors=one.doors)
    offered = _narrowed(desk, "households", typed, named(()))
    return offered._replace(words=words, kind=_("building"))


def call_from(desk: Desk, text: str) -> list[Offered]:
    """A call to be taken down from a telephone number that nobody has; none where it is no whole
    number."""
    number = phone_digits(text) if _PHONE.fullmatch(text) else None
    if number is None:
        return []

    def take() -> None:
        from screens.reading.opening import open_capture

        open_capture(desk, f"{number} ")

    words = _("Take a call from {number}").format(number=number)
    return [Offered("call.from", "+", words, _("on no list"), "", named(()), take)]


def _called(term: str) -> str:
    return called(term, latin=i18n.language() == "en")


def _narrowed(
    desk: Desk, place: str, typed: str, found_by: Named, *, everywhere: bool = False
) -> Offered:
    label, key = place_name(place)
    return Offered(
        f"list.{place}.{typed}",
        key,
        f"{_(label)}  {typed}",
        _(NARROWED),
        "",
        found_by,
        partial(_show, desk, place, typed, everywhere=everywhere),
    )


async def _show(desk: Desk, place: str, typed: str, *, everywhere: bool) -> None:
    from screens.kit.list_shown import ListShown

    await desk.show_place(place)
    if isinstance(desk.here, ListShown):
        desk.here.narrow(typed, everywhere=everywhere)
