"""The first place: who is here, what is hurt first, what still lacks people. Enter goes to each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from data import requests
from data.today import board
from models.requests import RequestRow
from models.rules.times import stored
from models.today import AbsentLine, Board, CoverLine, Section
from screens.i18n import _
from screens.place import Place
from screens.widgets.columns import cut
from screens.words import duties, people
from screens.words import requests as words
from screens.words.times import day, stamp

_NARROWEST = 40
"""Cells below which lines are cut by the terminal."""

_WIDE = 100
"""Cells from which a request's line has room for its chases."""


class Line(NamedTuple):
    """One line of the board and where it leads: to a record, or a heading to its place."""

    text: Content
    place: str = ""
    no: int = 0
    heading: bool = False

    @property
    def key(self) -> str:
        """What the line is known by when the board is read again."""
        return f"{self.place}-{self.no}"


class Today(Place):
    """The board of the day."""

    place = "today"

    DEFAULT_CSS = """
    Today OptionList {
        height: 1fr; border: none; padding: 0 1; background: $background;
        scrollbar-size-vertical: 1;
    }
    Today OptionList:focus { border: none; }
    Today OptionList > .option-list--option-disabled { color: $foreground; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._lines: list[Line] = []
        self._board: Board | None = None

    def body(self) -> ComposeResult:
        yield OptionList(id="board", markup=False)

    @property
    def listed(self) -> OptionList:
        """The lines."""
        return self.query_one("#board", OptionList)

    def load(self) -> None:
        now = self.store.now()
        with self.store.read() as conn:
            self._board = board(conn, now, requests.settings(conn))
        self._draw()
        if self.focused is None:
            self.listed.focus()

    def on_resize(self, _event: events.Resize) -> None:
        """Lines are cut to the width there is."""
        if self._board is not None:
            self._draw()

    def _draw(self) -> None:
        """Show the board that was read last, the cursor on the line it was on."""
        assert self._board is not None
        at = self.listed.highlighted
        kept = self._lines[at].key if at is not None and at < len(self._lines) else None
        writer = _Writer(self.store.now(), self.desk.masked, self.size.width - 3)
        self._lines = list(writer.lines(self._board))
        self.listed.clear_options()
        self.listed.add_options([Option(x.text, disabled=not x.place) for x in self._lines])
        keys = [line.key for line in self._lines]
        leading = (i for i, line in enumerate(self._lines) if line.place and not line.heading)
        first = next(leading, None)
        self.listed.highlighted = keys.index(kept) if kept in keys else first

    @on(OptionList.OptionSelected)
    async def _chosen(self, event: OptionList.OptionSelected) -> None:
        line = self._lines[event.option_index]
        if line.heading:
            await self.desk.action_go_place(line.place)
        else:
            self.desk.show_record(line.place, line.no)


class _Writer:
    """Writes a board as lines of a width."""

    def __init__(self, now: datetime, masked: bool, width: int) -> None:
        self._now = now
        self._masked = masked
        self._width = max(_NARROWEST, width)

    def lines(self, found: Board) -> Iterator[Line]:
        """All lines, a blank one between the parts."""
        yield from self._requests(found)
        yield Line(Content(""))
        yield from self._work(found.work)
        yield Line(Content(""))
        yield from self._people(found)

    # -- requests ----------------------------------------------------------------------------

    def _requests(self, found: Board) -> Iterator[Line]:
        parts: tuple[tuple[Section, str, str], ...] = (
            (found.life, _("Lives at stake"), "bold $error"),
            (found.overdue, _("Overdue: chase or call back now"), "bold $warning"),
            (found.broken, _("Promises not kept"), "bold $warning"),
            (found.due, _("Due within the hour"), "bold $accent"),
        )
        for section, title, tone in parts:
            if section.total:
                yield from self._section(section, title, tone)
        rest = [_("Requests still pushed: {count}").format(count=found.open)]
        if found.call_backs:
            rest.append(_("to be called back: {count}").format(count=found.call_backs))
        if not any(section.total for section, _title, _tone in parts):
            rest.append(_("none of them is due"))
        yield self._heading(" · ".join(rest), "requests")

    def _section(self, section: Section, title: str, tone: str) -> Iterator[Line]:
        yield self._heading(f"{title} {section.total}", "requests", tone)
        for row in section.rows:
            yield Line(self._request(row), "requests", row.no)
        more = section.total - len(section.rows)
        if more > 0:
            text = "  … " + _("and {count} more").format(count=more)
            yield Line(Content.styled(text, "dim"), "requests", heading=True)

    def _request(self, row: RequestRow) -> Content:
        late = row.next_chase_at is not None and row.next_chase_at <= stored(self._now)
        due = cut(words.due(row, self._now), 14 if self._width >= _WIDE else 12, right=True)
        chased = cut(words.chased(row), 12) + " " if self._width >= _WIDE else ""
        left = " ".join(
            (
                cut(f"#{row.no}", 6, right=True),
                cut(words.kind(row, self._masked), 9),
                cut(words.address(row), 24 if self._width >= _WIDE else 18),
            )
        )
        room = self._width - cell_len(left) - cell_len(chased) - cell_len(due) - 2
        summary = cut(words.summary(row, self._masked), max(0, room))
        return Content.assemble(
            Content(f"{left} {summary} {chased}"),
            Content.styled(due, "$warning" if late else ""),
        )

    # -- work and people ---------------------------------------------------------------------

    def _work(self, work: Sequence[CoverLine]) -> Iterator[Line]:
        gaps = sum(line.short for line in work)
        title = _("Drops and sessions: {count}").format(count=len(work))
        if gaps:
            title += " · " + _("{count} people short").format(count=gaps)
        yield self._heading(title, "testing" if not work else work[0].place)
        for line in work:
            yield Line(self._cover(line), line.place, line.no)

    def _cover(self, line: CoverLine) -> Content:
        what = _("drop") if line.place == "supplies" else _("session")
        over = line.state == "done"
        said = _("done") if over else duties.cover(line.have, line.need)
        cover = cut(said, 14, right=True)
        left = " ".join(
            (
                cut("  " + stamp(line.starts_at, self._now), 14),
                cut(what, 8),
                cut(line.what, 24),
            )
        )
        room = self._width - cell_len(left) - cell_len(cover) - 2
        tone = "dim" if over else "bold $warning" if line.short else "$success"
        where = cut(line.where, max(0, room))
        return Content.assemble(Content(f"{left} {where} "), Content.styled(cover, tone))

    def _people(self, found: Board) -> Iterator[Line]:
        title = _("On duty {here}/{staff}").format(here=found.on_duty, staff=found.staff)
        if found.absent:
            title += " · " + _("absent: {count}").format(count=len(found.absent))
        yield self._heading(title, "roster")
        for one in found.absent:
            yield Line(Content(self._absent(one)), "roster", one.no)

    def _absent(self, one: AbsentLine) -> str:
        place, reach = people.label(one.place, "place"), people.label(one.reach, "reach")
        back = _("return unknown")
        if one.expected_back is not None:
            back = _("until {day}").format(day=day(one.expected_back, self._now))
        left = " ".join((cut(f"  {one.name}", 12), cut(one.post, 14), cut(place, 10)))
        called = _("telephone: {reach}").format(reach=reach)
        return cut(f"{left} {cut(back, 16)} {called}", self._width)

    def _heading(self, title: str, place: str, tone: str = "bold $accent") -> Line:
        return Line(Content.styled(cut(title, self._width), tone), place, heading=True)
