"""The status line: what just happened, or what is wrong, and the key that takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from screens.i18n import _, ngettext
from screens.kit.values import beside

_MOST_NOTES = 3
"""What came up by itself that is shown at once, the newest."""

_LEAST = 2
"""Lines on the lowest screen."""

_MORE = " …  F1"
"""At the end of what is cut; the key is that of help."""


class Offer(NamedTuple):
    """What one key does about the act that is told of, and about no other."""

    act: int
    """Number of the act."""
    takes_back: bool
    """Whether `z` takes it back; otherwise `Z` brings it back."""
    step: int
    """The newest step of the journal when it was told."""


class Said(NamedTuple):
    """A sentence."""

    words: str
    wrong: bool = False
    """Whether it tells of something that is wrong."""
    gives_way: bool = False
    """Whether it needs not be seen once it is told what a key led to, as that may be why."""
    refused: bool = False
    """Whether it says why a key did nothing."""


class StatusLine(Widget):
    """One line above the key bar; longer sentences wrap, to half of the screen at most.

    What one's own key led to is said. What came up by itself is noted below it, and takes its place
    only once another key was pressed and no key for it is offered any more.
    """

    DEFAULT_CSS = """
    StatusLine { height: auto; width: 1fr; min-height: 1; padding: 0 1; }
    StatusLine.-wrong { color: $error; text-style: bold; }
    StatusLine.-done { color: $success; }
    """

    said = Said("")
    notes: tuple[Said, ...] = ()
    offer: Offer | None = None
    _told_at = 0
    """How many keys had been pressed when something was said or noted last."""

    @property
    def message(self) -> str:
        """All that it tells."""
        return beside(self.said.words, *(note.words for note in self.notes))

    def say(
        self,
        message: str,
        *,
        wrong: bool = False,
        offer: Offer | None = None,
        refused: bool = False,
    ) -> None:
        """Show a sentence; an empty one clears the line.

        What was noted since the last key stays below it.

        Args:
            offer: the key shown behind it, as long as the desk offers that.
            refused: whether it is about a key that did nothing, and goes with the next that does.
        """
        kept = [
            note
            for note in self.notes
            if message and self._unseen and note.words not in message and not note.gives_way
        ]
        self.offer = offer
        self._tell(Said(message, wrong, refused=refused), kept)

    def note(self, message: str, *, wrong: bool = True, gives_way: bool = False) -> None:
        """Show what came up by itself, beside what was said if nobody can have seen that yet, or
        its key is offered.

        Args:
            gives_way: see `Said`.
        """
        said = self.said if self._unseen or self.shown_offer is not None else Said("")
        kept = [note for note in self.notes if self._unseen and note.words != message]
        if message not in said.words:
            kept.append(Said(message, wrong, gives_way))
        self._tell(said, kept[-_MOST_NOTES:])

    def unsay(self, message: str) -> None:
        """Take a sentence away, where it still stands, alone or behind another one."""
        if message and message in self.message:
            said, *notes = (
                one._replace(words=one.words.removesuffix(message).rstrip())
                for one in (self.said, *self.notes)
            )
            self._show(said, [note for note in notes if note.words])

    def went_on(self) -> None:
        """Another key did something: why the one before it did nothing matters no more."""
        if self.said.refused and not self._unseen:
            self._show(Said(""), self.notes)

    @property
    def shown_offer(self) -> Offer | None:
        """The key shown; none once the desk offers another, or none."""
        return self.offer if self.offer is getattr(self.app, "offer", None) else None

    @property
    def told_offer(self) -> Offer | None:
        """The act the sentence tells of, and its key, though another act may be the last by now."""
        return self.offer if self.said.words else None

    def let_go(self, *, for_good: bool = False) -> None:
        """Another act is the last: the sentence goes with its act, once it can have been seen.

        Args:
            for_good: the act is none of the file's, so that no key may lead to it.
        """
        if self.offer is None or self.offer is getattr(self.app, "offer", None):
            return
        if for_good or not self._unseen:
            self.offer = None
        self._show(self.said if self._unseen else Said(""), self.notes)

    @property
    def is_cut(self) -> bool:
        """Whether less than all that it tells is seen of it."""
        shown = _closed_up(line.plain for line in self._all_lines(self.content_size.width))
        return any(_closed_up([one.words]) not in shown for one in (self.said, *self.notes))

    @property
    def _pressed(self) -> int:
        return getattr(self.app, "pressed", 0)

    @property
    def _unseen(self) -> bool:
        """Whether no key was pressed since something was told last."""
        return self._told_at == self._pressed

    def _tell(self, said: Said, notes: Sequence[Said]) -> None:
        self._told_at = self._pressed
        self._show(said, notes)

    def _show(self, said: Said, notes: Sequence[Said]) -> None:
        self.said, self.notes = said, tuple(notes)
        told = said if said.words else next(iter(notes), said)
        done = self.shown_offer is not None and self.shown_offer.takes_back
        self.set_class(told.wrong, "-wrong")
        self.set_class(done, "-done")
        size = self.content_size
        self.refresh(layout=len(self._all_lines(size.width)) != size.height)
        fit = getattr(self.screen, "fit", None)
        if fit is not None:
            fit()

    # -- on screen ---------------------------------------------------------------------------

    def on_mount(self) -> None:
        """What lies beneath says no more what this one says."""
        self._renew_beneath()

    def on_unmount(self) -> None:
        """What lies beneath says it again."""
        self._renew_beneath()

    def _renew_beneath(self) -> None:
        for screen in self.app.screen_stack:
            for line in screen.query(StatusLine):
                if line is not self:
                    line.refresh()

    @property
    def _is_told_above(self) -> bool:
        """Whether a dialog over this one tells the same: a sentence is read once, though the
        line there may be lower, as its dialog has no key to offer, or stand elsewhere."""
        stack = self.app.screen_stack
        if self.screen not in stack:
            return False
        above = stack[stack.index(self.screen) + 1 :]
        return any(screen.query(StatusLine) for screen in above)

    def render(self) -> Content:
        if self._is_told_above:
            return Content("")
        return Content("\n").join(self._all_lines(self.content_size.width))

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return len(self._all_lines(width))

    def _all_lines(self, width: int) -> list[Content]:
        """What was said in lines of at most `width` cells, with its key, and what was noted below
        it; what half of the screen has no room for ends in `…`, and help tells it whole."""
        said, key = _marked(self.said), Content.styled(self._offered(), "dim")
        if not self.notes and said.cell_length + key.cell_length <= width:
            return [said + key]
        from screens.kit.wrapped import cut, in_lines, shortened, with_key

        room = max(_LEAST, self.app.size.height // 2)
        said = _marked(self.said._replace(words=shortened(self.said.words)))
        lines = with_key(said + key, width) if said else []
        most = room - bool(self.notes)
        if len(lines) > most:
            lines = [*cut(in_lines(said, width), most - bool(key), width, _MORE)]
            lines += [Content.styled(self._offered().strip(), "dim")] if key else []
        tone = "" if self.has_class("-wrong") else "bold $error"
        notes = [
            line.stylize(tone if note.wrong else "")
            for note in self.notes
            for line in with_key(_marked(note._replace(words=shortened(note.words))), width)
        ]
        return [*lines, *cut(notes, room - len(lines), width, _MORE)]

    def _offered(self) -> str:
        offer = self.shown_offer
        if offer is None:
            return ""
        return "  z " + _("undo") if offer.takes_back else "  Z " + _("redo")


def _marked(said: Said) -> Content:
    """A sentence behind the mark of what is wrong."""
    return Content.assemble("⚠ " if said.wrong and said.words else "", Content(said.words))


def _closed_up(parts: Iterable[str]) -> str:
    """Texts as one, without blanks."""
    return "".join("".join(parts).split())


def marks_gone(gone: int, left: int) -> str:
    """That records are not marked any more because the list has them no longer.

    Args:
        gone: how many those are.
        left: how many others stay marked.
    """
    told = ngettext(
        "{count} of those marked is gone from this list; {left} left.",
        "{count} of those marked are gone from this list; {left} left.",
        gone,
    )
    return told.format(count=gone, left=left)
