"""How the lines of a day are drawn: cells filled with text and tones, no state, no store.

Whatever somebody typed is text here; a wide character is never cut in half.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise
from typing import NamedTuple

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from data.timeline.queries import PersonDay
from models.duties import DutyRow
from models.text import one_line
from models.timeline.rules import Block, Window, absent_spans, block, shortage, ticks
from models.timeline.rules import Span as Time
from screens.i18n import _
from screens.kit.columns import cut
from screens.kit.masks import veiled
from screens.roster import words as people_words
from screens.timeline import words
from screens.timeline.gaps import Gap
from screens.timeline.labels import of_gap, of_person
from screens.timeline.lines import DayLine

LEAST_LABEL = 22
"""Cells left of the picture for a name at least."""

_NO_ENDS = 2
"""Cells of a block in which the marks of its ends have no room."""

Cell = tuple[str, str]
"""A character and the name of its tone; an empty one behind a wide character."""


class Frame(NamedTuple):
    """Where on a line the picture is."""

    width: int
    label: int
    """Cells before the picture."""
    window: Window
    first: int
    """The first cell of the window that is seen."""

    @property
    def visible(self) -> int:
        """Cells of the window that are seen."""
        return min(self.window.cells, self.width - self.label)

    def cell_at(self, x: int) -> int | None:
        """The cell of the window at a column; None left or right of the picture."""
        at = x - self.label
        return at + self.first if 0 <= at < self.visible else None


class Shown(NamedTuple):
    """What of a line stands out."""

    at_cursor: bool = False
    cell: int | None = None
    """The cell under the cursor."""
    gutter: str = ""
    """A mark before the name."""
    held: Block | None = None
    """A block that is being moved, drawn over the others."""
    held_text: str = ""
    away: int | None = None
    """Number of the duty that is being moved from here."""


class Picture:
    """Draws lines.

    Args:
        style: gives the style of a tone.
    """

    def __init__(self, style: Callable[[str], Style]) -> None:
        self._find_style = style
        self._styles: dict[tuple[str, str], Style] = {}

    def restyle(self) -> None:
        """Ask for all styles anew from now on."""
        self._styles.clear()

    def header(self, frame: Frame, title: str, now: int | None, cursor: int | None) -> Strip:
        """The hours, with a mark at the present and at the cursor."""
        cells = _blank(frame.window.cells, "header")
        for at, hour in ticks(frame.window):
            _put(cells, at, f"{hour:02d}", "header")
        if now is not None:
            cells[now] = (cells[now][0].strip() or "v", "now")
        if cursor is not None:
            cells[cursor] = (cells[cursor][0], "cursor-cell")
        label = cut(f" {title}", frame.label)
        return self._strip(frame, label, cells, "header", "header")

    def person(
        self,
        frame: Frame,
        line: DayLine,
        now: int | None,
        doubt: Callable[[DutyRow], str],
        masked: bool,
        shown: Shown,
    ) -> Strip:
        """A person's line.

        Args:
            now: the cell of the present, when it is on this day.
            doubt: gives `!` for a duty something refuses, `?` for one with a warning.
        """
        assert line.person is not None
        cells = self._ground(frame, line.person, now)
        parted = _parted(line.blocks)
        for one in line.blocks:
            duty = line.duties[one.no]
            sign = doubt(duty)
            if one.no == shown.away:
                text, tone = words.mark(duty.work), "away"
            else:
                lead = "*" if duty.role == "lead" else ""
                text = f"{words.mark(duty.work)}{sign}{lead}{words.where(duty, masked)}"
                tone = "conflict" if sign == "!" else "doubt" if sign else duty.work
            under = shown.cell is not None and one.first <= shown.cell < one.last
            tone = "cursor-cell" if under and not shown.held else tone
            _block(cells, frame, one, text, tone + (_UNDERLINED if one.no in parted else ""))
        self._cursor(cells, frame, line, shown)
        return self._line(frame, of_person(frame.label, line, _gutter(shown)), cells, shown)

    def gap_header(self, frame: Frame, gaps: Iterable[Gap]) -> Strip:
        """How many people are lacking, over the day."""
        slots = [slot for gap in gaps for slot in gap.slots]
        cells = _blank(frame.window.cells, "header")
        worst = shortage(((s.starts, s.ends, 1) for s in slots), frame.window)
        for at, count in enumerate(worst):
            if count:
                _put(cells, at, str(count) if count < 10 else "+", "short")
        said = _("Open shifts: {n}").format(n=len(slots)) if slots else _("All is covered")
        return self._strip(frame, cut(f" {said}", frame.label), cells, "header", "header")

    def gap(self, frame: Frame, line: DayLine, now: int | None, shown: Shown) -> Strip:
        """A line of work that lacks people."""
        assert line.gap is not None
        cells = _hours(frame, now)
        for one in line.blocks:
            text = f"{len(line.gap.slots)} {words.lacking(line.gap.slots)}"
            under = shown.cell is not None and one.first <= shown.cell < one.last
            _block(cells, frame, one, text, "cursor-cell" if under else "short")
        self._cursor(cells, frame, line, shown)
        return self._line(frame, of_gap(frame.label, line.gap, _gutter(shown)), cells, shown)

    def hint(self, width: int, text: str) -> Strip:
        """A line of words where there is nothing."""
        return Strip([Segment(cut(f"  {text}", width), self._style("hint"))], width)

    # -- parts -------------------------------------------------------------------------------

    def _ground(self, frame: Frame, person: PersonDay, now: int | None) -> list[Cell]:
        """What is behind the duties: hours, the present, absence."""
        cells = _hours(frame, now)
        window = frame.window
        times = person.worker.times
        for starts, ends, place in absent_spans(times.presences, window.starts, window.ends):
            one = block(Time(0, starts, ends), window)
            if one is not None:
                wide = one.last - one.first
                label = people_words.label(place, "place")
                text = f"//{label}//" if wide > cell_len(label) + 4 else ""
                _put(cells, one.first, "/" * wide, "absent")
                seen = max(one.first, frame.first)
                if text and seen + cell_len(text) <= one.last:
                    _put(cells, seen, text, "absent")
        return cells

    def _cursor(self, cells: list[Cell], frame: Frame, line: DayLine, shown: Shown) -> None:
        if shown.held is not None:
            _block(cells, frame, shown.held, shown.held_text, "held")
        elif shown.cell is not None:
            covered = any(one.first <= shown.cell < one.last for one in line.blocks)
            if not covered:
                _point(cells, shown.cell)

    def _line(self, frame: Frame, label: str, cells: list[Cell], shown: Shown) -> Strip:
        """A line of the day; of the one under the cursor what leads from the name to the cursor
        stands out. Nothing behind it does: a line is long, and each move of the cursor sends two.
        """
        if not shown.at_cursor:
            return self._strip(frame, label, cells, "row", "row")
        at = shown.held.first if shown.held is not None else shown.cell
        return self._strip(frame, label, cells, "cursor", "row", 0 if at is None else at)

    def _strip(
        self,
        frame: Frame,
        label: str,
        cells: list[Cell],
        label_tone: str,
        base: str,
        until: int = 0,
    ) -> Strip:
        """A label and the cells in sight behind it.

        Args:
            base: the tone that cells stand on, but for those before `until`, which stand on that of
                the label.
        """
        seen = cells[frame.first : frame.first + frame.visible]
        if seen and not seen[0][0]:
            seen[0] = (" ", seen[0][1])
        segments = [Segment(label, self._style(label_tone))]
        text, style, led = "", self._style("", base), until - frame.first
        room = len(seen)
        for at, (char, tone) in enumerate(seen):
            own = self._style(tone, label_tone if at < led else base)
            if own is not style and char:
                if text:
                    segments.append(Segment(text, style))
                text, style = "", own
            cut_off = at == room - 1 and cell_len(char) > 1
            text += " " if cut_off else char
        if text:
            segments.append(Segment(text, style))
        return Strip(segments).adjust_cell_length(frame.width, self._style(base)).simplify()

    def _style(self, tone: str, base: str = "") -> Style:
        """The style of a tone on a line whose own tone is `base`."""
        found = self._styles.get((tone, base))
        if found is None:
            found = self._find_style(tone.removesuffix(_UNDERLINED) or base)
            if tone.endswith(_UNDERLINED):
                found += Style(underline=True)
            if tone in _ON_GROUND and base:
                found = self._find_style(base) + Style(color=found.color)
            self._styles[tone, base] = found
        return found


_ON_GROUND = frozenset({"dim", "absent", "now"})
"""Tones that let the line's own background through."""


_GROUND = " ./"
"""What stands where nothing is written: blanks, dots of hours, strokes of an absence."""

_UNDERLINED = "_"
"""Behind the name of a tone: underlined."""


# -- cells -----------------------------------------------------------------------------------------


def _blank(count: int, tone: str) -> list[Cell]:
    return [(" ", tone)] * count


def _hours(frame: Frame, now: int | None) -> list[Cell]:
    """Empty cells with a dot at each hour that is written above, a stroke at the present."""
    cells = _blank(frame.window.cells, "")
    for at, _hour in ticks(frame.window):
        _put(cells, at, ".", "dim")
    if now is not None:
        _put(cells, now, "|", "now")
    return cells


def _put(cells: list[Cell], at: int, text: str, tone: str) -> None:
    """Write text over cells; of a wide character that is half overwritten a blank is left."""
    if 0 < at < len(cells) and not cells[at][0]:
        cells[at - 1] = (" ", cells[at - 1][1])
    for char in one_line(text):
        wide = cell_len(char)
        if not wide:
            continue
        if at + wide > len(cells):
            break
        cells[at] = (char, tone)
        if wide == 2:
            cells[at + 1] = ("", tone)
        at += wide
    if at < len(cells) and not cells[at][0]:
        cells[at] = (" ", cells[at][1])


def _point(cells: list[Cell], at: int) -> None:
    """Show the cursor: a stroke where nothing is written, else what is, never half of it."""
    first = at if cells[at][0] else at - 1
    char = cells[first][0]
    if char in _GROUND:
        cells[first] = ("_", "cursor-cell")
        return
    for cell in range(first, first + cell_len(char)):
        cells[cell] = (cells[cell][0], "cursor-cell")


def _block(cells: list[Cell], frame: Frame, one: Block, text: str, tone: str) -> None:
    """Write a block; its text begins where it comes in sight."""
    seen = max(one.first, frame.first)
    if seen > one.first and seen < one.last:
        _put(cells, one.first, " " * (seen - one.first), tone)
        one = one._replace(first=seen, before=True)
    _put(cells, one.first, _boxed(text, one), tone)


def _parted(blocks: Iterable[Block]) -> set[int]:
    """Numbers of the blocks to be underlined, so that short ones side by side are not taken for
    one: every other of those without room for the marks of their ends."""
    found: set[int] = set()
    for before, one in pairwise(sorted(blocks, key=lambda block: block.first)):
        short = max(before.last - before.first, one.last - one.first) <= _NO_ENDS
        if short and before.last == one.first and before.no not in found:
            found.add(one.no)
    return found


def _boxed(text: str, one: Block) -> str:
    """Text between the marks of a block's ends, in exactly its cells."""
    room = one.last - one.first
    opens, closes = "<" if one.before else "[", ">" if one.after else "]"
    text = veiled(text)  # what is hidden is not known any more by a part of it
    first = text[:1]
    refused = text[1:2] == "!"
    if room == 1:
        return "!" if refused else first if cell_len(first) == 1 else "|"
    if room == 2:
        return "!" + closes if refused else first if cell_len(first) == 2 else first + closes
    if room == 3:
        if cell_len(first) == 1:
            return (first + "!" if refused else opens + first) + closes
        return first + ("!" if refused else closes)
    return opens + set_cell_size(one_line(text), room - 2) + closes


def _gutter(shown: Shown) -> str:
    return ("▸" if shown.at_cursor else " ") + (shown.gutter or " ")
