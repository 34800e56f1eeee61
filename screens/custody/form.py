"""The forms of what is kept for others: a thing, and its handing over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from data.reading import capture
from data.roster import queries as roster
from data.sql import Reader
from models.custody import CustodyInput, CustodyRow, KeptKind
from models.problems import Problem
from models.roster import ABSENT_PLACES
from screens.custody import words
from screens.i18n import N_, _
from screens.kit.fields import day_of, text_of, time_check
from screens.kit.form import FormField, Value, Values
from screens.roster import words as people_words


def keepers(conn: Reader, now: datetime) -> list[tuple[str, str]]:
    """Everybody who can keep something, who is here first; the absent with where they are."""
    rows = roster.roster(conn, now)
    here = [(str(row.no), row.name) for row in rows if row.place not in ABSENT_PLACES]
    gone = [
        (str(row.no), _("{name} ({place})").format(name=row.name, place=people_words.place(row)))
        for row in rows
        if row.place in ABSENT_PLACES
    ]
    return here + gone


def thing_fields(keepers: Sequence[tuple[str, str]], now: datetime) -> tuple[FormField, ...]:
    """The fields of a thing; a thing on record has its keeper already."""
    fields = (
        FormField("holder", N_("kept by"), "choice", choices=lambda: keepers, required=True),
        FormField("kind", N_("kind"), "choice", choices=words.kinds, required=True),
        FormField("what", N_("thing"), required=True, hint=N_("insurance card, with record book")),
        FormField("where", N_("household"), hint=N_("大林苑3号1505，或电话")),
        FormField("owner", N_("whose"), hint=N_("a name, where it is no household's")),
        FormField(
            "due_back", N_("due back"), "date", hint=N_("04-24"), check=time_check(lambda: now)
        ),
        FormField("note", N_("note"), "long"),
    )
    return fields if keepers else tuple(f for f in fields if f.name not in ("holder", "where"))


def thing_values(row: CustodyRow | None, holder: int | None) -> dict[str, Value]:
    """A thing as the form shows it; a new one is a card, kept by whom the cursor is on."""
    if row is None:
        return {"kind": KeptKind.CARD.value, "holder": "" if holder is None else str(holder)}
    return {
        "kind": row.kind,
        "what": row.what,
        "owner": row.owner,
        "due_back": row.due_back or "",
        "note": row.note,
    }


def read_thing(conn: Reader, values: Values, now: datetime) -> CustodyInput | list[Problem]:
    """A thing as its form says it; the household is found by its address, telephone or head."""
    problems: list[Problem] = []
    where = text_of(values, "where").strip()
    household = capture.read(conn, where, now).household if where else None
    if where and household is None:
        problems.append(Problem("household_not_found", {"value": where}, "where"))
    said = text_of(values, "due_back").strip()
    due_back = day_of(values, "due_back", now, problems) if said else None
    if problems:
        return problems
    return CustodyInput(
        KeptKind(text_of(values, "kind")),
        text_of(values, "what"),
        int(text_of(values, "holder") or 0),
        household,
        text_of(values, "owner"),
        due_back=due_back,
        note=text_of(values, "note"),
    )


def handing_fields(keepers: Sequence[tuple[str, str]]) -> tuple[FormField, ...]:
    """The fields of a handing over."""
    return (
        FormField("holder", N_("to"), "choice", choices=lambda: keepers, required=True),
        FormField("note", N_("note"), hint=N_("handed over where, seen by whom")),
    )
