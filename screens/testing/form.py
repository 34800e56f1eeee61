"""The forms of testing: a session, and the round it belongs to."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from data.sql import Reader
from data.testing import queries as testing
from models.drafts import Value
from models.testing import RoundInput, RoundKind, RoundView, SessionInput
from models.times import LOCAL, local_date
from screens.i18n import N_, _
from screens.kit.fields import FormField, reader, shown
from screens.kit.kinds import COUNT, DAY, ENDS, MOMENT, Choice, Several, named
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
    new_round = RoundInput(name, kind, on, 1 if kind is RoundKind.ANTIGEN else 10)
    return Planned(SessionInput(0, **found), new_round)


def session_of(**found: Any) -> SessionInput:
    """A session of a round on file as its form says it."""
    return SessionInput(int(found.pop("round")), **found)


read_round = reader(ROUND, RoundInput)
