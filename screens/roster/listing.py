"""What is told of the people who work here: the desk's roster, the table, and its JSON."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from data.sql import Reader
from models.cover.reserves import Reserve
from models.listing import ListQuery
from models.roster import ABSENT_PLACES, LIVE_IN_KINDS, PersonKind, PersonRow, Place
from screens.commands.listing import (
    Field,
    Filter,
    Listing,
    Outgoing,
    Record,
    Wish,
    equal,
    holds,
    one_of,
)
from screens.commands.named import COMPOUND, SKILL
from screens.duties import words as duty_words
from screens.i18n import N_
from screens.kit import masks
from screens.kit.columns import UNREADABLE, Cell, Column, View
from screens.kit.term_words import asked
from screens.kit.term_words import rows as found
from screens.kit.values import joined
from screens.roster import words
from screens.roster.terms import terms


def _place(row: PersonRow, _view: View) -> Cell:
    held = row.shut and row.place not in ABSENT_PLACES
    told = words.held(row.shut) if held else words.place(row)
    return (told, "warn" if held or row.place in ABSENT_PLACES else "")


def _on_duty(row: PersonRow, _view: View) -> Cell:
    if row.on_duty:
        return ("✓", "good")
    return ("✗", "warn") if row.kind in LIVE_IN_KINDS else ""


def _today(row: PersonRow, _view: View) -> Cell:
    return str(row.duties_today) if row.duties_today else ""


def _only(row: PersonRow, _view: View) -> Cell:
    _see_reckoned(row)
    return (str(row.only_they), "warn") if row.only_they else ""


def _load(row: PersonRow, _view: View) -> Cell:
    _see_reckoned(row)
    return (duty_words.load(row.work_minutes), "warn" if row.tired else "")


def _phone(row: PersonRow, view: View) -> Cell:
    return masks.phone(row.phone, view.masked)


def _only_they(row: PersonRow, _now: datetime) -> int:
    _see_reckoned(row)
    return row.only_they


def _hours(minutes: Callable[[PersonRow], int]) -> Callable[[PersonRow, datetime], float]:
    def told(row: PersonRow, _now: datetime) -> float:
        _see_reckoned(row)
        return round(minutes(row) / 60, 1)

    return told


def _see_reckoned(row: PersonRow) -> None:
    """See that there is something to tell.

    Raises:
        ValueError: it could not be reckoned, for times that cannot be read.
    """
    if not row.reckoned:
        raise ValueError


PERSON: Record[PersonRow] = Record(
    "person",
    "`roster`; with `--private` also `private_note`, which nothing else ever tells",
    (
        Field("no", column=Column("", N_("no"), lambda r, _v: str(r.no), right=True)),
        Field("id"),
        Field("name", column=Column("name", N_("name"), lambda r, _v: r.name, 8, 16, wants=12)),
        Field("kind", N_("`staff`, `cadre`, `volunteer` ...")),
        Field("post", column=Column("kind", N_("post"), lambda r, _v: words.post(r), 9, 14)),
        Field("place", column=Column("place", N_("status"), _place, 13, 15, says=words.places)),
        Field("shut", N_("what holds them today where they live; empty for nothing")),
        Field(
            "reach",
            column=Column("", N_("reach"), lambda r, _v: words.label(r.reach, "reach")),
        ),
        Field("since"),
        Field(
            "on_duty",
            N_("whether they are on duty now: staff on site, others while a duty of theirs runs"),
            lambda r, _n: bool(r.on_duty),
            Column("", N_("duty"), _on_duty, 4, 4),
        ),
        Field(
            "expected_back",
            column=Column("back", N_("return"), lambda r, v: words.back(r, v.now), 7, 8),
        ),
        Field(
            "duties_today",
            N_("how many duties they have today"),
            column=Column("", N_("today"), _today, 5, 5, 3, right=True),
        ),
        Field(
            "only_they",
            N_("duties of the 48 hours ahead that nobody else could take"),
            _only_they,
            column=Column("", N_("sole"), _only, 4, 4, 2, right=True),
        ),
        Field(
            "load_hours",
            value=_hours(lambda r: r.work_minutes),
            column=Column("", N_("24 h"), _load, 7, 7, 4, right=True),
        ),
        Field("rest_hours", N_("hours of rest in 24 hours"), _hours(lambda r: r.rest_minutes)),
        Field(
            "since_rest_hours",
            N_("hours since they last rested"),
            _hours(lambda r: r.since_rest_minutes),
        ),
        Field(
            "skills",
            N_("what they can do, a list of words"),
            column=Column("", N_("skills"), lambda r, _v: joined(r.skills), 7, 0, 2),
        ),
        Field("vehicle", N_("what they drive")),
        Field("is_leader", N_("whether their advice is asked"), lambda r, _n: bool(r.is_leader)),
        Field(
            "no_heavy_work", N_("whether they may not lift"), lambda r, _n: bool(r.no_heavy_work)
        ),
        Field(
            "has_pass", N_("whether they may go to other compounds"), lambda r, _n: bool(r.has_pass)
        ),
        Field(
            "hours",
            N_("when they are available, in the list's words"),
            column=Column("", N_("hours"), lambda r, _v: r.hours, 10, 12, 3),
        ),
        Field(
            "compound",
            N_("full name of the compound they live in"),
            column=Column("compound", N_("lives in"), lambda r, _v: r.compound or "", 8, 12, 5),
        ),
        Field("phone", column=Column("", N_("phone"), _phone, 11, 12, 4, whole=True)),
    ),
)


def _read(conn: Reader, wish: Wish, now: datetime) -> Sequence[PersonRow]:
    from data.cover import reserves
    from data.duties.queries import settings
    from data.maintenance import values
    from data.roster.lists import roster_list

    behind: Mapping[int, Reserve] | None
    try:
        behind = reserves.by_person(conn, now, settings(conn))
    except UNREADABLE:
        if values.problem(conn) is None:
            raise
        behind = None
    query = asked(ListQuery("all", "kind", filter=wish.find), terms())
    rows = found(roster_list(conn, query, now, behind))
    return [row._replace(reckoned=behind is not None) for row in rows]


def _private_notes(conn: Reader) -> Mapping[int, str]:
    from data.roster.queries import private_notes

    return private_notes(conn)


def _outgoing() -> Outgoing:
    from screens.roster.outgoing import OUTGOING

    return OUTGOING


LISTING = Listing(
    "roster",
    N_("people who work here, where they are, who is on duty"),
    _read,
    PERSON,
    (
        one_of("--kind", N_("on what footing"), [*PersonKind], lambda v: words.label(v, "kind")),
        one_of("--place", N_("where they are"), [*Place], lambda v: words.label(v, "place")),
        Filter("--compound", N_("of one compound"), equal("compound"), COMPOUND),
        Filter("--skill", N_("with one skill"), holds("skills"), SKILL),
        Filter("--on-duty", N_("on duty now"), equal("on_duty"), "nothing"),
    ),
    desk=(
        "name",
        "post",
        "place",
        "on_duty",
        "expected_back",
        "duties_today",
        "only_they",
        "load_hours",
        "skills",
        "hours",
        "compound",
        "phone",
    ),
    at=True,
    private=_private_notes,
    outgoing=_outgoing,
)
