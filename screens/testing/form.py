"""The forms of testing: a session, and the round it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from data.sql import Reader
from data.testing import queries as testing
from models.drafts import Value
from models.problems import Problem
from models.testing import (
    SAMPLED,
    RoundInput,
    RoundKind,
    RoundView,
    RoundWish,
    SessionInput,
    TubeKind,
    rules,
)
from models.testing.plan import wish_problems
from models.times import LOCAL, day_start, local_date
from screens.i18n import N_, _
from screens.kit.fields import FormField, reader, shown
from screens.kit.kinds import CLOCK, COUNT, DAY, ENDS, MOMENT, Choice, Several, named
from screens.kit.record import Record, record_of
from screens.kit.values import spoken
from screens.testing import words

_NEW = "new:"
"""What a choice of a round begins with when the round is yet to be planned."""


class Planned(NamedTuple):
    """What the form of a session says: the session, and its round when that is new."""

    session: SessionInput
    new_round: RoundInput | None


def session_fields(
    rounds: Sequence[RoundView], compounds: Sequence[str], *, new: bool
) -> tuple[FormField, ...]:
    """The fields of a session; `rounds` and `compounds` are what can be chosen."""

    def round_choices() -> list[tuple[str, str]]:
        fresh = [
            (_NEW + kind, _("a new round, {kind}").format(kind=words.kind(kind)))
            for kind in RoundKind
        ]
        known = [
            (str(one.no), f"{one.name}  {spoken(date.fromisoformat(one.day))}") for one in rounds
        ]
        return known + fresh if new else known

    return (
        FormField(
            "round",
            N_("round"),
            Choice(round_choices, str, ""),
            required=True,
            decides=("round_no",),
        ),
        FormField("site", N_("site"), required=True),
        FormField("starts_at", N_("from"), MOMENT, required=True),
        FormField("ends_at", N_("until"), ENDS, required=True, after="starts_at"),
        FormField("desks", N_("desks"), COUNT, required=True),
        FormField("compounds", N_("compounds"), Several(named(compounds))),
        FormField("skill", N_("one with"), hint=N_("a skill: 护士, 手语")),
        FormField("note", N_("note")),
    )


ROUND: tuple[FormField, ...] = (
    FormField("name", N_("name"), required=True),
    FormField(
        "kind", N_("kind"), Choice(words.kind.pairs, RoundKind, RoundKind.PCR), required=True
    ),
    FormField("day", N_("day"), DAY, required=True),
    FormField("pool_size", N_("people a tube"), COUNT, required=True),
    FormField("note", N_("note")),
    FormField(
        "tube_kind",
        N_("into one tube"),
        Choice(words.tube.pairs, TubeKind, TubeKind.POOLED),
        required=True,
    ),
    FormField("team", N_("medical team")),
)
"""The fields of a round."""


def blank_session(now: datetime, rounds: Sequence[RoundView]) -> dict[str, Value]:
    """What stands in the form of a new session: the next morning, in the latest round to come."""
    today = local_date(now)
    coming = [one for one in rounds if one.day >= today.isoformat()]
    on = date.fromisoformat(coming[0].day) if coming else today + timedelta(days=1)
    starts = datetime(on.year, on.month, on.day, 8, tzinfo=LOCAL)
    return shown(
        session_fields((), (), new=True),
        {
            "round": str(coming[0].no) if coming else _NEW + RoundKind.PCR,
            "starts_at": starts,
            "ends_at": starts + timedelta(hours=3),
            "desks": 1,
        },
    )


def session_record(conn: Reader, no: int) -> Record:
    """A session on file.

    Raises:
        Refused: `session_unknown`.
    """
    view = testing.session(conn, no)
    values = shown(session_fields((), (), new=False), {**view._asdict(), "round": view.round_no})
    return Record(lambda: _("Session {no}").format(no=no), values, view.version, (view.id,))


round_record = record_of(testing.round_of, lambda view: _("Round {no}").format(no=view.no), ROUND)


def planned(**found: Any) -> Planned:
    """A new session as its form says it."""
    said = found.pop("round")
    if not said.startswith(_NEW):
        return Planned(SessionInput(int(said), **found), None)
    kind, on = RoundKind(said.removeprefix(_NEW)), local_date(found["starts_at"])
    name = f"{on:%m-%d} {words.kind(kind)}"
    sampled = SAMPLED["antigen" if kind is RoundKind.ANTIGEN else "pooled"]
    new_round = RoundInput(name, kind, on, sampled.pool_size(), tube_kind=sampled.tube_kind)
    return Planned(SessionInput(0, **found), new_round)


def session_of(**found: Any) -> SessionInput:
    """A session of a round on file as its form says it."""
    return SessionInput(int(found.pop("round")), **found)


read_round = reader(ROUND, RoundInput)


# -- a whole round ---------------------------------------------------------------------------------

_POOLS = tuple(map(str, rules.POOLS))


def wish_fields(compounds: Sequence[str]) -> tuple[FormField, ...]:
    """The fields of a round that is planned by rule; `compounds` are what can be chosen."""
    taken = Choice(words.taken.pairs, str, "pooled")
    return (
        FormField("on", N_("day"), DAY, required=True),
        FormField("taken", N_("what is taken"), taken, required=True),
        FormField("pool", N_("people a tube"), Choice(named(_POOLS), int, 0), required=True),
        FormField("compounds", N_("compounds"), Several(named(compounds))),
        FormField("begins", N_("calling from"), CLOCK, required=True, hint=N_("06:00")),
        FormField("ends", N_("calling until"), CLOCK, required=True, hint=N_("14:00")),
        FormField("desks", N_("desks in all"), COUNT, hint=N_("empty: as many as it takes")),
        FormField("team", N_("medical team")),
    )


def blank_wish(now: datetime) -> dict[str, Value]:
    """What stands in the form of a round: the next morning, all compounds, pooled by ten."""
    return shown(
        wish_fields(()),
        {
            "on": local_date(now) + timedelta(days=1),
            "taken": "pooled",
            "pool": "10",
            "begins": time(6),
            "ends": time(14),
        },
    )


def wish_of(
    *,
    on: date,
    taken: str,
    pool: int,
    compounds: tuple[str, ...],
    begins: time,
    ends: time,
    desks: int | None,
    team: str,
) -> RoundWish | list[Problem]:
    """A round as its form wishes it, or what is wrong with that; how many a tube takes is said of
    pooled ones alone."""
    sampled = SAMPLED[taken]
    pooled = sampled.tube_kind is TubeKind.POOLED
    given = RoundInput(
        words.round_name(*sampled, on),
        sampled.kind,
        on,
        sampled.pool_size(pool if pooled else None),
        tube_kind=sampled.tube_kind,
        starts_at=day_start(on, begins),
        ends_at=day_start(on, ends),
        team=team,
    )
    wish = RoundWish(given, compounds, desks=desks)
    return _at_fields(wish_problems(wish)) or wish


def wish_record(wish: RoundWish, compounds: Sequence[str]) -> Record:
    """A wish as it stands in the form, to be changed."""
    given = wish.given
    taken = next(name for name, of in SAMPLED.items() if of == (given.kind, given.tube_kind))
    values = shown(
        wish_fields(compounds),
        {
            "on": given.day,
            "taken": taken,
            "pool": str(given.pool_size if given.pool_size in rules.POOLS else 10),
            "compounds": wish.compounds,
            "begins": None if given.starts_at is None else given.starts_at.timetz(),
            "ends": None if given.ends_at is None else given.ends_at.timetz(),
            "desks": wish.desks,
            "team": given.team,
        },
    )
    return Record(lambda: _("A whole round"), values)


_NAMED = {"starts_at": "begins", "ends_at": "ends", "pool_size": "pool", "name": "on"}
"""The fields of the form by those of the wish, where they are called otherwise."""


def _at_fields(problems: Iterable[Problem]) -> list[Problem]:
    """What is wrong with a wish, each at its field of the form."""
    return [
        Problem(one.code, one.params, _NAMED.get(one.field or "", one.field)) for one in problems
    ]
