"""The forms of testing: a session, and the round it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from data.sql import Reader
from data.stock import queries as stock
from data.testing import planning
from data.testing import queries as testing
from models.drafts import Value
from models.problems import Problem, Refused
from models.stock.rules import read_quantity
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
from models.times import LOCAL, day_start, duty_day, local_date
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
        FormField("skill", N_("one with"), hint=N_("a skill: nurse, sign language")),
        FormField("note", N_("note")),
    )


ROUND: tuple[FormField, ...] = (
    FormField("name", N_("round name"), required=True),
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
    FormField("team_at", N_("team comes at"), MOMENT),
)
"""The fields of a round."""


def blank_session(now: datetime, rounds: Sequence[RoundView]) -> dict[str, Value]:
    """What stands in the form of a new session: the next morning, in the latest round to come."""
    today = local_date(now)
    coming = [one for one in rounds if one.day >= today.isoformat()]
    on = date.fromisoformat(coming[0].day) if coming else _next_morning(now)
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


def _next_morning(now: datetime) -> date:
    """The day of the next morning: in the small hours it is that of the same night."""
    return duty_day(now) + timedelta(days=1)


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


class Wished(NamedTuple):
    """A round as its form says it: what it is to be, beside what was typed of buildings and goods,
    which only the store can tell."""

    wish: RoundWish
    buildings: str = ""
    materials: str = ""


def wish_fields(compounds: Sequence[str], marks: Sequence[str]) -> tuple[FormField, ...]:
    """The fields of a round that is planned by rule; `compounds` and `marks` can be chosen."""
    taken = Choice(words.taken.pairs, str, "pooled")
    return (
        FormField("on", N_("day"), DAY, required=True),
        FormField("taken", N_("what is taken"), taken, required=True),
        FormField("pool", N_("people, pooled"), Choice(named(_POOLS), int, 0), required=True),
        FormField("compounds", N_("compounds/all"), Several(named(compounds))),
        FormField(
            "buildings", N_("only buildings"), hint=N_("3, 43-21; empty: the compounds whole")
        ),
        *((FormField("marks", N_("only who is"), Several(named(marks))),) if marks else ()),
        FormField("begins", N_("calling from"), CLOCK, required=True, hint=N_("06:00")),
        FormField("ends", N_("calling until"), CLOCK, required=True, hint=N_("14:00")),
        FormField("desks", N_("desks in all"), COUNT, hint=N_("empty: as many as it takes")),
        FormField("team", N_("medical team")),
        FormField("team_at", N_("team comes at"), CLOCK, hint=N_("05:30")),
        FormField(
            "materials",
            N_("out of stock"),
            hint=N_("tubes 500, swabs 4800; the plan says how many"),
        ),
        FormField("name", N_("round name"), hint=N_("empty: by its day and kind")),
        FormField("note", N_("note")),
    )


def blank_wish(now: datetime) -> dict[str, Value]:
    """What stands in the form of a round: the next morning, all compounds, pooled by ten."""
    fields = wish_fields((), ())
    return shown(
        fields,
        {
            **dict.fromkeys(one.name for one in fields),
            "on": _next_morning(now),
            "taken": "pooled",
            "pool": "10",
            "begins": time(6),
            "ends": time(14),
        },
    )


def wish_of(**found: Any) -> Wished | list[Problem]:
    """A round as its form wishes it, or what is wrong with that; how many a tube takes is said of
    pooled ones alone."""
    on, sampled, team_at = found["on"], SAMPLED[found["taken"]], found["team_at"]
    pooled = sampled.tube_kind is TubeKind.POOLED
    given = RoundInput(
        found["name"].strip() or words.round_name(*sampled, on),
        sampled.kind,
        on,
        sampled.pool_size(found["pool"] if pooled else None),
        found["note"],
        sampled.tube_kind,
        day_start(on, found["begins"]),
        day_start(on, found["ends"]),
        found.get("marks", ()),
        found["team"],
        None if team_at is None else day_start(on, team_at),
    )
    wish = RoundWish(given, found["compounds"], desks=found["desks"])
    return _at_fields(wish_problems(wish)) or Wished(wish, found["buildings"], found["materials"])


def found_wish(conn: Reader, said: Wished, now: datetime) -> Wished:
    """The same with the buildings and the goods that were meant.

    Raises:
        Refused: as `data.testing.planning.find_buildings`; `materials_unclear` (value),
            `stock_unknown`, and as `models.stock.rules.read_quantity`.
    """
    wish, typed = said.wish, [word for word in _PARTED.split(said.buildings) if word.strip()]
    keys: tuple[str, ...] = ()
    compounds = wish.compounds
    if typed:
        keys, compounds = planning.find_buildings(conn, typed, compounds)
    goods: dict[int, int] = {}
    for part in filter(str.strip, _PARTED.split(said.materials)):
        told = _GOODS.match(part.strip())
        if told is None:
            raise Refused("materials_unclear", "materials", value=part.strip())
        quantity, _unit = read_quantity(told["count"], goods=told["goods"])
        try:
            row = stock.called(conn, told["goods"], now)
        except Refused as refused:
            raise Refused(refused.problem.code, "materials", **refused.problem.params) from None
        goods[row.no] = goods.get(row.no, 0) + quantity
    return said._replace(wish=wish._replace(compounds=compounds, buildings=keys, materials=goods))


_PARTED = re.compile(r"[,，、;；\n]")
"""What stands between several that are typed."""

_GOODS = re.compile(r"(?P<goods>.*?\S)\s*[×x*：:]?\s*(?P<count>[0-9]+\s*\S*)$")
"""Goods and how many of them."""


def wish_record(said: Wished, compounds: Sequence[str], marks: Sequence[str]) -> Record:
    """A wish as it stands in the form, to be changed."""
    wish, given = said.wish, said.wish.given
    taken = next(name for name, of in SAMPLED.items() if of == (given.kind, given.tube_kind))
    values = shown(
        wish_fields(compounds, marks),
        {
            "on": given.day,
            "taken": taken,
            "pool": str(given.pool_size if given.pool_size in rules.POOLS else 10),
            "compounds": wish.compounds,
            "buildings": said.buildings,
            "marks": given.marks,
            "begins": _clock(given.starts_at),
            "ends": _clock(given.ends_at),
            "desks": wish.desks,
            "team": given.team,
            "team_at": _clock(given.team_at),
            "materials": said.materials,
            "name": ""
            if given.name == words.round_name(*SAMPLED[taken], given.day)
            else given.name,
            "note": given.note,
        },
    )
    return Record(lambda: _("A whole round"), values)


def _clock(at: datetime | None) -> time | None:
    return None if at is None else at.timetz()


_NAMED = {"starts_at": "begins", "ends_at": "ends", "pool_size": "pool", "name": "on"}
"""The fields of the form by those of the wish, where they are called otherwise."""


def _at_fields(problems: Iterable[Problem]) -> list[Problem]:
    """What is wrong with a wish, each at its field of the form."""
    return [
        Problem(one.code, one.params, _NAMED.get(one.field or "", one.field)) for one in problems
    ]
