"""Lines that were pasted: what each would be taken down as, before all of them are, as one step."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from textual import events, work
from textual.content import Content
from textual.widgets import OptionList

from data.reading.lines import LineRead, capture_lines, read_lines
from models.chases import Urgency
from models.problems import Problem, Refused
from models.reading.pasted import MOST_LINES, lines_of, needs_lines
from models.text import one_line
from screens.i18n import _, ngettext
from screens.keys import bindings
from screens.keys.requests import PASTED
from screens.kit.columns import cut
from screens.kit.masks import HIDDEN
from screens.kit.plan import PlanDialog
from screens.kit.ticks import tick
from screens.kit.titles import titled
from screens.kit.values import beside, headed
from screens.reading import drafts
from screens.reading.words import chips
from screens.sentences import say

if TYPE_CHECKING:
    from data.reading.capture import Captured
    from screens.kit.desk import Desk

_FRAME = 8
"""Cells beside a line of the list."""

_AT_ONCE = 100
"""Lines read before what was read of them is shown."""


def open_pasted(desk: Desk, text: str, came: datetime | None = None) -> None:
    """Open what was pasted where nothing is typed: a line is a call to be looked at, several are
    shown as calls, and so is a form of several.

    Args:
        came: when it was pasted; None for now.
    """
    from screens.reading.opening import open_capture

    lines = lines_of(text)
    if needs_lines(lines):
        desk.drop_letters()  # nobody has seen yet what enter would save
        desk.open_dialog(PastedCalls(text, came))
    elif lines:
        open_capture(desk, lines[0], came)


class _Line(NamedTuple):
    """A line, and where it stands among all of them."""

    at: int
    read: LineRead


class PastedCalls(PlanDialog[_Line]):
    """Several lines as calls, each of which can be left out; dismissed with True once they are in
    the queue.

    What is the same as an open request is left out at first, what cannot be taken down always. More
    that is pasted meanwhile is added: a slow terminal gives a paste in parts.

    Args:
        text, came: see `open_pasted`.
    """

    BINDINGS = bindings(PASTED)
    part = "pasted"
    list_type = OptionList

    def __init__(self, text: str, came: datetime | None = None) -> None:
        super().__init__()
        self._came = came
        self._text = text
        self._said = lines_of(text)
        self._turned: set[int] = set()
        """The places of lines taken in or left out by hand."""

    # -- reading -----------------------------------------------------------------------------

    def look(self) -> None:
        self._lines = []
        self.show()
        if len(self._said) > MOST_LINES:
            most = {"count": len(self._said), "most": MOST_LINES}
            self.warn(Problem("lines_too_many", most))
        else:
            self._read(self._said)

    @work(thread=True, exclusive=True, group="pasted")
    def _read(self, said: tuple[str, ...]) -> None:
        """Read the lines beside the interface, some at a time."""
        store = self.desk.store
        came = self._came or store.now()
        for begins in range(0, len(said), _AT_ONCE):
            if not self.is_open:
                return
            try:
                with store.read() as conn:
                    part = read_lines(conn, said[begins : begins + _AT_ONCE], came)
            except Refused as refused:
                self.app.call_later(self.warn, refused.problem)
                return
            self.app.call_later(self._found, said, begins, part)

    def _found(self, said: tuple[str, ...], begins: int, part: list[LineRead]) -> None:
        if self.is_open and said is self._said and begins == len(self._lines):
            self._lines += [_Line(begins + n, one) for n, one in enumerate(part)]
            self.show()

    def on_paste(self, event: events.Paste) -> None:
        """Take more lines in, the first of which may be the rest of the last."""
        event.stop()
        event.prevent_default()
        self._text += event.text
        self._said = lines_of(self._text)
        self.look()

    def _is_taken(self, line: _Line) -> bool:
        if line.read.problems:
            return False
        return (line.read.on_file is None) != (line.at in self._turned)

    @property
    def _taken(self) -> list[str]:
        return [self._said[line.at] for line in self._lines if self._is_taken(line)]

    @property
    def _is_read(self) -> bool:
        return len(self._lines) == len(self._said)

    # -- what is shown -----------------------------------------------------------------------

    def heading(self) -> str:
        lines, calls = len(self._said), len(self._taken)
        of_lines = ngettext("{count} line", "{count} lines", lines).format(count=lines)
        of_calls = ngettext("{count} call?", "{count} calls?", calls).format(count=calls)
        return headed(of_lines, of_calls)

    def head(self) -> str:
        if not self._is_read and len(self._said) <= MOST_LINES:
            told = _("Read so far: {done} of {count}")
            return told.format(done=len(self._lines), count=len(self._said))
        return _("All that are ticked go into the queue, as one step.")

    def line(self, line: _Line) -> Content:
        style = "$error" if line.read.problems else "" if self._is_taken(line) else "dim"
        told = beside(tick(self._is_taken(line)), self._read_as(line.read), self._text_of(line))
        return Content.styled(cut(told, max(20, self.size.width - _FRAME)).rstrip(), style)

    def _read_as(self, read: LineRead) -> str:
        if read.problems:
            return f"✗ {say(read.problems[0])}"
        known = "" if read.on_file is None else _("already #{no}").format(no=read.on_file)
        hidden = {one.digits for one in read.reading.phones} if self.desk.masked else set()
        told = [
            one.said
            for one in chips(read.reading, self.desk.store.now(), came=self._came)
            if not any(digits in one.words for digits in hidden)
        ]
        return beside(known, *told)

    def _text_of(self, line: _Line) -> str:
        return HIDDEN if self.desk.masked else one_line(self._said[line.at])

    def why(self, line: _Line) -> str:
        return self._text_of(line)

    def nothing(self) -> str:
        return ""

    def comes_first(self, at: int) -> bool:
        """What cannot be taken down."""
        return bool(self._lines[at].read.problems)

    # -- acts --------------------------------------------------------------------------------

    def action_mark(self) -> None:
        """Leave the line under the cursor out, or take it in, and go on to the next."""
        listed, at = self.query_one(OptionList), self.here()
        if at is None or listed.highlighted is None:
            return
        self._turned ^= {at}
        listed.replace_option_prompt_at_index(listed.highlighted, self.line(self._lines[at]))
        listed.action_cursor_down()
        self.query_one(".sheet").border_title = titled(self.heading())

    async def action_save(self) -> None:
        """Put the ticked lines into the queue."""
        texts, came = self._taken, self._came
        if not self._is_read:
            self.warn(Problem("lines_being_read"))
        elif not texts:
            self.warn(Problem("lines_all_left_out"))
        elif await self.apply(lambda step: capture_lines(step, texts, came), self._told_of):
            self.desk.drafts.drop(drafts.LINES)

    def _told_of(self, done: list[Captured]) -> str:
        lives = sum(one.reading.urgency is Urgency.LIFE for one in done)
        count = len(done)
        told = ngettext(
            "{count} request is in the queue.", "{count} requests are in the queue.", count
        ).format(count=count)
        if not lives:
            return told
        words = ngettext("{count} is life safety.", "{count} are life safety.", lives)
        return f"{told} {words.format(count=lives)}"

    def action_join(self) -> None:
        """Take all lines for one call, and go on with it where a call is written."""
        from screens.reading.opening import open_capture

        desk, text = self.desk, " ".join(self._said)
        desk.hold_keys()
        self.dismiss(None)
        desk.call_later(open_capture, desk, text, self._came)

    def keep_typed(self) -> None:
        drafts.keep(self.desk, drafts.LINES, self.heading(), self._text, self._came)
