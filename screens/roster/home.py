"""What a person's detail tells of them as a resident: the door, the household, the marks."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from data.households import queries as households
from data.residents import queries as residents
from models.households import ISOLATING_MARKS
from models.residents import Whereabouts
from models.times import local_date
from screens.households import words as household_words
from screens.i18n import _
from screens.kit import masks
from screens.kit.detail import fact
from screens.kit.list_place import Link
from screens.kit.place import Place
from screens.kit.values import beside, joined
from screens.residents import words
from screens.residents.detail import mark_lines


def home_lines(place: Place, person_no: int) -> Iterator[Content]:
    """The door of somebody who lives here, with what of their household stands against duty."""
    view = place.store.ask(residents.on_roster, person_no)
    if view is None:
        return
    today, hide = local_date(place.store.now()), place.desk.masked
    yield fact(_("door"), beside(household_words.door(view), view.relation))
    if view.presence != Whereabouts.PRESENT:
        yield fact(" ", words.presence(view, view.presence_since, today), "$warning")
    home = place.store.ask(households.household, view.household_no)
    if home is not None:
        yield fact(_("household"), household_words.counts(home))
        others = place.store.ask(residents.of_household, view.household_no)
        known = dict.fromkeys([*home.marks, *(one.mark for of in others for one in of.marks)])
        told = joined(masks.marks((mark for mark in known if mark in ISOLATING_MARKS), hide))
        yield fact(_("⚠ there"), told, "$error bold")
    yield from mark_lines(view, today, hide)


def home_link(place: Place, person_no: int) -> Iterator[Link]:
    """Where `g` leads to them among the residents."""
    view = place.store.ask(residents.on_roster, person_no)
    if view is not None:
        words_of = _("{name} at {door}").format(name=view.name, door=household_words.door(view))
        yield Link(words_of, "residents", view.no)
