"""Two desks that changed one record: which fields clash, and which words stand in each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from models.drafts import Value
from models.journal import StepView
from screens.i18n import _
from screens.kit.choose import Choose
from screens.kit.editors import differ, spelled
from screens.kit.fields import FormField, Values
from screens.kit.values import beside


class Clash(NamedTuple):
    """A field that was typed into here, while another changed what stood there."""

    was: Value
    """What stood in it before either."""
    now: Value
    """What another made of it."""


def clashes(
    fields: Iterable[FormField], typed: Values, stood: Values, now: Values
) -> dict[str, Clash]:
    """The fields that say something else than was typed and than stood there, by name.

    Args:
        typed: what was typed, of those fields that were typed into.
        stood: what stood there when it was.
        now: what is on file.
    """
    names = [field.name for field in fields if field.name in typed]
    return {
        name: Clash(stood[name], now[name])
        for name in names
        if differ(stood[name], now[name]) and differ(typed[name], now[name])
    }


def which(
    field: FormField, typed: Value, clash: Clash, by: str, counted: tuple[int, int]
) -> Choose:
    """The question whose words stand in a field: 0 for those typed here, 1 for those on file.

    Args:
        by: who changed it and when, see `changed_by`.
        counted: which of how many questions it is.
    """
    at, of = counted

    def title() -> str:
        asked = _("Which words stand: {field}?").format(field=_(field.label))
        told = _("{at} of {of}").format(at=at, of=of) if of > 1 else ""
        return beside(asked, told)

    def options() -> list[str]:
        return [
            _("mine: {value}").format(value=spelled(field, typed)),
            _("on file now: {value}").format(value=spelled(field, clash.now)),
        ]

    return Choose(title, options, lambda: _("It was changed meanwhile{by}.").format(by=by))


def changed_by(step: StepView | None) -> str:
    """Who changed a record meanwhile, in brackets behind what is told of it; empty if unknown."""
    from screens.journal.words import doer

    return "" if step is None else _(" ({by})").format(by=doer(step))
