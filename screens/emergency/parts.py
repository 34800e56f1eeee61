"""The three parts of the emergency sheet as text: head, checklist, calls."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from models.emergency import Attempt, LineView, Next, Sheet, SheetLine
from models.emergency.closing import accepted, ending, told_of_death, way
from models.emergency.rules import checklist
from models.emergency.wards import Suits
from models.requests import Outcome, RequestRow, RequestState, RequestView
from models.requests.doubts import may_be_life
from models.requests.rules import minutes_between
from models.times import loaded
from screens.directory import words as directory_words
from screens.emergency import words
from screens.i18n import _
from screens.kit import masks
from screens.kit.columns import cut
from screens.kit.detail import hanging
from screens.kit.ticks import TICKED, tick
from screens.kit.times import clock, not_begun, since
from screens.kit.values import beside, headed, joined
from screens.reading import question_words
from screens.requests import words as request_words
from screens.requests.calling import Calling, called_on, other

if TYPE_CHECKING:
    from screens.emergency.known import Known

_ENTERED_LATER = timedelta(minutes=2)
"""From how long after it happened a line also says when it was entered."""

_DIM = "$foreground 70%"

_GAP = 2
"""Cells between two things on a line."""

_SET_IN = 4
"""Cells before an item: its digit and its mark."""


def head(
    row: RequestRow, view: RequestView, found: Calling, now: datetime, masked: bool, width: int
) -> Content:
    """Whose life, since when, whom to call on which number, marks, what else they wait for.

    Args:
        width: cells of a line.
    """
    minutes, came = minutes_between(row.opened_at, now), clock(row.opened_at, now)
    waited = (
        _("came while the clock was ahead ({time})").format(time=came)
        if not_begun(minutes)
        else _("{span} since the call ({time})").format(span=since(minutes), time=came)
    )
    state = "" if row.state == "open" else f"  {request_words.label(row.state, 'state')}"
    asked = f" {question_words.keys()}" if may_be_life(row) else ""
    first = Content.assemble(
        Content.styled(f"#{row.no} {request_words.urgency(row)}{asked}", "bold $error"),
        Content.styled(f"  {request_words.address(row)}", "bold"),
        Content.styled(f"  {waited}", "bold $warning"),
        Content.styled(state, "bold $success"),
    )
    marks = joined(masks.marks(found.marks, masked))
    patient = _("patient: {name}").format(name=view.patient) if view.patient else ""
    what = masks.text(row.summary, masked)
    also = _also(found, masked)
    # What it is about is seen whole; the sheet has no line for more.
    room = width - cell_len(what) - _GAP
    told = beside(what, cut(also, room).rstrip() if room > _GAP and also else "")
    people = beside(called_on(found, masked), patient, marks)
    return Content("\n").join([first, Content(told), Content(people)])


def _also(found: Calling, masked: bool) -> str:
    """What else the household waits for, the first of it in words."""
    if not found.others:
        return ""
    told = _("also open: {request}").format(request=other(found.others[0], masked))
    rest = len(found.others) - 1
    return beside(_("and {count} more").format(count=rest), told) if rest else told


def left(sheet: Sheet, outcome: str | None, now: datetime, width: int) -> Content:
    """The checklist in `width` cells, each item with its digit and when it was done; of who has
    died what has to be done then."""
    done = {line.item: line for line in sheet.lines if line.line == SheetLine.ITEM}
    died = outcome == Outcome.DIED
    title = Content.assemble(
        Content.styled(
            _("What has to be done") if died else words.label(sheet.kind), "bold $accent"
        ),
        Content.styled("  " + (_("1-9: tick") if died else _("1-9: tick   e: list")), _DIM),
    )
    lines = [title]
    for at, code in enumerate(checklist(sheet.kind, outcome), 1):
        ticked = done.get(code)
        mark = tick(bool(ticked))
        when = f" {clock(ticked.at, now)}" if ticked else ""
        text = hanging(words.item(code) + when, width - _SET_IN, _SET_IN)
        lines.append(
            Content.assemble(
                Content.styled(f"{at} ", "bold $accent"),
                Content.styled(f"{mark} ", _DIM if ticked else ""),
                Content.styled(text.removesuffix(when.strip()), _DIM if ticked else ""),
                Content.styled(when.strip(), "$success"),
            )
        )
    return Content("\n").join(lines)


def right(
    known: Known, upcoming: Sequence[Next], now: datetime, masked: bool, width: int
) -> Content:
    """Whom to try next, what stands, all calls so far with the latest first, in `width` cells."""
    sheet, is_open = known.sheet, known.row.state == RequestState.OPEN
    late = any(_late(one) for one in sheet.attempts)
    return Content("\n").join(
        [
            *(_next(sheet, upcoming, masked, width) if is_open else ()),
            *(_going_on(known, masked, width) if known.row.outcome == Outcome.DIED else ()),
            *_standing(known, now, masked, width),
            Content.styled(words.tried(sheet.attempts), "bold $accent"),
            *([Content.styled(_("(in brackets: when it was entered)"), _DIM)] if late else []),
            *(_attempt(one, now, masked, width) for one in sheet.attempts),
        ]
    )


def _going_on(known: Known, masked: bool, width: int) -> Iterator[Content]:
    """What of the household of somebody who has died goes on; nothing of it ends by itself."""
    if known.calling.others:
        yield Content.styled(_("Of the household these go on"), "bold $warning")
    for one in known.calling.others:
        yield Content(hanging(other(one, masked), width, 2))


def _next(sheet: Sheet, upcoming: Sequence[Next], masked: bool, width: int) -> Iterator[Content]:
    hint = _("a: name two callers") if not sheet.callers else ""
    yield Content.assemble(
        Content.styled(_("Call next"), "bold $accent"), Content.styled(f"  {hint}", _DIM)
    )
    if not upcoming:
        yield Content.styled("  " + _("nobody who can be reached now; c names anybody"), _DIM)
    for at, one in enumerate(upcoming):
        who = f"{one.caller.name} › " if one.caller else ""
        phone = directory_words.number_of(one.entry, masked)
        helped = directory_words.rate(one.entry.record)
        yield Content.assemble(
            Content.styled("C " if at else "c ", "bold $accent"),
            Content(f"{who}{one.entry.name} {helped}".rstrip()),
            Content.styled(f"\n    {phone}" if phone else "", "bold"),
        )
        if one.fit is not None:
            why = hanging(words.fit(one.fit, masked), width - _SET_IN, _SET_IN)
            unsuited = one.fit.suits is Suits.NOT
            yield Content.styled(f"{' ' * _SET_IN}{why}", "bold $warning" if unsuited else _DIM)


def _standing(known: Known, now: datetime, masked: bool, width: int) -> Iterator[Content]:
    """Accepted, family, transfer, arrived: what is done, what is not yet; then that it can end.

    Of who has died only what was done, and whether the family knows: the rest is not to come.
    """
    sheet, died = known.sheet, known.row.outcome == Outcome.DIED

    def done(words: str) -> Content:
        return Content.styled(f"{tick(True)} {hanging(words, width - 2, 2)}", "bold $success")

    taken = accepted(sheet)
    if taken is None and not died:
        yield Content(f"{tick(False)} " + _("nobody has accepted yet"))
    if taken is not None:
        took = f"{_('{who} accepted').format(who=taken.whom)} {_times(taken, now)}"
        yield done(headed(took, masks.text(taken.said, masked)))
    untold_who = taken is not None and not died and way(sheet).family is None
    for kind, label, todo in (
        (SheetLine.FAMILY_TOLD, _("family told"), _("family not told (t)")),
        (SheetLine.TRANSFER, _("transfer"), _("no transfer arranged (R)")),
        (SheetLine.ARRIVED, _("arrived"), _("arrival not told (P)")),
    ):
        found = [line for line in sheet.lines if line.line == kind]
        if not found and not died:
            yield Content(f"{tick(False)} {todo}")
        for one in found:
            by = f" ({one.by})" if one.by else ""
            yield done(f"{label} {_times(one, now)} {masks.text(one.said, masked)}{by}")
        if kind is SheetLine.FAMILY_TOLD and found and untold_who:
            yield Content(f"{tick(False)} " + _("family not told who takes them (t)"))
    if died:
        told = told_of_death(known.row, known.view)
        yield (
            Content(f"{tick(False)} " + _("family not told of the death (d)"))
            if told is None
            else done(f"{_('family told of the death')} {clock(told[0], now)} {told[1]}".rstrip())
        )
    if known.row.state == RequestState.OPEN and ending(sheet) is not None:
        yield Content.styled("d " + _("close it, in hospital"), "bold $accent")


_MARKS = {"accepted": (TICKED, "bold $success"), "refused": ("✗", "$error")}


def _attempt(one: Attempt, now: datetime, masked: bool, width: int) -> Content:
    said = directory_words.said_words(one.said, one.answered, one.verdict, masked)
    by = f" ({one.by})" if one.by else ""
    mark, tone = _MARKS.get(one.verdict or "", ("›", ""))
    line = f"{_times(one, now)} {one.whom} {said}{by}"
    return Content.styled(f"{mark} {hanging(line, width - 2, 2)}", tone)


def _times(line: Attempt | LineView, now: datetime) -> str:
    """When it happened, in brackets when it was entered where that was later."""
    happened = clock(line.at, now)
    return f"{happened} ({clock(line.entered_at, now)})" if _late(line) else happened


def _late(line: Attempt | LineView) -> bool:
    return loaded(line.entered_at) - loaded(line.at) >= _ENTERED_LATER
