"""The queue's numbers: lines over two weeks, the days in figures, middle times by kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from data.statistics.queries import numbers
from models.problems import Refused
from models.requests.rules import minutes_between
from models.statistics import Numbers, Waits
from screens.i18n import _, ngettext
from screens.keys import bindings
from screens.keys.papers import STATISTICS
from screens.kit.again import Again
from screens.kit.columns import aligned
from screens.kit.dialog import Dialog
from screens.kit.times import since, span
from screens.kit.titles import titled
from screens.kit.values import spoken
from screens.requests import words
from screens.sentences import say
from screens.statistics.line_chart import Curve, chart, sample

_SPANS = (14, 28, 7)
"""Days looked at; `v` turns through them."""

_CHART_ROWS = 7
_LOW_ROWS = 5
"""Rows of charts one over the other, so that both are seen at once on 24 lines."""
_NARROWEST = 40
_BESIDE = 84
"""Cells from which on the two charts stand side by side."""
_DAYS_IN_FIGURES = 7
_GAP = 4


class Statistics(Dialog[None]):
    """How the queue went."""

    DEFAULT_CSS = """
    Statistics .box { height: 92%; max-width: 112; padding: 0 1; }
    Statistics VerticalScroll { scrollbar-gutter: stable; scrollbar-size-vertical: 1; }
    Statistics #numbers-text { height: auto; }
    """
    BINDINGS = bindings(STATISTICS)

    def __init__(self) -> None:
        super().__init__()
        self._span = _SPANS[0]
        self._numbers: Numbers | None = None
        self._again = Again(self, self.renew)

    def compose(self) -> ComposeResult:
        with Container(classes="box"):
            with VerticalScroll():
                yield Static("", id="numbers-text", markup=False)
            yield Static("", classes="foot", markup=False)

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()
        self.renew()
        super().on_mount()

    def renew(self) -> None:
        """Count again."""
        self._count(self._span)

    @work(thread=True, exclusive=True, group="numbers")
    def _count(self, days: int) -> None:
        """Count beside the interface: a large file takes a moment."""
        store = self.desk.store
        try:
            with store.read() as conn:
                found = numbers(conn, store.now(), days)
        except Refused as refused:
            self.app.call_from_thread(self._not_counted, refused)
            return
        self.app.call_from_thread(partial(self._show, found))

    def _not_counted(self, refused: Refused) -> None:
        """Say why they cannot be counted, and count again."""
        if self.is_open:
            self._tell(say(refused.problem))
            self._again.later()

    def _show(self, found: Numbers) -> None:
        self._again.worked()
        self._numbers = found
        if self.is_open:
            self.relabel()

    def on_resize(self, _event: events.Resize) -> None:
        """Lines are drawn in the width there is."""
        self.relabel()

    def relabel(self) -> None:
        self.query_one(".box").border_title = titled(
            _("The queue in numbers, {days} days").format(days=self._span)
        )
        self._tell(_("v: other days   g: the oldest   ↑ ↓: more   esc: back"))
        if self._numbers is not None:
            width = max(_NARROWEST, self.query_one(VerticalScroll).scrollable_content_region.width)
            lines = list(self._lines(self._numbers, width))
            self.query_one("#numbers-text", Static).update(Content("\n").join(lines))

    def _tell(self, text: str) -> None:
        self.query_one(".foot", Static).update(text)

    # -- words -------------------------------------------------------------------------------

    def _lines(self, found: Numbers, width: int) -> Iterator[Content]:
        yield self._summary(found)
        ends = tuple(spoken(day.day) for day in (found.days[0], found.days[-1]))
        pushing = Curve(_("still open"), [d.pushing for d in found.days], "$accent")
        opened = Curve(_("opened"), [d.opened for d in found.days], "$warning")
        closed = Curve(_("resolved"), [d.closed for d in found.days], "$success", gap=2)
        beside = width >= _BESIDE
        each = (width - _GAP) // 2 if beside else width
        rows = _CHART_ROWS if beside else _LOW_ROWS
        left, right = (
            [_legend(lines), *chart(lines, each, rows, (ends[0], ends[1]))]
            for lines in ((pushing,), (opened, closed))
        )
        yield Content("")
        if beside:
            for one, other in zip(left, right, strict=True):
                space = " " * (each + _GAP - one.cell_length)
                yield Content.assemble(one, space, other)
        else:
            yield from (*left, Content(""), *right)
        yield Content("")
        yield from self._days(found)
        yield Content("")
        yield from self._kinds(found)

    def _summary(self, found: Numbers) -> Content:
        told = ngettext(
            "{count} request still open", "{count} requests still open", found.pushing
        ).format(count=found.pushing)
        parts = [told]
        if found.oldest_no is not None:
            age = since(minutes_between(found.oldest_opened_at, self.desk.store.now()))
            parts.append(_("oldest #{no}, {age}").format(no=found.oldest_no, age=age))
        return Content("\n").join([Content.styled(" · ".join(parts), "bold"), _waits(found.waits)])

    def _days(self, found: Numbers) -> Iterator[Content]:
        heads = (_("day"), _("opened"), _("resolved"), _("still open"))
        days = found.days[-_DAYS_IN_FIGURES:]
        yield from _table([heads, *((spoken(one.day), *map(str, one[1:])) for one in days)])

    def _kinds(self, found: Numbers) -> Iterator[Content]:
        heads = (_("kind"), _("opened"), _("still open"), _("answered after"), _("met after"))
        rows = [
            (
                words.label(one.kind, "kind"),
                str(one.opened),
                str(one.pushing),
                _wait(one.waits.answered),
                _wait(one.waits.met),
            )
            for one in found.kinds
        ]
        if rows:
            yield from _table([heads, *rows])

    # -- acts --------------------------------------------------------------------------------

    def action_turn(self) -> None:
        """Look at other days."""
        self._span = _SPANS[(_SPANS.index(self._span) + 1) % len(_SPANS)]
        self.renew()

    def action_oldest(self) -> None:
        """Go to the oldest open request."""
        if self._numbers is not None and self._numbers.oldest_no is not None:
            self.desk.show_record("requests", self._numbers.oldest_no)


def _legend(lines: tuple[Curve, ...]) -> Content:
    return Content("   ").join([Content("  "), *(sample(line) for line in lines)])


def _waits(waits: Waits) -> Content:
    """How long people waited; what nobody got yet has no time."""
    if waits.answered is None and waits.met is None:
        return Content(_("nothing was answered or met yet"))
    if waits.met is None:
        told = _("half were answered within {answered}, nothing was met yet")
    elif waits.answered is None:
        told = _("nothing was answered yet, half were met within {met}")
    else:
        told = _("half were answered within {answered}, met within {met}")
    times = {"answered": waits.answered, "met": waits.met}
    spans = {name: span(minutes) for name, minutes in times.items() if minutes is not None}
    return Content(told.format(**spans))


def _wait(minutes: int | None) -> str:
    return "–" if minutes is None else span(minutes)


def _table(rows: Sequence[Sequence[str]]) -> Iterator[Content]:
    """Lines of cells as wide as what is in them, figures at the right, the first one bold."""
    for at, line in enumerate(aligned(rows, right=range(1, len(rows[0])))):
        yield Content.styled(line, "" if at else "bold")
