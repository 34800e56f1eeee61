"""The forms of testing: a session, and the round it belongs to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from models.problems import Problem
from models.testing import RoundInput, RoundKind, RoundView, SessionInput
from models.times import LOCAL, local_date
from screens.i18n import N_, _
from screens.kit.fields import (
    count_check,
    count_of,
    day_of,
    moment_of,
    several_of,
    text_of,
    time_check,
    written,
)
from screens.kit.form import FormField, Value, Values
from screens.testing import words

_NEW = "new:"
"""What a choice of a round begins with when the round is yet to be planned."""


class Planned(NamedTuple):
    """What the form of a session says: the session, and its round when that is new."""

    session: SessionInput
    new_round: RoundInput | None


def session_fields(
    now: datetime, rounds: Sequence[RoundView], compounds: tuple[str, ...], *, new: bool
) -> tuple[FormField, ...]:
    """The fields of a session; `rounds` and `compounds` are what can be chosen."""
    check = time_check(lambda: now)

    def round_choices() -> list[tuple[str, str]]:
        fresh = [
            (_NEW + kind, _("a new round, {kind}").format(kind=words.kind(kind)))
            for kind in RoundKind
        ]
        known = [(str(one.no), f"{one.name}  {one.day[5:]}") for one in rounds]
        return known + fresh if new else known

    return (
        FormField("round", N_("round"), "choice", round_choices, required=True),
        FormField("site", N_("site"), required=True),
        FormField("starts_at", N_("from"), "time", required=True, check=check),
        FormField("ends_at", N_("until"), "time", required=True, check=check),
        FormField("desks", N_("desks"), "number", required=True, check=count_check),
        FormField(
            "compounds",
            N_("compounds"),
            "choices",
            choices=lambda: [(name, name) for name in compounds],
        ),
        FormField("skill", N_("one with"), hint=N_("a skill: 护士, 手语")),
        FormField("note", N_("note")),
    )


def round_fields(now: datetime) -> tuple[FormField, ...]:
    """The fields of a round."""
    return (
        FormField("name", N_("name"), required=True),
        FormField(
            "kind",
            N_("kind"),
            "choice",
            choices=lambda: [(str(kind), words.kind(kind)) for kind in RoundKind],
            required=True,
        ),
        FormField("day", N_("day"), "date", required=True, check=time_check(lambda: now)),
        FormField("pool_size", N_("people a tube"), "number", required=True, check=count_check),
        FormField("note", N_("note")),
    )


def blank_session(now: datetime, rounds: Sequence[RoundView]) -> dict[str, Value]:
    """What stands in the form of a new session: the next morning, in the latest round to come."""
    today = local_date(now)
    coming = [one for one in rounds if one.day >= today.isoformat()]
    day = date.fromisoformat(coming[0].day) if coming else today + timedelta(days=1)
    starts = datetime(day.year, day.month, day.day, 8, tzinfo=LOCAL)
    return {
        "round": str(coming[0].no) if coming else _NEW + RoundKind.PCR,
        "starts_at": written(starts),
        "ends_at": written(starts + timedelta(hours=3)),
        "desks": "1",
    }


def session_values(given: SessionInput) -> dict[str, Value]:
    """A session as the form shows it."""
    return {
        "round": str(given.round_no),
        "site": given.site,
        "starts_at": written(given.starts_at),
        "ends_at": written(given.ends_at),
        "desks": str(given.desks),
        "compounds": given.compounds,
        "skill": given.skill,
        "note": given.note,
    }


def round_values(given: RoundInput) -> dict[str, Value]:
    """A round as the form shows it."""
    return {
        "name": given.name,
        "kind": str(given.kind),
        "day": f"{given.day:%m-%d}",
        "pool_size": str(given.pool_size),
        "note": given.note,
    }


def read_session(
    values: Values, now: datetime, compounds: tuple[str, ...]
) -> Planned | list[Problem]:
    """The session a form says, its compounds in their own order."""
    problems: list[Problem] = []
    starts = moment_of(values, "starts_at", now, problems)
    ends = moment_of(values, "ends_at", starts or now, problems)
    desks = count_of(values, "desks", 1, problems)
    if starts is None or ends is None or problems:
        return problems
    chosen = several_of(values, "compounds")
    round_said = text_of(values, "round")
    new_round = None
    if round_said.startswith(_NEW):
        kind = RoundKind(round_said.removeprefix(_NEW))
        day = local_date(starts)
        name = f"{day:%m-%d} {words.kind(kind)}"
        new_round = RoundInput(name, kind, day, 1 if kind is RoundKind.ANTIGEN else 10)
    session = SessionInput(
        0 if new_round else int(round_said),
        text_of(values, "site"),
        tuple(name for name in compounds if name in chosen),
        starts,
        ends,
        desks,
        text_of(values, "note"),
        text_of(values, "skill"),
    )
    return Planned(session, new_round)


def read_round(values: Values, now: datetime) -> Mapping[str, object] | list[Problem]:
    """The changes to a round a form says."""
    problems: list[Problem] = []
    day = day_of(values, "day", now, problems)
    size = count_of(values, "pool_size", 10, problems)
    if problems:
        return problems
    return {
        "name": text_of(values, "name"),
        "kind": RoundKind(text_of(values, "kind")),
        "day": day,
        "pool_size": size,
        "note": text_of(values, "note"),
    }
