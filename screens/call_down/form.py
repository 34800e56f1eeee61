"""The forms of rounds of calls: who is to be called, and when calls are made."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from data.call_down import commands, plans
from data.call_down import settings as store
from data.households.queries import compounds
from data.roster.queries import roster
from data.sql import Reader
from models.call_down import VULNERABLE, RoundWish
from models.call_down.settings import CallSettings, kept
from models.households.counts import EMPTY_MARKS
from models.roster import LIVE_IN_KINDS
from screens.i18n import N_, _
from screens.kit.fields import FormField, reader, shown
from screens.kit.form import FormDialog
from screens.kit.kinds import CLOCK, Choice, Several, count, span
from screens.kit.record import Record

if TYPE_CHECKING:
    from datetime import datetime

    from screens.kit.desk import Desk

_OLDEST = 120


class Asked(NamedTuple):
    """What the form of a new round says."""

    marks: tuple[str, ...]
    over: int | None
    compound: int
    chosen: tuple[str, ...]

    @property
    def wish(self) -> RoundWish:
        """Who is to be called."""
        return RoundWish(self.marks, self.compound or None, self.over)

    @property
    def callers(self) -> tuple[int, ...]:
        """Numbers of those who call beside the staff on duty."""
        return tuple(map(int, self.chosen))


def new_fields(conn: Reader, now: datetime) -> tuple[FormField, ...]:
    """The fields of a new round."""
    found = [mark for mark in plans.marks_in_use(conn) if mark not in EMPTY_MARKS]
    marks = sorted(found, key=lambda mark: mark not in VULNERABLE)
    places = [("0", ""), *((str(one.no), one.name) for one in compounds(conn))]
    others = [
        (str(one.no), f"{one.name} {one.compound or ''}".strip())
        for one in roster(conn, now)
        if one.kind not in LIVE_IN_KINDS
    ]

    def compound_pairs() -> Sequence[tuple[str, str]]:
        return [(key, name or _("all compounds")) for key, name in places]

    return (
        FormField("marks", N_("who bears"), Several(lambda: [(mark, mark) for mark in marks])),
        FormField("over", N_("or is of age"), count(1, _OLDEST), hint=N_("80")),
        FormField("compound", N_("where"), Choice(compound_pairs, int, 0), required=True),
        FormField("chosen", N_("also calling"), Several(lambda: others)),
    )


# -- settings --------------------------------------------------------------------------------------

_SETTINGS: tuple[FormField, ...] = (
    FormField(
        "again_after",
        N_("no answer: again"),
        span(timedelta(hours=24)),
        hint=N_("minutes, or 6h"),
        required=True,
    ),
    FormField("knock_after", N_("knock after"), count(1, 9), hint=N_("tries"), required=True),
    FormField("quiet_from", N_("no calls from"), CLOCK, hint=N_("22:00"), required=True),
    FormField("quiet_until", N_("no calls until"), CLOCK, hint=N_("08:00"), required=True),
    FormField("unspoken_days", N_("not spoken to"), count(1, 30), hint=N_("days"), required=True),
)


def _record(conn: Reader) -> Record:
    settings = store.call_settings(conn)
    return Record(
        lambda: _("Settings of the calls"),
        shown(_SETTINGS, settings),
        settings,
        tuple(store.NAME + name for name in kept(settings)),
    )


def set_calls(desk: Desk) -> None:
    """Open the form of the settings; saving it is one act."""
    desk.open_dialog(
        FormDialog(
            partial(desk.store.ask, _record),
            _SETTINGS,
            reader(_SETTINGS, CallSettings),
            lambda edit: desk.perform(
                lambda step: commands.set_calls(step, edit.given, was=edit.version),
                lambda _set: _("The settings of the calls are changed."),
            ),
            "call-settings",
        )
    )
