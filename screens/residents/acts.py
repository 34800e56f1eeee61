"""What is done with people of households at the desk: changed, moved, said to be gone, linked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import NamedTuple

from data.residents import commands, identity, links
from data.residents import queries as residents
from data.residents.links import Proposal
from data.residents.typed import change_as_typed
from models.problems import Problem
from models.residents import ResidentView, Whereabouts
from models.several import Several
from screens.households import words as household_words
from screens.households.doors import choose_door
from screens.i18n import N_, _
from screens.journal.dialog import History
from screens.kit.choose import Act
from screens.kit.fields import FormField, Values, read_fields
from screens.kit.form import FormDialog
from screens.kit.kinds import Choice
from screens.kit.narrowed import choose_narrowed
from screens.kit.place import Place
from screens.kit.record import blank
from screens.kit.record_form import RecordForm
from screens.kit.several import told
from screens.kit.values import beside, joined
from screens.residents import words
from screens.residents.form import SINCE, read_resident, resident_fields, resident_record
from screens.results.form import of_resident, write_result

_RESIDENT = RecordForm(
    name="resident",
    read=read_resident,
    record=resident_record,
    change=change_as_typed,
    changed=lambda _no, edit: _("{name} changed.").format(name=edit.given.name),
)


def acts_on_one(place: Place, of: ResidentView) -> list[Act]:
    """What can be done with somebody."""
    link: Act = (
        (lambda: _("is on the roster as ..."), partial(_ask_link, place, of))
        if of.roster_no is None
        else (
            lambda: _("is not {name} of the roster").format(name=of.roster_name),
            partial(_unlink, place, of),
        )
    )
    return [
        (lambda: _("change what is known"), partial(edit, place, of.no)),
        (lambda: _("move to another door"), partial(move, place, [of])),
        (lambda: _("away, back, moved out, died"), partial(ask_whereabouts, place, [of])),
        link,
        (lambda: _("entered by mistake: take out"), partial(_remove, place, of)),
        (lambda: _("history"), partial(_show_history, place, of)),
        (lambda: _("a test's result"), partial(write_result, place, of_resident(of))),
    ]


def acts_on_several(place: Place, people: Sequence[ResidentView]) -> list[Act]:
    """What can be done with several people at once."""
    return [
        (lambda: _("move to another door"), partial(move, place, people)),
        (lambda: _("away, back, moved out, died"), partial(ask_whereabouts, place, people)),
    ]


def edit(place: Place, no: int) -> None:
    """Open somebody's form."""
    kept = place.store.ask(identity.keeper).kept
    _RESIDENT.edit(place.desk, resident_fields(kept, masked=place.desk.masked), no)


def _names(people: Sequence[ResidentView]) -> str:
    return joined(one.name for one in people)


# -- where they live -------------------------------------------------------------------------------


def move(place: Place, people: Sequence[ResidentView]) -> None:
    """Choose another household and move people there."""
    homes = {one.household_no for one in people}
    choose_door(
        place.desk,
        lambda: _("Where does {names} live now?").format(names=_names(people)),
        lambda no: place.desk.run_worker(_move_to(place, people, no)),
        without=homes if len(homes) == 1 else (),
    )


async def _move_to(place: Place, people: Sequence[ResidentView], household_no: int) -> None:
    moving = [one.no for one in people if one.household_no != household_no]
    await place.perform(
        lambda step: commands.move_residents(step, moving, household_no),
        lambda names: _("{names} moved to {door}.").format(
            names=joined(names), door=_door(place, moving[0])
        ),
    )
    place.unmark(moving)


def _door(place: Place, no: int) -> str:
    return household_words.door(place.store.ask(residents.resident, no))


class _Whereabouts(NamedTuple):
    presence: Whereabouts
    since: str | None


_WHEREABOUTS: tuple[FormField, ...] = (
    FormField(
        "presence",
        N_("is"),
        Choice(words.whereabouts.pairs, Whereabouts, Whereabouts.PRESENT),
        required=True,
    ),
    FormField("since", N_("since"), SINCE, hint=N_("04-24")),
)


def _read_whereabouts(values: Values, now: datetime) -> _Whereabouts | list[Problem]:
    found = read_fields(_WHEREABOUTS, values, now)
    return found if isinstance(found, list) else _Whereabouts(**found)


def ask_whereabouts(place: Place, people: Sequence[ResidentView]) -> None:
    """Say of people where they are, and since when."""
    (first, *_others) = people
    away = first.presence == Whereabouts.PRESENT
    presence = Whereabouts.AWAY if away else Whereabouts.PRESENT
    numbers = [one.no for one in people]

    def said(done: Several[ResidentView], given: _Whereabouts) -> str:
        where = words.whereabouts(given.presence)
        return told(done, _("{names}: {where}.").format(names=_names(people), where=where))

    async def say(given: _Whereabouts) -> object:
        done = await place.perform(
            lambda step: commands.set_whereabouts(step, numbers, *given),
            lambda done: said(done, given),
        )
        place.unmark(numbers)
        return done

    place.desk.open_dialog(
        FormDialog(
            blank(lambda: _names(people), {"presence": presence.value}),
            _WHEREABOUTS,
            _read_whereabouts,
            lambda edit: say(edit.given),
        )
    )


# -- who they are ----------------------------------------------------------------------------------


def _ask_link(place: Place, of: ResidentView) -> None:
    """Choose who somebody is on the roster; whose name and number agree stand first."""
    choose_narrowed(
        place.desk,
        lambda: _("{name} is on the roster as").format(name=of.name),
        place.store.ask(links.proposals, of.no),
        _proposal,
        lambda one: place.desk.run_worker(_link(place, of, one)),
    )


def _proposal(one: Proposal) -> str:
    agree = {
        (1, 1): _("same name and number"),
        (1, 0): _("same name"),
        (0, 1): _("same number"),
    }.get((one.same_name, one.same_number), "")
    return beside(one.name, one.post, agree)


async def _link(place: Place, of: ResidentView, one: Proposal) -> None:
    await place.perform(
        lambda step: commands.link_person(step, of.no, one.no),
        lambda _none: _("{name} is on the roster, too.").format(name=of.name),
    )


async def _unlink(place: Place, of: ResidentView) -> None:
    await place.perform(
        lambda step: commands.link_person(step, of.no, None),
        lambda _none: _("{name} is not the one on the roster.").format(name=of.name),
    )


async def _remove(place: Place, of: ResidentView) -> None:
    await place.perform(
        lambda step: commands.remove_resident(step, of.no),
        lambda _was: _("{name} is taken out.").format(name=of.name),
    )


def _show_history(place: Place, of: ResidentView) -> None:
    place.desk.open_dialog(History(of.id, of.name))
