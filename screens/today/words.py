"""The board of the day as lines of text, each with the place and the record it leads to."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from rich.cells import cell_len
from textual.content import Content

from models.counts import Lack
from models.counts.rules import is_red
from models.duties.late import late_by
from models.problems import Problem
from models.requests import RequestRow
from models.requests.rules import chase_due
from models.supplies import DropState
from models.times import local_date
from models.today import AbsentLine, AfterDeath, Board, CoverLine, Section, StandingLine, Tests
from screens.duties import words as duties
from screens.i18n import N_, _, said_of
from screens.kit.columns import Asked, Failed, cut, readable
from screens.kit.times import day, stamp
from screens.kit.values import beside, joined
from screens.maintenance.notices import notice
from screens.requests import time_words, words
from screens.roster import words as people
from screens.sentences import say
from screens.today.call_words import calls
from screens.today.door_words import red_doors
from screens.today.listing import MIXED

_NARROWEST = 40
"""Cells below which lines are cut by the terminal."""

_WIDE = 100
"""Cells from which a request's line has room for its chases."""


_NOT_PUSHED = ("after_death", "untold")
"""Parts of the board that say nothing of whether a request is to be chased."""

_WHAT = {
    "supplies": N_("delivery"),
    "testing": N_("session"),
    "errands": N_("errand"),
    "recall": N_("re-test"),
}
"""What the work of a place is called."""


def _late(line: CoverLine, now: datetime) -> str:
    late = late_by(line.due_at, now)
    return "" if late is None else duties.late(late, unloaded=line.state == DropState.UNLOADED)


class BoardLine(NamedTuple):
    """One line of the board and where it leads: to a record, or a heading to its place."""

    text: Content
    place: str = ""
    no: int = 0
    part: str = ""
    """The part of the board it heads or stands in."""

    @property
    def key(self) -> str:
        """What the line is known by when the board is read again."""
        return f"{self.place}-{self.no}-{self.part}"


class Writer:
    """Writes a board as lines of a width.

    Args:
        failed: takes why a part of a line could not be told, which says that it is damaged.
    """

    def __init__(self, now: datetime, masked: bool, width: int, failed: Failed) -> None:
        self._failed = failed
        self._now = now
        self._to_do: dict[int, int] = {}
        """How much has to be done after a death, by request."""
        self._masked = masked
        self._width = max(_NARROWEST, width)

    def lines(self, found: Board, notices: Sequence[Problem] = ()) -> Iterator[BoardLine]:
        """All lines, a blank one between the parts.

        Args:
            notices: what is wrong with copies or the clock.
        """
        yield self._first(found)
        for one in notices:
            part = "clock" if one.code.startswith("clock") else "copies"
            yield self._heading("⚠ " + notice(one), "today", part, "bold $warning")
        yield from self._tests(found, grave=True)
        yield from self._lacking(found.lacking)
        if found.calls is not None:
            tone = "bold $warning" if found.calls.due else ""
            yield self._heading(calls(found.calls), "today", "call_down", tone)
        if found.red_doors:
            yield self._heading(red_doors(found.red_doors), "supplies", "doors", "bold $error")
        if found.samples:
            from screens.samples.words import overdue  # nor, mostly, about these

            told = self._readable(overdue)(found.samples, self._now)
            yield self._heading(told, "testing", "samples", "bold $warning")
        yield from self._tests(found, grave=False)
        yield from self._requests(found)
        if found.offers:
            from screens.offers.words import standing  # the board is seldom about any

            yield self._heading(standing(found.offers, found.offers_suit), "requests", "offers")
        if found.too_little:
            from screens.stock.words import short  # nor about any of these

            yield self._heading(short(found.too_little), "supplies", "stock", "bold $warning")
        yield BoardLine(Content(""))
        yield from self._work(found.work)
        yield from (
            BoardLine(self._standing(line), "roster", part=f"{line.work}{line.starts_at}")
            for line in found.standing
        )
        if found.forgotten:
            title = _("Check-outs forgotten: {count}; r shows them").format(count=found.forgotten)
            yield self._heading(title, "roster", "forgotten", "bold $warning")
        if found.absent:
            yield BoardLine(Content(""))
            yield from self._absent_people(found.absent)

    def _tests(self, found: Board, *, grave: bool) -> Iterator[BoardLine]:
        """What of tests waits for somebody; where somebody may be infected whom nobody has gone to
        stands above all else."""
        if found.tests == Tests():
            return
        from screens.today import testing_words  # the board is often about none

        grave_lines = testing_words.grave(found.tests, self._now, self._failed)
        for one in grave_lines if grave else testing_words.rest(found.tests):
            tone = "bold $error" if one.is_grave else "bold $warning"
            yield self._heading(one.text, "testing", one.opens, tone)

    def _lacking(self, found: Sequence[Lack]) -> Iterator[BoardLine]:
        """What a driver has to be told while he is there, then what nobody said why of."""
        if not found:
            return
        from screens.counts.words import lack  # the board is seldom about any

        for one in found:
            tone = "bold $error" if is_red(one, self._now) else "bold $warning"
            said = cut("⚠ " + self._readable(lack)(one, self._now), self._width)
            part = f"lack-{one.stage}-{one.goods}-{one.lane}-{one.building}"
            yield BoardLine(Content.styled(said, tone), "supplies", one.drop_no, part)

    def _first(self, found: Board) -> BoardLine:
        """The counts that a look at the screen must tell, whatever is below its edge."""
        said = [_("On duty {here}/{staff}").format(here=found.on_duty, staff=found.staff)]
        if found.absent:
            said.append(_("absent: {count}").format(count=len(found.absent)))
        gaps = sum(w.short for w in found.work) + sum(s.short for s in found.standing)
        said.append(_("Deliveries and sessions: {count}").format(count=len(found.work)))
        late = sum(1 for line in found.work if self._late(line))
        if late:
            said.append(_("late: {count}").format(count=late))
        if gaps:
            said.append(_("{count} people short").format(count=gaps))
        return self._heading(" · ".join(said), "roster", "first")

    # -- requests ----------------------------------------------------------------------------

    def _requests(self, found: Board) -> Iterator[BoardLine]:
        parts: tuple[tuple[str, Section, str, str], ...] = (
            ("life", found.life, _("Life safety"), "bold $error"),
            ("harm_past", found.harm_past, _("Harm is past"), "bold $error"),
            ("broken", found.broken, _("Promises not kept"), "bold $warning"),
            ("after_death", *self._after_death(found.after_death)),
            ("overdue", found.overdue, _("Overdue: chase or update now"), "bold $warning"),
            ("due", found.due, _("Due within the hour"), "bold $accent"),
            ("untold", found.untold, _("Told nothing for too long"), "bold $accent"),
        )
        for name, section, title, tone in parts:
            if section.total:
                told = f"{title} {section.total}"
                if name in MIXED and section.due:
                    told += _(", to be chased now: {count}").format(count=section.due)
                yield self._heading(told, "requests", name, tone)
                yield from self._section(name, section)
        rest = [_("Requests open: {count}").format(count=found.open)]
        if found.call_backs:
            rest.append(_("updates owed: {count}").format(count=found.call_backs))
        pushed = (section for name, section, *_rest in parts if name not in _NOT_PUSHED)
        if not any(section.total for section in pushed):
            rest.append(_("none of them is due"))
        yield self._heading(" · ".join(rest), "requests", "rest")

    def _after_death(self, found: Sequence[AfterDeath]) -> tuple[Section, str, str]:
        """Those after whose death something has to be done, as a part; masked it says not why."""
        title = _("Closed, still to be done") if self._masked else _("After a death, to be done")
        self._to_do = {one.row.no: len(one.to_do) for one in found}
        rows = tuple(one.row for one in found)
        return Section(rows, len(rows)), title, "bold $warning"

    def _section(self, name: str, section: Section) -> Iterator[BoardLine]:
        for row in section.rows:
            # Told of for another reason, it is another line; elsewhere the line moves along.
            part = name if name in ("untold", "harm_past", "after_death") else ""
            yield BoardLine(self._request(row, part), "requests", row.no, part)
        more = section.total - len(section.rows)
        if more > 0:
            text = "  … " + _("and {count} more").format(count=more)
            yield BoardLine(Content.styled(text, "dim"), "requests", part=f"{name}-more")

    def _request(self, row: RequestRow, part: str) -> Content:
        late = chase_due(row, self._now)
        said = self._readable(time_words.due)(row, self._now)
        if part == "untold":
            said, late = (
                _("no update {span}").format(
                    span=self._readable(time_words.untold)(row, self._now)
                ),
                True,
            )
        elif part == "after_death":
            said, late = _("{count} to do").format(count=self._to_do[row.no]), True
        elif part == "harm_past":
            said = self._readable(time_words.harm_since)(row, self._now)
        due = cut(said, 14, right=True)
        chased = (
            cut(self._readable(time_words.waiting)(row, self._now), 18) + " "
            if self._width >= _WIDE
            else ""
        )
        left = " ".join(
            (
                cut(f"#{row.no}", 6, right=True),
                cut(self._readable(words.kind)(row, self._masked), 9),
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

    def _work(self, work: Sequence[CoverLine]) -> Iterator[BoardLine]:
        place = next((line.place for line in work if line.place != "recall"), "testing")
        title = _("Deliveries and sessions: {count}").format(count=len(work))
        late = sum(1 for line in work if self._late(line))
        if late:
            title += _(", late: {count}").format(count=late)
        yield self._heading(title, place, "work")
        for line in work:
            yield BoardLine(self._cover(line), line.place, line.no)

    def _cover(self, line: CoverLine) -> Content:
        what = said_of(_WHAT[line.place])
        over = line.state == "done"
        late = self._late(line)
        said = _("done") if over else late or duties.cover(line.have, line.need)
        cover = cut(said, 15, right=True)
        left = " ".join(
            (
                cut("  " + self._readable(stamp)(line.starts_at, self._now), 14),
                cut(what, 8),
                cut(joined(line.compounds), 24),
            )
        )
        room = self._width - cell_len(left) - cell_len(cover) - 2
        tone = "dim" if over else "bold $warning" if line.short or late else "$success"
        where = cut(beside(line.where, *self._warned(line)), max(0, room))
        return Content.assemble(Content(f"{left} {where} "), Content.styled(cover, tone))

    def _late(self, line: CoverLine) -> str:
        """That nobody said of it that it is done, and since when."""
        return self._readable(_late)(line, self._now)

    def _warned(self, line: CoverLine) -> Iterator[str]:
        """What is wrong with work beside being late or short, the people it lacks where it is."""
        if line.state == "done":
            return
        if line.short and self._late(line):
            yield "⚠ " + duties.cover(line.have, line.need)
        yield from (f"⚠ {say(one, of=(line.place, 'closed'))}" for one in line.warns)

    def _standing(self, line: StandingLine) -> Content:
        cover = cut(duties.cover(line.have, line.need), 14, right=True)
        begins = cut("  " + stamp(line.starts_at, self._now), 14)
        left = f"{begins} {cut(duties.work(line.work), 12)}"
        said = _("until {time}").format(time=duties.begins(line.ends_at, self._now))
        gaps = ", ".join(
            duties.span(starts, ends, local_date(self._now)) for starts, ends in line.gaps
        )
        if gaps and line.gaps != ((line.starts_at, line.ends_at),):
            said += "  " + _("nobody {spans}").format(spans=gaps)
        room = self._width - cell_len(left) - cell_len(cover) - 2
        tone = "bold $warning" if line.short else "$success"
        told = f"{left} {cut(said, max(0, room))} "
        return Content.assemble(Content(told), Content.styled(cover, tone))

    def _absent_people(self, absent: Sequence[AbsentLine]) -> Iterator[BoardLine]:
        yield self._heading(_("Absent: {count}").format(count=len(absent)), "roster", "absent")
        for one in absent:
            yield BoardLine(Content(self._absent(one)), "roster", one.no)

    def _absent(self, one: AbsentLine) -> str:
        label = self._readable(people.label)
        place, reach = label(one.place, "place"), label(one.reach, "reach")
        back = _("return unknown")
        if one.expected_back is not None:
            back = _("until {day}").format(day=self._readable(day)(one.expected_back, self._now))
        left = " ".join((cut(f"  {one.name}", 12), cut(one.post, 13), cut(place, 11)))
        told = f"{left} {cut(back, 14)}"
        holds = _("⚠ still holds {n}").format(n=one.holds) if one.holds else ""
        called = _("call: {reach}").format(reach=reach)
        # What must be taken over comes before how to call them, which is told whole or not at all.
        whole = f"{told} {beside(holds, called, gap='  ')}"
        return cut(whole if cell_len(whole) <= self._width else f"{told} {holds}", self._width)

    def _readable(self, tell: Callable[Asked, str]) -> Callable[Asked, str]:
        return readable(tell, self._failed)

    def _heading(self, title: str, place: str, part: str, tone: str = "bold $accent") -> BoardLine:
        return BoardLine(Content.styled(cut(title, self._width), tone), place, part=part)
