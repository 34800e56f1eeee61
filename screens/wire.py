"""What goes over the wire: only the cells that differ from what the terminal shows.

The library sends whole pieces of lines again, with the colours of each run of text spelled out and
taken back. Over a slow line that is what a key is waited for. Here the cells that were sent are
remembered, and of a new picture only the runs that differ are sent, with the shortest change of
colours between them. Whatever else writes to the terminal makes what is remembered worthless: then
`forget` is called, and the next pictures are sent whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import chain, compress, count
from operator import is_not, ne, or_
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.color import ColorSystem
from rich.console import COLOR_SYSTEMS
from textual._ansi_sequences import SYNC_END, SYNC_START
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate

from screens.pens import PLAIN, Pen, change, pen_of

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
    from textual.geometry import Size
    from textual.strip import Strip

_NEAR = 4
"""Cells that stand between two runs and are sent again rather than moved over."""

_UNKNOWN = "\0"
"""The text of a cell of which nobody knows what the terminal shows there."""

_NOWHERE = (-1, -1)
"""Where the terminal's cursor is when nobody knows."""

_TAIL = ""
"""The text of the second cell of a wide character."""

_JOINED = "\u200d"
"""The text of a cell whose character is joined with what follows, or changed by it."""

_FLAGS = re.compile("[\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff]")
"""Letters that make a flag by twos, and colours of a skin."""

_MOVED = re.compile(r"\x1b\[\d+;\d+H\Z")


class _Row:
    """One line of the terminal as it was sent.

    Attributes:
        text: of each cell.
        pens: how each is drawn.
        pieces: by where they begin, the pieces it was sent in that nothing was written over since.
    """

    __slots__ = ("pens", "pieces", "text")

    def __init__(self, width: int) -> None:
        self.text = [_UNKNOWN] * width
        self.pens = [PLAIN] * width
        self.pieces: dict[int, Strip] = {}

    def write(self, x: int, text: list[str], pens: list[Pen]) -> None:
        """Note that cells were written; of a wide character that they cut in two, the terminal
        takes the other half away."""
        end = x + len(text)
        if x > 0 and self.text[x] == _TAIL != text[0]:
            self.text[x - 1] = _UNKNOWN
        if end < len(self.text) and self.text[end] == _TAIL:
            self.text[end] = _UNKNOWN
        self.text[x:end] = text
        self.pens[x:end] = pens

    def stands(self, x: int, strip: Strip) -> None:
        """Note that a piece stands where it was written, and what it was written over does not."""
        was = self.pieces.get(x)
        if was is None or was.cell_length != strip.cell_length:
            end = x + strip.cell_length
            self.pieces = {
                at: piece
                for at, piece in self.pieces.items()
                if at >= end or at + piece.cell_length <= x
            }
        self.pieces[x] = strip


class Shown:
    """What a terminal shows, as far as it was sent by here."""

    def __init__(self) -> None:
        self._rows: dict[int, _Row] = {}
        self._size = (0, 0)

    def forget(self) -> None:
        """Take nothing for known any more: something else wrote to the terminal, or may have."""
        self._rows.clear()

    def draw(
        self, pieces: Iterable[tuple[int, int, Strip]], size: tuple[int, int], system: ColorSystem
    ) -> str:
        """What is to be sent so that the terminal shows pieces of a picture.

        Args:
            pieces: the line, the cell it begins at, and what stands there.
            size: columns and lines of the terminal.
        """
        if size != self._size:
            self.forget()
            self._size = size
        sent = _Sent()
        for y, x, strip in pieces:
            if 0 <= y < size[1] and x < size[0]:
                self._put(y, x, strip, system, sent)
        return sent.ended()

    def _put(self, y: int, x: int, strip: Strip, system: ColorSystem, sent: _Sent) -> None:
        row = self._rows.get(y)
        if row is None:
            row = self._rows[y] = _Row(self._size[0])
        if row.pieces.get(x) is strip:
            return
        text, pens = _cells(strip, system)
        end = x + len(text)
        if len(text) != strip.cell_length or end > self._size[0] or _JOINED in text:
            # Characters that take another room together than each alone, and on another terminal
            # another one: who knows where they and what stands behind them are.
            sent.whole(y, x, strip, system)
            self._rows.pop(y, None)  # unless a signal had all of them forgotten meanwhile
            return
        shown, drawn = row.text[x:end], row.pens[x:end]
        if shown != text or drawn != pens:
            for begin, until in _runs(shown, drawn, text, pens):
                sent.cells(y, x + begin, text[begin:until], pens[begin:until])
            row.write(x, text, pens)
        row.stands(x, strip)


def _cells(strip: Strip, system: ColorSystem) -> tuple[list[str], list[Pen]]:
    """The cells of a piece, and how each is drawn."""
    text: list[str] = []
    pens: list[Pen] = []
    for part, style, control in strip:
        if control:
            continue
        before = len(text)
        text.extend(part if part.isascii() else _spread(part))
        pens.extend([pen_of(style, system)] * (len(text) - before))
    return text, pens


@lru_cache(maxsize=1024)
def _spread(part: str) -> tuple[str, ...]:
    """The cells of a text; `_JOINED` among them where terminals differ about how many there are:
    marks that have no width of their own, flags, skins."""
    cells: list[str] = []
    for character in part:
        size = cell_len(character)
        if not size or _FLAGS.match(character):
            return (_JOINED,)
        cells.append(character)
        cells.extend([_TAIL] * (size - 1))
    return tuple(cells)


def _runs(
    shown: list[str], drawn: list[Pen], text: list[str], pens: list[Pen]
) -> Iterator[tuple[int, int]]:
    """Where what is shown differs from what shall be, from one cell to before another; runs that
    are near each other as one, wide characters whole."""
    differs = map(or_, map(ne, shown, text), map(is_not, drawn, pens))
    differing = list(compress(count(), differs))
    begin = until = differing[0]
    for at in differing:
        if at - until > _NEAR:
            yield _whole(text, begin, until)
            begin = at
        until = at + 1
    yield _whole(text, begin, until)


def _whole(text: list[str], begin: int, until: int) -> tuple[int, int]:
    """A run without half of a wide character at its ends."""
    while begin > 0 and text[begin] == _TAIL:
        begin -= 1
    while until < len(text) and text[until] == _TAIL:
        until += 1
    return begin, until


class Frames:
    """Lets through what is written to a terminal but for frames in which nothing is drawn.

    The library sends one whenever it looked whether something is to be drawn: its begin, the place
    of the cursor, its end.
    """

    def __init__(self) -> None:
        self._begin = ""
        self._rests = ""
        """What put the cursor where it rests."""

    def let_through(self, data: str) -> str:
        """What of a part is to be written; its begin waits for what the frame holds."""
        if data == SYNC_START:
            self._begin = data
            return ""
        if data == SYNC_END and self._begin:
            self._begin = ""
            return ""
        if data == self._rests and data:
            return ""
        moved = _MOVED.search(data)
        self._rests = moved[0] if moved else "" if data != SYNC_END else self._rests
        begun, self._begin = self._begin, ""
        return begun + data

    def forget(self) -> None:
        """The cursor may be anywhere."""
        self._begin = self._rests = ""


class _Sent:
    """What is sent, and where it leaves the terminal's cursor and pen."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pen = PLAIN
        self._at = _NOWHERE

    def cells(self, y: int, x: int, text: list[str], pens: list[Pen]) -> None:
        """Write cells at a place."""
        self._parts.append(self._move(y, x))
        begin = 0
        ends = compress(count(1), map(is_not, pens[1:], pens))
        for end in chain(ends, (len(text),)):
            self._parts.append(change(self._pen, pens[begin]))
            self._parts.append("".join(text[begin:end]))
            self._pen = pens[begin]
            begin = end
        self._at = (y, x + len(text))

    def whole(self, y: int, x: int, strip: Strip, system: ColorSystem) -> None:
        """Write a piece as the library would, after which only the pen is where one knows."""
        self._parts.append(f"{self._move(y, x)}{change(self._pen, PLAIN)}")
        self._parts.extend(
            part if style is None else style.render(part, color_system=system)
            for part, style, control in strip
            if not control
        )
        self._pen, self._at = PLAIN, _NOWHERE

    def _move(self, y: int, x: int) -> str:
        was_y, was_x = self._at
        if was_y != y:
            return f"\x1b[{y + 1};{x + 1}H"
        if was_x == x:
            return ""
        # Never from where the cursor is thought to be: a terminal may draw a character wider.
        return f"\x1b[{x + 1}G"

    def ended(self) -> str:
        """All of it, the pen laid down."""
        return "".join([*self._parts, change(self._pen, PLAIN)])


def fewer(update: RenderableType | None, shown: Shown, size: Size) -> RenderableType | None:
    """An update of the screen as one that sends only what differs from what is shown; as it is
    where it is none of the two that the library makes of a whole screen.

    Args:
        size: of the terminal.
    """
    if isinstance(update, LayoutUpdate | ChopsUpdate):
        return _Fewer(update, shown, (size.width, size.height))
    return update


class _Fewer(CompositorUpdate):
    def __init__(
        self, update: LayoutUpdate | ChopsUpdate, shown: Shown, size: tuple[int, int]
    ) -> None:
        self._update = update
        self._shown = shown
        self._size = size

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        return self._update.__rich_console__(console, options)

    def render_segments(self, console: Console) -> str:
        """What is written to the terminal."""
        update = self._update
        pieces = _laid(update) if isinstance(update, LayoutUpdate) else _chopped(update)
        return self._shown.draw(pieces, self._size, _system(console))


def _system(console: Console) -> ColorSystem:
    name = console.color_system
    return ColorSystem.TRUECOLOR if name is None else COLOR_SYSTEMS[name]


def _laid(update: LayoutUpdate) -> Iterator[tuple[int, int, Strip]]:
    """The pieces of a picture of the whole screen."""
    for y, line in enumerate(update.strips, update.region.y):
        x = update.region.x
        for strip in line:
            yield y, x, strip
            x += strip.cell_length


def _chopped(update: ChopsUpdate) -> Iterator[tuple[int, int, Strip]]:
    """The pieces of parts of the screen; of those that reach beyond a part what is in it."""
    for y, begin, end in update.spans:
        for until, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if strip is None or x > end or until <= begin:
                continue
            if end > x >= begin and until <= end:
                yield y, x, strip
            else:
                yield y, x, strip.crop(0, min(until, end) - x)
