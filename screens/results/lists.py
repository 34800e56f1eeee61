"""What a list of results came to, in words: the bad ones by name, the others as a count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from models.exchange import RecordChange
from models.results import OwnLine, Result, TubeLine
from screens.i18n import _, ngettext
from screens.kit.values import joined

_MOST = 12
"""Tubes or people named; more are counted."""


def says_result(change: RecordChange) -> bool:
    """Whether a change is told by `came_to`, and needs no line of its own."""
    given = change.input
    if isinstance(given, TubeLine):
        return all(one.field == "result" and one.new in (*Result,) for one in change.changes)
    return isinstance(given, OwnLine)


def came_to(changes: Iterable[RecordChange], *, named: bool = True) -> Iterator[str]:
    """What lists of results bring in, in lines, with what to do next; the gravest last.

    Args:
        named: say who; else how many.
    """
    tubes: dict[Result, list[str]] = {one: [] for one in Result}
    people: dict[Result, list[str]] = {one: [] for one in Result}
    for change in changes:
        given = change.input
        if isinstance(given, OwnLine):
            people[given.given.result].append(change.label)
        elif isinstance(given, TubeLine) and given.result is not None:
            tubes[given.result].append(given.code)
    yield from _negative(len(tubes[Result.NEGATIVE]), len(people[Result.NEGATIVE]))
    if released := people[Result.RELEASED]:
        yield _("Released: {who}.").format(who=_who(released, named))
    if held := people[Result.ABNORMAL]:
        yield _(
            "⚠ Abnormal: {who}. Out of every pool until a single PCR test of their own."
        ).format(who=_who(held, named))
    if codes := tubes[Result.ABNORMAL]:
        yield ngettext(
            "⚠ {count} tube abnormal: {codes}. Next: recall {all}.",
            "⚠ {count} tubes abnormal: {codes}. Next: recall {all}.",
            len(codes),
        ).format(count=len(codes), codes=joined(codes), all=" ".join(codes))
    if positive := people[Result.POSITIVE]:
        yield _(
            "⚠ Positive: {who}. Out of every pool from now on, until released; tell the"
            " subdistrict."
        ).format(who=_who(positive, named))


def _negative(tubes: int, people: int) -> Iterator[str]:
    told = []
    if tubes:
        told.append(ngettext("{count} tube", "{count} tubes", tubes).format(count=tubes))
    if people:
        told.append(ngettext("{count} person", "{count} people", people).format(count=people))
    if told:
        yield _("Negative: {what}.").format(what=joined(told))


def _who(labels: list[str], named: bool) -> str:
    count = len(labels)
    if not named:
        return ngettext("{count} person", "{count} people", count).format(count=count)
    if count <= _MOST:
        return joined(labels)
    more = ngettext("{count} more", "{count} more", count - _MOST).format(count=count - _MOST)
    return joined([*labels[:_MOST], more])
