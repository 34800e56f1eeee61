"""The directory in words: kinds, when somebody answers, what came of calls to them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from models.directory import LEADER, Answer, ContactKind, Entry, Record
from models.roster import Place
from screens.i18n import N_, _
from screens.kit import masks
from screens.kit.times import clock, stamp
from screens.kit.values import headed
from screens.roster import words as people_words

KINDS: Mapping[str, str] = {
    ContactKind.DESK: N_("subdistrict"),
    ContactKind.LINE_LEADER: N_("line leader"),
    ContactKind.CITY_LINE: N_("city line"),
    ContactKind.AMBULANCE: N_("ambulance"),
    ContactKind.HOSPITAL: N_("hospital"),
    ContactKind.PHARMACY: N_("pharmacy"),
    ContactKind.POLICE: N_("police"),
    ContactKind.PROPERTY: N_("property"),
    ContactKind.OTHER: N_("other"),
    LEADER: N_("leader"),
}

_VERDICTS: Mapping[str, str] = {"accepted": N_("accepted"), "refused": N_("refused")}


def label(kind: str) -> str:
    """A kind in words."""
    return _(KINDS[kind])


def number_of(entry: Entry, masked: bool) -> str:
    """The number to show beside a name; none where the name is the number, as with 120."""
    return "" if entry.phone == entry.name else masks.phone(entry.phone, masked)


def kinds() -> list[tuple[str, str]]:
    """The kinds a record can have, with their words, for a form."""
    return [(str(kind), _(KINDS[kind])) for kind in ContactKind]


def reach(entry: Entry, now: datetime) -> str:
    """Whether somebody can be reached now: `✓ now`, `from 13:30`, `✗ no telephone`."""
    if entry.open:
        return _("✓ now") if entry.hours or entry.place else _("✓ any time?")
    if entry.opens_at is None:
        return _("✗ no telephone")
    return _("from {time}").format(time=stamp(entry.opens_at, now))


def kind_words() -> list[str]:
    """What records can be, in words."""
    return [_(words) for words in KINDS.values()]


def reaches() -> list[str]:
    """What a list says of whether somebody can be reached, at its longest."""
    return [_("from {time}").format(time="04-10 09:00"), _("✓ any time?"), _("✗ no telephone")]


def where(entry: Entry) -> str:
    """Where somebody of the roster is, when that is not here; empty for all others."""
    away = entry.place and entry.place != Place.ON_SITE
    return people_words.label(entry.place, "place") if away else ""


def rate(record: Record) -> str:
    """How many of the calls helped: `2/5`; empty while nobody called."""
    return f"{record.accepted + record.kept}/{record.tried}" if record.tried else ""


def rate_in_full(record: Record) -> str:
    """What came of the calls, in words; empty while nobody called."""
    if not record.tried:
        return ""
    parts = [
        _("called {count}").format(count=record.tried),
        _("answered {count}").format(count=record.answered),
    ]
    for count, words in (
        (record.accepted, _("accepted {count}")),
        (record.refused, _("refused {count}")),
        (record.kept, _("promises kept {count}")),
    ):
        if count:
            parts.append(words.format(count=count))
    return " · ".join(parts)


def last(entry: Entry, now: datetime, masked: bool) -> str:
    """What came of the latest call: when, and what was said; empty while nobody called."""
    if entry.last_at is None:
        return ""
    said = said_words(entry.last_said, entry.last_answered, entry.last_verdict, masked)
    return f"{stamp(entry.last_at, now)} {said}".rstrip()


def said_words(said: str, answered: int, verdict: str | None, masked: bool) -> str:
    """What somebody said, with the verdict in front where there is one."""
    said = masks.text(said, masked)
    head = _("no answer") if not answered else _(_VERDICTS[verdict]) if verdict else ""
    return headed(head, said)


def answer(one: Answer, now: datetime, masked: bool) -> str:
    """One earlier answer in a line: when, for which request, what was said and promised."""
    said = said_words(one.said, one.answered, one.verdict, masked)
    line = f"{clock(one.at, now)} #{one.request_no} {said}".rstrip()
    if one.promised_until is not None:
        until = clock(one.promised_until, now)
        line += f" → {_('promised by {until}').format(until=until)}"
    return line


PROBLEMS: dict[str, str] = {
    "contact_unknown": N_("There is nobody under number {no} in the directory."),
    "contact_exists": N_("{name} is in the directory already, as number {no}."),
    "contact_on_roster": N_("This is the number of {name}, who comes from the roster."),
    "hours_unclear": N_(
        "{value} are no hours; write them like 24h, 8:30-17:00 or weekdays 9:00-17:00."
    ),
}


ACTS: dict[str, str] = {
    "contact_added": N_("{name} put into the directory"),
    "contact_changed": N_("{name} changed in the directory"),
    "contact_archived": N_("{name} taken out of the directory"),
    "contact_restored": N_("{name} put back into the directory"),
}
