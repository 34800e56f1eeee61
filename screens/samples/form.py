"""The forms of samples on their way: what leaves, whom somebody asked, when results are overdue."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from data.requests.queries import settings
from data.samples import commands, queries
from data.samples.settings import RESULT_AFTER, sample_settings
from data.sql import Reader
from data.testing import queries as testing
from models.chases import ChaseInput, Rung
from models.chases.ladder import proposed_rung, unanswered
from models.chases.rules import chase_problems
from models.chases.silence import tells_of_silence
from models.problems import Problem
from models.samples import TripInput, TripRow, rules
from models.samples.settings import SampleSettings
from models.testing import RoundKind, RoundView, SessionRow
from models.testing.rules import called
from models.times import local_date
from screens.i18n import N_, _, ngettext
from screens.kit.fields import FormField, Values, read_fields, reader, shown
from screens.kit.form import FormDialog
from screens.kit.kinds import HAPPENED, Choice, count, span
from screens.kit.kinds import words as words_of
from screens.kit.record import Record
from screens.kit.values import beside, spoken
from screens.requests.form import CHASE

if TYPE_CHECKING:
    from screens.kit.desk import Desk

_LONGEST = timedelta(days=7)
"""Results that are waited for longer than this are taken for a slip of the pen."""

LABORATORY = FormField("laboratory", N_("laboratory"), required=True)
WHO = FormField("who", N_("taken by"), hint=N_("a name of the roster, or words"))
NOTE = FormField("note", N_("note"))

TRIP: tuple[FormField, ...] = (LABORATORY, WHO, NOTE)
"""The fields of what has left."""


class Taken(NamedTuple):
    """Where samples may have been taken: at a session, or in a round as a whole."""

    of: RoundView
    at: SessionRow | None
    here: int
    """How many tubes of it are still here."""

    @property
    def choice(self) -> str:
        """What it is chosen by."""
        return f"{self.of.no}:{'' if self.at is None else self.at.no}"

    def said(self) -> str:
        """It in words: `04-10 PCR  04-10, gate 2, 38 tubes here`."""
        site = _("the whole round") if self.at is None else called(self.at.site, self.at.compounds)
        told = ngettext("{count} tube here", "{count} tubes here", self.here)
        here = told.format(count=self.here) if self.here else ""
        return beside(f"{self.of.name}  {spoken(date.fromisoformat(self.of.day))}", site, here)


_ROUNDS = 6
"""Rounds that are offered: the latest that have come."""


def taken(conn: Reader, now: datetime) -> list[Taken]:
    """Where samples may have been taken: the latest rounds that have come, each by its sessions;
    what has tubes here first."""
    found: list[Taken] = []
    here = queries.waiting(conn)
    today = local_date(now).isoformat()
    rounds = (of for of in testing.rounds(conn) if of.day <= today and of.kind == RoundKind.PCR)
    for of in islice(rounds, _ROUNDS):
        held: list[SessionRow | None] = [*testing.sessions(conn, of.no)]
        if len(held) != 1:
            held.append(None)
        found += [Taken(of, at, here.get((of.no, at and at.no), 0)) for at in held]
    return sorted(found, key=lambda one: not one.here)


def new_fields(of: Sequence[Taken]) -> tuple[FormField, ...]:
    """The fields of samples that leave, taken at one of these."""

    def pairs() -> list[tuple[str, str]]:
        return [(one.choice, one.said()) for one in of]

    return (
        FormField(
            "round", N_("taken at"), Choice(pairs, str, ""), required=True, decides=("round_no",)
        ),
        LABORATORY,
        replace(WHO, hint=N_("else who does that at the session")),
        FormField(
            "tubes",
            N_("tubes"),
            count(1, rules.MOST_TUBES, "tubes_count_wrong"),
            hint=N_("how many; else all still here"),
        ),
        FormField("codes", N_("or these"), words_of(), hint=N_("codes of the tubes")),
        FormField("left_at", N_("left at"), HAPPENED, hint=N_("now")),
        NOTE,
    )


def blank_trip(of: Sequence[Taken], laboratory: str) -> Values:
    """What stands in the form of samples that leave: the latest session, the last laboratory."""
    return {"round": of[0].choice if of else "", "laboratory": laboratory}


def leaving(**found: Any) -> TripInput:
    """Samples that leave as their form says it."""
    round_no, _colon, session = found.pop("round").partition(":")
    return TripInput(int(round_no), int(session) if session else None, **found)


def trip_record(conn: Reader, no: int) -> Record:
    """What has left, for its form.

    Raises:
        Refused: `trip_unknown`.
    """
    row = queries.trip(conn, no)
    values = shown(TRIP, {"laboratory": row.laboratory, "who": row.by, "note": row.note})
    return Record(lambda: _("Samples {no}").format(no=row.no), values, row.version, (row.id,))


def changed_trip(**found: Any) -> TripInput:
    """What has left as its form says it."""
    return TripInput(0, **found)


read_trip = reader(TRIP, changed_trip)

# -- asked for -------------------------------------------------------------------------------------


def chase_values(conn: Reader, row: TripRow) -> Values:
    """What stands in the form of a chase: the laboratory at first, then the next on the ladder."""
    before = queries.chases(conn, row.id)
    rung = proposed_rung(Rung(row.rung), unanswered(before), settings(conn))
    to = row.laboratory if not before or rung is Rung(row.rung) else ""
    last = before[0].to if before and to else to
    return shown(CHASE, {"to": last, "answered": True, "rung": rung})


def read_chase(row: TripRow, values: Values, now: datetime) -> ChaseInput | list[Problem]:
    """A chase as its form says it."""
    found = read_fields(CHASE, values, now)
    if isinstance(found, list):
        return found
    found["answered"] = found["answered"] and not tells_of_silence(found["said"] or "")
    given = ChaseInput(at=now, **found)
    return chase_problems(rules.chased(row), given, now) or given


# -- settings --------------------------------------------------------------------------------------

SETTINGS: tuple[FormField, ...] = (
    FormField(
        "result_after",
        N_("results after"),
        span(_LONGEST),
        hint=N_("minutes, or 4h, or 2 days"),
        required=True,
    ),
)


def _settings(conn: Reader) -> Record:
    found = sample_settings(conn)
    return Record(lambda: _("Settings of samples"), shown(SETTINGS, found), found, (RESULT_AFTER,))


def set_samples(desk: Desk, then: Callable[[bool | None], None]) -> None:
    """Open the form of the settings; saving it is one act."""
    desk.open_dialog(
        FormDialog(
            partial(desk.store.ask, _settings),
            SETTINGS,
            reader(SETTINGS, SampleSettings),
            lambda edit: desk.perform(
                lambda step: commands.set_samples(step, edit.given, was=edit.version),
                lambda _set: _("The settings of samples are changed."),
            ),
            "sample-settings",
        ),
        then,
    )
