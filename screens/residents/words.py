"""People of households in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from models.households import HEALTH_MARKS
from models.residents import (
    IdentityKept,
    PersonMark,
    ResidentRow,
    ResidentView,
    Sex,
    Whereabouts,
)
from models.residents.rules import age
from models.telephones import Telephone
from models.times import short_date
from screens.households.words import people
from screens.i18n import N_, Labels, _
from screens.kit import mark_words, masks
from screens.kit.taken import Taken
from screens.kit.values import beside, joined

sex = Labels({Sex.FEMALE: N_("female"), Sex.MALE: N_("male")})

whereabouts = Labels(
    {
        Whereabouts.PRESENT: N_("lives here"),
        Whereabouts.AWAY: N_("out of town"),
        Whereabouts.MOVED_OUT: N_("moved out"),
        Whereabouts.DIED: N_("has died"),
    }
)
"""Whether somebody lives behind their door."""

identity_kept = Labels(
    {
        IdentityKept.DIGEST: N_("a digest and the last four"),
        IdentityKept.WHOLE: N_("the whole number"),
        IdentityKept.NOTHING: N_("nothing of it"),
    }
)
"""What is kept of an identity number."""


def since(day: str | None, today: date) -> str:
    """From which day on, a local date in ISO form; empty where nobody knows."""
    if not day:
        return ""
    return _("since {day}").format(day=short_date(date.fromisoformat(day), today))


def presence(of: ResidentView | ResidentRow, day: str | None, today: date) -> str:
    """Where somebody is, and since when where that is known."""
    return beside(whereabouts(of.presence), since(day, today), gap=" ")


def years(born: str | None, today: date) -> str:
    """How old somebody is at least; empty where that is not known."""
    found = age(born, today)
    return "" if found is None else _("{n} years").format(n=found)


def count(living: int, away: int) -> str:
    """How many are known by name, and how many of them are away."""
    told = people(living)
    return _("{people}, {n} out of town").format(people=told, n=f"{away:,}") if away else told


def telephone(one: Telephone, masked: bool) -> str:
    """One number with whose it is, as it is dialled."""
    number = masks.phone(one.number, masked)
    if one.extension:
        number = _("{number} ext. {extension}").format(number=number, extension=one.extension)
    return beside(one.whose, number, gap=" ")


def number_copied(one: Telephone, masked: bool) -> Taken:
    """A number as it is copied: the number alone, as it is dialled."""
    extension = f"-{one.extension}" if one.extension else ""
    return Taken(one.whose or _("telephone"), f"{masks.phone(one.number, masked)}{extension}")


def telephones(phones: Iterable[Telephone], masked: bool) -> str:
    """All numbers, each with whose it is."""
    return joined(telephone(one, masked) for one in phones)


def mark(one: PersonMark, today: date, *, origin: bool = False) -> str:
    """A mark with its detail, and where it is from where that is wanted."""
    told = mark_words.mark(one.mark)
    if one.detail:
        told = _("{mark} ({detail})").format(mark=told, detail=one.detail)
    if not origin:
        return told
    said = short_date(date.fromisoformat(one.said_on), today) if one.said_on else ""
    return beside(told, one.source, said)


def marks(of: Iterable[PersonMark], masked: bool) -> list[PersonMark]:
    """Somebody's marks; those of health are not even hinted at while they are hidden, nor is any
    detail."""
    if not masked:
        return list(of)
    return [one._replace(detail="") for one in of if one.mark not in HEALTH_MARKS]


PROBLEMS: dict[str, str] = {
    "resident_unknown": N_("There is no resident number {no}."),
    "resident_there_already": N_("{name} is of that household already."),
    "resident_elsewhere": N_("Only people of this household can be moved out of it."),
    "resident_tested": N_(
        "A round of tests is on record of {name}; say instead that they moved out or died."
    ),
    "resident_in_round": N_(
        "{name} was called in a round and stays on record. Say that they moved out instead."
    ),
    "nobody_moved": N_("Choose who moves."),
    "person_linked": N_("Whoever that is on the roster is the resident {name} already."),
    "head_by_another": N_(
        "{name} is the head. Say of somebody else of this household that they are."
    ),
    "born_unclear": N_("{value} is no date of birth. Write 1938, 1938-03, 1938-03-05 or an age."),
    "identity_key_lost": N_(
        "This file has lost the key of its identity numbers. Take a backup back, B."
    ),
}

ACTS: dict[str, str] = {
    "resident_added": N_("{name} added at {what}"),
    "resident_changed": N_("resident {name} changed"),
    "resident_removed": N_("resident {name} taken away"),
    "residents_whereabouts": N_("{names}: where they are, changed"),
    "residents_moved": N_("{names} moved to {what}"),
    "resident_linked": N_("{name} is on the roster, too"),
    "resident_unlinked": N_("{name} is not the one on the roster"),
    "identity_kept": N_("what is kept of identity numbers changed"),
}
