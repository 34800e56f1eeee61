"""The forms of what is kept for others: a thing, and its handing over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import NamedTuple

from data.custody import queries as custody
from data.reading import capture
from data.roster import queries as roster
from data.sql import Reader
from models.custody import CustodyInput, KeptKind
from models.problems import Problem
from models.roster import ABSENT_PLACES
from screens.custody import words
from screens.i18n import N_, _
from screens.kit.fields import FormField, Values, read_fields, reader
from screens.kit.kinds import DAY, LONG, Choice
from screens.kit.record import record_of
from screens.roster import words as people_words

Keepers = Sequence[tuple[str, str]]
"""Those who can keep something: their numbers, and their names."""


def keepers(conn: Reader, now: datetime) -> Keepers:
    """Everybody who can keep something, who is here first; the absent with where they are."""
    rows = roster.roster(conn, now)
    here = [(str(row.no), row.name) for row in rows if row.place not in ABSENT_PLACES]
    gone = [
        (str(row.no), _("{name} ({place})").format(name=row.name, place=people_words.place(row)))
        for row in rows
        if row.place in ABSENT_PLACES
    ]
    return here + gone


THING: tuple[FormField, ...] = (
    FormField("kind", N_("kind"), Choice(words.kind.pairs, KeptKind, KeptKind.CARD), required=True),
    FormField("what", N_("thing"), required=True, hint=N_("insurance card, with record book")),
    FormField("owner", N_("whose"), hint=N_("a name, where it is no household's")),
    FormField("due_back", N_("due back"), DAY, hint=N_("04-24")),
    FormField("note", N_("note"), LONG),
)
"""The fields of a thing on record, which has its keeper already."""


def new_fields(keepers: Keepers) -> tuple[FormField, ...]:
    """The fields of a thing that somebody is to keep, for a household or somebody named."""
    kind, what, *more = THING
    where = FormField("where", N_("household"), hint=N_("Blossom 3-1505, or a telephone number"))
    return (_keeper(N_("kept by"), keepers), kind, what, where, *more)


def _keeper(label: str, keepers: Keepers) -> FormField:
    return FormField("holder_no", label, Choice(lambda: keepers, int, 0), required=True)


thing_record = record_of(custody.item, lambda row: words.whose(row) or row.what, THING)


def blank_thing(holder: int | None) -> Values:
    """What stands in the form of a new thing: a card, kept by whom the cursor is on."""
    return {"kind": KeptKind.CARD, "holder_no": "" if holder is None else str(holder)}


read_thing = reader(THING, partial(CustodyInput, holder_no=0))
"""What is known of a thing as its form says it; its keeper is not asked."""


def read_new(
    conn: Reader, keepers: Keepers, values: Values, now: datetime
) -> CustodyInput | list[Problem]:
    """A new thing as its form says it; the household is found by its address, telephone or head."""
    found = read_fields(new_fields(keepers), values, now)
    if isinstance(found, list):
        return found
    where = found.pop("where")
    if not where:
        return CustodyInput(household_no=None, **found)
    said = capture.read(conn, where, now)
    if said.household is None:
        unknown = Problem("household_not_found", {"value": where})
        return [replace(said.trouble or unknown, field="where")]
    return CustodyInput(household_no=said.household, **found)


class Handing(NamedTuple):
    """What the form of a handing over says."""

    holder_no: int
    note: str


def handing_fields(keepers: Keepers) -> tuple[FormField, ...]:
    """The fields of a handing over."""
    return (
        _keeper(N_("to"), keepers),
        FormField("note", N_("note"), hint=N_("handed over where, seen by whom")),
    )
