"""Everything about one request as text: why it stands where it does, facts, chases, kin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from textual.content import Content

from models.chases import ChaseView, QuestionView, TellingView
from models.errands import ErrandView
from models.requests import Reason, RequestRow, RequestState, RequestView
from models.requests.doubts import LIFE, OF_KIND, may_be_life
from models.requests.reasons import why_first
from models.requests.rules import Band, band, untold_minutes
from screens.emergency import words as sheet_words
from screens.errands import words as errand_words
from screens.i18n import _, ngettext
from screens.kit import masks
from screens.kit.ticks import tick
from screens.kit.times import clock, not_begun, since
from screens.kit.values import beside, headed, joined
from screens.offers.detail import offer_lines
from screens.reading.words import harm_reason, kept_doubt
from screens.requests import time_words, words
from screens.requests.calling import Calling, other
from screens.requests.why_words import why

if TYPE_CHECKING:
    from data.offers.queries import Serving
    from models.reading.known import Fact

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
    calling: Calling
    tellings: Sequence[TellingView] = ()
    questions: Sequence[QuestionView] = ()
    joined: Sequence[RequestRow] = ()
    """Requests that were joined to this one."""
    errands: Sequence[ErrandView] = ()
    """The errands it is or was on, each with its lines alone."""
    because: Fact | None = None
    """What is known of its household and makes it more urgent."""
    offers: Sequence[Serving] = ()
    """Offers of help that may serve it, who suits it best first."""
    after_death: Sequence[tuple[str, str | None]] = ()
    """Once somebody has died, what has to be done by its code, and when it was, in stored form."""


def detail(known: Known, now: datetime, masked: bool) -> Content:
    """The text of the detail; telephone numbers and what was said are hidden when masked."""
    row = known.row
    tone = "bold $error" if band(row, now) is Band.LIFE else "bold $accent"
    title = Content.assemble(
        Content.styled(f"#{row.no} {words.urgency(row)}  ", tone),
        Content.styled(words.kind(row, masked), "bold"),
    )
    lines = [title, *_asked(known, masked), Content(words.address(row))]
    if not masked:
        lines.append(Content(known.view.text))
    lines.append(Content(""))
    lines += _numbers(known, masked)
    lines += [_fact(name, value) for name, value in _facts(known, now, masked) if value]
    lines += _after_death(known, now)
    lines += _doors(known, masked)
    lines += _errands(known, now, masked)
    lines += offer_lines(known.offers, masked)
    lines += _chases(known, now, masked)
    lines += _tellings(known, now, masked)
    lines += _questions(known, now, masked)
    lines += _others(known, now, masked)
    return Content("\n").join(lines)


def _asked(known: Known, masked: bool) -> Iterator[Content]:
    """What is to be asked of how the call was read; first whether it is life safety, with the
    keys that answer it."""
    from models.reading.asking import question_of
    from screens.reading.question_words import asked

    row = known.row
    if may_be_life(row):
        question = None if masked else question_of(known.view)
        yield Content.styled(asked(question), "bold $error")
    left = [kept_doubt(code) for code in row.doubts if code != LIFE]
    if left:
        key = "" if OF_KIND.isdisjoint(row.doubts) else _("^E says the kind")
        yield Content.styled(beside(*(f"? {one}" for one in left), key), "$warning")


def _fact(name: str, value: str) -> Content:
    gap = " " * max(1, _LABEL - cell_len(name))
    return Content.assemble(Content.styled(name + gap, "dim"), Content(value))


def _facts(known: Known, now: datetime, masked: bool) -> Iterator[tuple[str, str]]:
    row, view = known.row, known.view
    if row.joined_to is not None:
        yield _("joined to"), f"#{row.joined_to}"
    yield _("why first"), _why(why_first(row, now), now, masked)
    yield _("state"), _state(row, view, now)
    yield _("came"), f"{clock(row.opened_at, now)} · {time_words.age(row, now)}"
    if row.harm_at is not None:
        reason = "" if masked else harm_reason(row.harm_reason)
        yield _("harm"), f"{clock(row.harm_at, now)} {reason}".strip()
    if known.because is not None and not masked:
        from screens.reading.known_words import known as said_of_fact  # little is known of most

        yield _("known"), said_of_fact(known.because, now)
    if view.days_left is not None:
        yield _("days left"), str(view.days_left)
    yield _("household"), known.head
    if row.household_no is not None:
        yield _("not filed"), row.address_said
    yield _("marks"), joined(masks.marks(known.calling.marks, masked))
    yield _("caller"), view.caller
    yield _("patient"), view.patient
    yield _("owner"), row.owner or _("nobody")
    if row.promised_until is not None:
        by = clock(row.promised_until, now)
        yield _("promise"), _("{who}, by {until}").format(who=row.promised_by, until=by)
    told = row.state == RequestState.CALL_BACK
    yield _("tell by") if told else _("chase at"), time_words.due(row, now)
    yield _("told"), _told(row, view, now)


def _doors(known: Known, masked: bool) -> list[Content]:
    """The further doors, each with who lives there and the number to dial."""
    doors = known.row.doors
    title = ngettext("{count} door more", "{count} doors more", len(doors))
    lines = [
        Content(
            beside(
                words.door_address(door),
                "" if masked else door.head,
                masks.phone(door.phone, masked),
            )
        )
        for door in doors
    ]
    return _part(title.format(count=len(doors)), lines)


def _numbers(known: Known, masked: bool) -> Iterator[Content]:
    """The numbers to dial, the first to be tried first."""
    for at, one in enumerate(known.calling.numbers):
        told = Content.styled(words.number(one, masked), "" if at else "bold")
        gap = " " * max(1, _LABEL - cell_len(_("dial")))
        label = " " * _LABEL if at else _("dial") + gap
        yield Content.assemble(Content.styled(label, "dim"), told)
    if not known.calling.numbers:
        yield _fact(_("dial"), _("no number is known"))


def _why(reason: Reason, now: datetime, masked: bool) -> str:
    if masked and "reason" in reason.params:
        reason = Reason(reason.code, {**reason.params, "reason": None})
    return why(reason, now)


def _told(row: RequestRow, view: RequestView, now: datetime) -> str:
    minutes = untold_minutes(row, now)
    waited = since(minutes)
    if view.told_at is None:
        if row.state == RequestState.CLOSED:
            return ""
        if not_begun(minutes):
            return _("nobody yet")
        return _("nobody yet, for {span}").format(span=waited)
    last = f"{view.told_whom} {clock(view.told_at, now)}"
    if row.state == RequestState.CLOSED:
        return last
    if not_begun(minutes):
        return f"{last} · {waited}"
    return _("{last}, {span} ago").format(last=last, span=waited)


def _state(row: RequestRow, view: RequestView, now: datetime) -> str:
    state = words.label(row.state, "state")
    if row.outcome is None:
        return state
    outcome = words.label(row.outcome, "outcome")
    when = f" {clock(view.closed_at, now)}" if view.closed_at is not None else ""
    return headed(state, f"{outcome}{when}")


def _part(title: str, lines: Sequence[Content]) -> list[Content]:
    """Lines under a heading of their own, behind a blank line; nothing where there are none."""
    return [Content(""), Content.styled(title, "bold"), *lines] if lines else []


def _dated(at: str, said: str, now: datetime, margin: str = "") -> Content:
    """When something was said, and what."""
    return Content.assemble(Content.styled(f"{margin}{clock(at, now)}  ", "dim"), Content(said))


def _after_death(known: Known, now: datetime) -> list[Content]:
    lines = []
    for code, done_at in known.after_death:
        when = "" if done_at is None else clock(done_at, now)
        told = beside(tick(done_at is not None), sheet_words.item(code), when, gap=" ")
        lines.append(Content(told))
    return _part(_("What has to be done"), lines)


def _errands(known: Known, now: datetime, masked: bool) -> Iterator[Content]:
    """Each errand: when it goes and comes back, who runs it, what came of this request's lines."""
    for one in known.errands:
        title = _("Errand {no}").format(no=one.row.no)
        head = headed(title, errand_words.state(one.row.state))
        way = Content(errand_words.way(one.row, now))
        runners = Content(joined(one.row.runners) or _("nobody runs it yet"))
        came_of = (Content(errand_words.came_of(line, masked)) for line in one.lines)
        yield from _part(head, [way, runners, *came_of])


def _chases(known: Known, now: datetime, masked: bool) -> list[Content]:
    title = _("Chased {count}×, now {rung}").format(
        count=len(known.chases), rung=words.label(known.row.rung, "rung")
    )
    return _part(title, [_chase(one, now, masked) for one in known.chases])


def _chase(one: ChaseView, now: datetime, masked: bool) -> Content:
    said = "" if masked else one.said
    if not one.answered:
        said = beside(_("no answer"), said, gap=" ")
    if one.promised_until is not None:
        until = _("promised by {until}").format(until=clock(one.promised_until, now))
        said = f"{said} → {until}".strip()
    return _dated(one.at, headed(one.to, said), now)


def _tellings(known: Known, now: datetime, masked: bool) -> list[Content]:
    lines = [
        _dated(one.at, headed(one.whom, "" if masked else one.said), now) for one in known.tellings
    ]
    return _part(_("The resident was told"), lines)


def _questions(known: Known, now: datetime, masked: bool) -> list[Content]:
    lines = []
    for one in known.questions:
        asked = "" if masked else one.asked
        lines.append(Content(headed(f"{one.person} {one.post}".rstrip(), asked)))
        if one.advised_at is None:
            lines.append(Content.styled("  " + _("waits for the next call"), "$warning"))
        else:
            lines.append(_dated(one.advised_at, "" if masked else one.advice, now, margin="  "))
    return _part(_("leaders asked"), lines)


def _others(known: Known, now: datetime, masked: bool) -> Iterator[Content]:
    """What was joined to it, then the household's other requests, then the telephone's."""
    home = known.view.household_no
    at_home = [o for o in known.others if home is not None and o.household_no == home]
    going_on = known.calling.others
    if going_on:
        open_too = [Content(other(row, masked)) for row in going_on]
        yield from _part(_("This household waits for this, too"), open_too)
    for title, rows in (
        (_("joined to it"), known.joined),
        (_("this household too"), [o for o in at_home if o not in going_on]),
        (_("same telephone"), [o for o in known.others if o not in at_home]),
    ):
        yield from _part(title, [Content(words.brief(row, now, masked)) for row in rows])
