"""Two households that are one, and one that is two, at the desk."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from functools import partial
from itertools import zip_longest
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from data.households import queries as households
from data.households.joining import merge_households, split_household
from data.residents import queries as residents
from models.households import HouseholdInput, HouseholdView
from models.households.joining import joined as kept_of
from models.problems import Problem
from models.residents import LIVING_HERE, ResidentView, Whereabouts
from models.residents.rules import same_person
from screens.households import words
from screens.households.doors import choose_door
from screens.households.entering import household_fields
from screens.i18n import N_, _
from screens.kit import masks
from screens.kit.choose import choose_act
from screens.kit.columns import aligned
from screens.kit.fields import FormField, Values, read_fields
from screens.kit.form import FormDialog
from screens.kit.kinds import Several
from screens.kit.place import Place
from screens.kit.record import blank
from screens.kit.values import joined
from screens.kit.wrapped import in_lines


class _Home(NamedTuple):
    """A household with its people."""

    view: HouseholdView
    people: Sequence[ResidentView]


# -- merging ---------------------------------------------------------------------------------------


def merge(place: Place, no: int) -> None:
    """Choose the other household, see what is kept of both, and put them together."""
    choose_door(
        place.desk,
        lambda: _("Put together with which household?"),
        lambda other: _ask_merge(place, _home(place, no), _home(place, other)),
        without=(no,),
    )


def _home(place: Place, no: int) -> _Home:
    with place.store.read() as conn:
        view = households.household(conn, no)
        assert view is not None
        return _Home(view, residents.of_household(conn, no))


def _ask_merge(place: Place, one: _Home, other: _Home) -> None:
    def stays(kept: _Home, goes: _Home) -> str:
        door, gone = words.door(kept.view), words.door(goes.view)
        return _("{door} stays, {other} goes into it").format(door=door, other=gone)

    async def put_together(kept: _Home, goes: _Home) -> None:
        await place.perform(
            lambda step: merge_households(step, kept.view.no, goes.view.no),
            lambda made: _("{other} is put together with {door}.").format(
                other=words.door(goes.view), door=words.door(made)
            ),
        )

    choose_act(
        place.desk,
        lambda: _("Put together"),
        [
            (partial(stays, *pair), partial(put_together, *pair))
            for pair in ((one, other), (other, one))
        ],
        lambda: "\n".join(
            _side_by_side(one, other, place.desk.masked, place.desk.size.width * 8 // 10 - _FRAME)
        ),
    )


def _side_by_side(one: _Home, other: _Home, masked: bool, width: int) -> Iterator[str]:
    """Both households in columns, and what is kept of them: the same whichever stays, but for the
    head and the number where both have one.

    Args:
        width: cells of a line.
    """
    kept = _kept(one, other)
    rows = [("", words.door(one.view), words.door(other.view), _("kept"))]
    for label, say in _FACTS:
        told = (say(one, masked), say(other, masked), say(kept, masked))
        if any(told):
            rows.append((_(label), *told))
    least = max(cell_len(label) for label, *_told in rows)
    cells = max(_LEAST, (width - least) // 3 - _GAP)
    lines = [
        line
        for label, *told in rows
        for line in zip_longest((label,), *(_wrapped(said, cells) for said in told), fillvalue="")
    ]
    yield from (line.rstrip() for line in aligned(lines))


def _wrapped(said: str, cells: int) -> list[str]:
    return [str(line) for line in in_lines(Content(said), cells)]


def _kept(one: _Home, other: _Home) -> _Home:
    added = [
        person for person in other.people if not any(same_person(own, person) for own in one.people)
    ]
    people = [*one.people, *added]
    named = sum(person.presence in LIVING_HERE for person in people)
    away = sum(person.presence == Whereabouts.AWAY for person in people)
    changes = kept_of(one.view, other.view, named)
    return _Home(one.view._replace(**changes, named=named, away=away), people)


def _counted(home: _Home, _masked: bool) -> str:
    """How many are registered, there and fed."""
    told = ("—" if n is None else str(n) for n in words.counts_of(home.view))
    return " / ".join(told)


def _numbers(home: _Home, masked: bool) -> str:
    numbers = [home.view.phone, *(one.number for one in home.view.phones)]
    return joined(masks.phone(number, masked) for number in numbers if number)


_FACTS: tuple[tuple[str, Callable[[_Home, bool], str]], ...] = (
    (N_("head"), lambda home, _masked: home.view.head),
    (N_("reg./here/fed"), _counted),
    (N_("by name"), lambda home, _masked: joined(one.name for one in home.people)),
    (N_("phone"), _numbers),
    (N_("marks"), lambda home, masked: joined(masks.marks(home.view.marks, masked))),
    (N_("note"), lambda home, masked: masks.text(home.view.note.replace("\n", " "), masked)),
)
"""What is compared, by its label."""

_LEAST, _GAP = 12, 2
"""Cells of a column at least, and between two."""

_FRAME = 4
"""Cells around the lines of a dialog."""


# -- splitting -------------------------------------------------------------------------------------


class _Split(NamedTuple):
    """Who moves, and the household they are."""

    residents: tuple[str, ...]
    household: HouseholdInput


def split(place: Place, no: int) -> None:
    """Tick who moves, type the door, and make them a household of their own."""
    home = _home(place, no)
    people = [(str(one.no), one.name) for one in home.people]
    fields = (
        FormField("residents", N_("who moves"), Several(lambda: people)),
        *(one for one in household_fields(place) if one.name in _OF_NEW),
    )
    view = home.view
    values = {name: getattr(view, name) or "" for name in ("compound", "lane", "building", "unit")}
    values["room"] = f"{view.room}/2" if view.room else ""
    place.desk.open_dialog(
        FormDialog(
            blank(
                lambda: _("A household of their own, out of {door}").format(door=words.door(view)),
                {**values, "residents": ()},
            ),
            fields,
            partial(_read_split, fields),
            lambda edit: place.perform(
                lambda step: split_household(
                    step, no, [int(one) for one in edit.given.residents], edit.given.household
                ),
                lambda _new: _("{what} is a household of its own.").format(
                    what=words.door(edit.given.household)
                ),
            ),
            f"split:{no}",
        )
    )


_OF_NEW = ("compound", "lane", "building", "unit", "room", "phone")


def _read_split(
    fields: Sequence[FormField], values: Values, now: datetime
) -> _Split | list[Problem]:
    found = read_fields(fields, values, now)
    if isinstance(found, list):
        return found
    moving = found.pop("residents")
    if not moving:
        return [Problem("nobody_moved", {}, "residents")]
    return _Split(moving, HouseholdInput(**found))
