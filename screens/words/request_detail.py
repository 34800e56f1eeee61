"""Everything about one request as text: why it stands where it does, facts, chases, kin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from models.requests import ChaseView, Reason, RequestRow, RequestState, RequestView
from models.rules.requests import why_first
from screens.i18n import _
from screens.words import masks
from screens.words import requests as words
from screens.words.reading import harm_reason
from screens.words.times import clock

_LABEL = 10
"""Cells of a label."""


class Known(NamedTuple):
    """What the detail of a request is made from."""

    row: RequestRow
    view: RequestView
    chases: Sequence[ChaseView]
    others: Sequence[RequestRow]
    """Other requests of the same household or telephone."""
    head: str
    """Who the household is registered under; empty when it is not known."""


def detail(known: Known, now: datetime, masked: bool) -> Content:
    """The text of the detail; telephone numbers and what was said are hidden when masked."""
    row = known.row
    tone = "bold $error" if row.urgency == "life" else "bold $accent"
    title = Content.assemble(
        Content.styled(f"#{row.no} {words.label(row.urgency, 'urgency')}  ", tone),
        Content.styled(words.kind(row, masked), "bold"),
    )
    lines = [title, Content(words.address(row))]
    if not masked:
        lines.append(Content(known.view.text))
    lines.append(Content(""))
    lines += [_fact(name, value) for name, value in _facts(known, now, masked) if value]
    lines += _chases(known, now, masked)
    lines += _others(known, now, masked)
    return Content("\n").join(lines)


def _fact(name: str, value: str) -> Content:
    gap = " " * max(1, _LABEL - cell_len(name))
    return Content.assemble(Content.styled(name + gap, "dim"), Content(value))


def _facts(known: Known, now: datetime, masked: bool) -> Iterator[tuple[str, str]]:
    row, view = known.row, known.view
    yield _("why first"), _why(why_first(row, now), now, masked)
    yield _("state"), _state(row, view, now)
    yield _("came"), f"{clock(row.opened_at, now)} · {words.age(row, now)}"
    if row.harm_at is not None:
        reason = "" if masked else harm_reason(row.harm_reason)
        yield _("harm"), f"{clock(row.harm_at, now)} {reason}".strip()
    if view.days_left is not None:
        yield _("days left"), str(view.days_left)
    yield _("household"), known.head
    yield _("caller"), " ".join((view.caller, masks.phone(view.phone, masked))).strip()
    yield _("patient"), view.patient
    yield _("call on"), masks.phone(view.call_back_phone, masked)
    yield _("owner"), row.owner or _("nobody")
    if row.promised_until is not None:
        by = clock(row.promised_until, now)
        yield _("promise"), _("{who}, by {until}").format(who=row.promised_by, until=by)
    yield _("next chase"), words.due(row, now)
    if view.told_at is not None:
        yield _("told"), f"{view.told_whom} {clock(view.told_at, now)}"
    elif row.state != RequestState.CLOSED:
        yield _("told"), _("nobody yet")


def _why(reason: Reason, now: datetime, masked: bool) -> str:
    if masked and "reason" in reason.params:
        reason = Reason(reason.code, {**reason.params, "reason": None})
    return words.why(reason, now)


def _state(row: RequestRow, view: RequestView, now: datetime) -> str:
    state = words.label(row.state, "state")
    if row.outcome is None:
        return state
    outcome = words.label(row.outcome, "outcome")
    when = f" {clock(view.closed_at, now)}" if view.closed_at is not None else ""
    return f"{state}: {outcome}{when}"


def _chases(known: Known, now: datetime, masked: bool) -> list[Content]:
    if not known.chases:
        return []
    title = _("chased {count}×, now {rung}").format(
        count=len(known.chases), rung=words.label(known.row.rung, "rung")
    )
    lines = [Content(""), Content.styled(title, "bold")]
    for one in known.chases:
        said = "" if masked else one.said
        if not one.answered:
            said = _("no answer") + (f" {said}" if said else "")
        if one.promised_until is not None:
            until = clock(one.promised_until, now)
            said = f"{said} → {_('promised by {until}').format(until=until)}".strip()
        when = Content.styled(f"{clock(one.at, now)}  ", "dim")
        lines.append(Content.assemble(when, Content(f"{one.to}: {said}" if said else one.to)))
    return lines


def _others(known: Known, now: datetime, masked: bool) -> list[Content]:
    if not known.others:
        return []
    lines = [Content(""), Content.styled(_("same household or telephone"), "bold")]
    lines += [Content(words.brief(other, now, masked)) for other in known.others]
    return lines
