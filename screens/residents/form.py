"""The form of somebody of a household: its fields, what stands in them, what they say."""

from __future__ import annotations

from datetime import datetime

from data.residents import queries as residents
from data.sql import Reader
from models.problems import Problem
from models.residents import IdentityKept, PersonMark, ResidentInput, Sex, Whereabouts
from models.residents.typed import marks_text, phones_text, read_born, read_marks, read_phones
from models.telephones import Telephone
from models.times import local_date, parse_moment
from screens.i18n import N_, _
from screens.kit.fields import FormField, reader, shown
from screens.kit.kinds import LONG, Choice, Typed, yes_or_no
from screens.kit.mark_words import mark
from screens.kit.record import Record
from screens.residents import words

PHONES: Typed[tuple[Telephone, ...]] = Typed(
    reads=lambda text, _now: read_phones(text), shows=phones_text, empty=()
)
"""Numbers with whose they are, in one line."""

_MARKS: Typed[tuple[PersonMark, ...]] = Typed(
    reads=lambda text, _now: read_marks(text),
    shows=lambda kept: marks_text(one._replace(mark=mark(one.mark)) for one in kept),
    empty=(),
)
"""Marks in the language spoken, by which they are read again, each with its detail."""

_BORN: Typed[str] = Typed(
    reads=lambda text, now: read_born(text, local_date(now)),
    empty="",
    tells=lambda born: _("born {day}").format(day=born) if born else "",
)


def _past_day(text: str, now: datetime) -> str | None:
    try:
        return local_date(parse_moment(text, now)).isoformat()
    except ValueError:
        return None


SINCE: Typed[str | None] = Typed(reads=_past_day, empty=None, wrong="day_unclear")
"""A local day in its stored form."""

_IS_HEAD = yes_or_no(lambda: [("yes", _("yes, the head")), ("no", _("no, another is"))])

_ELSEWHERE: Choice[bool | None] = Choice(
    lambda: [("yes", _("elsewhere")), ("no", _("here"))],
    lambda said: said == "yes",
    None,
    lambda is_so: "yes" if is_so else "no",
)


def _identity(kept: IdentityKept) -> Typed[str | None]:
    """An identity number as it stands on a card, which is never shown again; a dash takes away
    what is kept of one."""

    def told(said: str | None) -> str:
        if said is None:
            return ""
        if not said:
            return _("what was kept of it goes")
        return _("kept: {what}").format(what=words.identity_kept(kept))

    return Typed(
        reads=lambda text, _now: "" if text.strip() in ("-", "—") else text,
        shows=lambda _said: "",
        empty=None,
        tells=told,
    )


def resident_fields(
    kept: IdentityKept = IdentityKept.DIGEST, *, masked: bool = False
) -> tuple[FormField, ...]:
    """The fields of somebody of a household.

    Args:
        kept: what is kept of identity numbers.
        masked: whether facts of health are hidden; marks, whose details tell them, are not there.
    """
    fields = (
        FormField("name", N_("name"), required=True),
        FormField("relation", N_("relation"), hint=N_("to the head: wife, son")),
        FormField("is_head", N_("is the head"), _IS_HEAD),
        FormField("sex", N_("sex"), Choice(words.sex.pairs, Sex, None)),
        FormField("born", N_("born"), _BORN, hint=N_("1938-03-05, 1938, or 84 years old")),
        FormField("phones", N_("telephones"), PHONES, hint=N_("son 07700900001, daughter …")),
        FormField("marks", N_("marks"), _MARKS, hint=N_("dialysis (Tue, Thu, Sat), living alone")),
        FormField(
            "presence",
            N_("is"),
            Choice(words.whereabouts.pairs, Whereabouts, Whereabouts.PRESENT),
            required=True,
        ),
        FormField("presence_since", N_("since"), SINCE, hint=N_("04-24")),
        FormField("key_with", N_("key with")),
        FormField("registered_elsewhere", N_("registered at"), _ELSEWHERE),
        FormField("registered", N_("that address")),
        FormField(
            "identity",
            N_("ID number"),
            _identity(kept),
            hint=N_("typed once, never shown again"),
            secret=True,
        ),
        FormField("note", N_("note"), LONG),
    )
    return tuple(one for one in fields if not masked or one.name not in ("marks", "note"))


def resident_record(conn: Reader, no: int) -> Record:
    """Somebody on file.

    Raises:
        Refused: `resident_unknown`.
    """
    view = residents.resident(conn, no)
    values = shown(resident_fields(), view)
    return Record(lambda: view.name, values, view.version, (view.id,))


def _resident_problems(given: ResidentInput) -> list[Problem]:
    return [] if given.name else [Problem("field_empty", {}, "name")]


read_resident = reader(resident_fields(), ResidentInput, _resident_problems)
"""Somebody as their form says them; words for a known mark become that mark."""
