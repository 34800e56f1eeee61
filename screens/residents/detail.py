"""Everything about somebody of a household as text, and one line of it in their household's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from textual.content import Content

from models.households import HEALTH_MARKS
from models.residents import LIVING_HERE, ResidentView, Whereabouts
from screens.i18n import _
from screens.kit import masks
from screens.kit.detail import fact, set_in
from screens.kit.values import beside, joined
from screens.residents import words


def facts(of: ResidentView, today: date, masked: bool) -> Iterator[Content]:
    """What is known of somebody, line by line, but for their door and what they do here."""
    gone = of.presence != Whereabouts.PRESENT
    head = _("head of the household") if of.is_head else ""
    yield fact(_("is"), words.presence(of, of.presence_since, today), "bold" if gone else "")
    yield fact(_("relation"), beside(of.relation, head))
    yield fact(_("sex"), words.sex(of.sex) if of.sex else "")
    yield fact(_("born"), beside(of.born, words.years(of.born, today)))
    yield fact(_("phone"), words.telephones(of.phones, masked))
    yield from mark_lines(of, today, masked)
    yield fact(_("key with"), of.key_with)
    yield fact(_("registered at"), _registered(of))
    yield fact(_("ID number"), _identity(of, masked))
    yield fact(_("note"), masks.text(of.note, masked))


def mark_lines(of: ResidentView, today: date, masked: bool) -> Iterator[Content]:
    """Somebody's marks, each on a line of its own with where it is from."""
    for at, one in enumerate(words.marks(of.marks, masked)):
        label = "" if at else _("marks")
        told = words.mark(one, today, origin=True)
        yield fact(label or " ", told, "$warning bold" if one.mark in HEALTH_MARKS else "bold")


def _registered(of: ResidentView) -> str:
    where = ""
    if of.registered_elsewhere is not None:
        where = _("elsewhere") if of.registered_elsewhere else _("here")
    return beside(where, of.registered)


def _identity(of: ResidentView, masked: bool) -> str:
    """What is kept of the number; while numbers are hidden, that one is."""
    if not of.identity_tail:
        return ""
    if masked:
        return masks.HIDDEN
    return of.identity or f"…{of.identity_tail}"


def line(of: ResidentView, today: date, masked: bool) -> Content:
    """Somebody among the people of their household."""
    gone = (
        "" if of.presence == Whereabouts.PRESENT else words.presence(of, of.presence_since, today)
    )
    relation = of.relation or (_("head") if of.is_head else "")
    told = joined(words.mark(one, today) for one in words.marks(of.marks, masked))
    phones = words.telephones(of.phones, masked)
    years = words.years(of.born, today)
    said = beside(of.name, relation, years, gone, told, phones)
    return set_in(said, "" if of.presence in LIVING_HERE else "$foreground 65%")
