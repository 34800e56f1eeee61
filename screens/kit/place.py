"""What all places share: top line, status line, key bar; reading when shown; acts told of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.screen import Screen

from models.problems import Refused
from screens.i18n import _
from screens.kit.again import Again
from screens.kit.refusable import Refusable

if TYPE_CHECKING:
    from data.step import Step
    from data.store import Store
    from screens.kit.desk import Desk

T = TypeVar("T")

TIME_PASSES = 30.0
"""Seconds after which a place that tells what is due reads again."""


class Place(Refusable, Screen[None]):
    """A place of the desk. Subclasses give `place`, `body()` and `load()`.

    `load()` reads from the store and shows; it is called when the place is first shown, when
    anybody changed the store, when the mask or the language turned. It must keep cursor and text.
    """

    place: ClassVar[str]
    """The place's name in the key registry."""
    ages: ClassVar[bool] = False
    """Whether what it tells is due by the clock, so that it is read again as time passes."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (112, "-wide")]

    _shown = -1

    def __init__(self) -> None:
        super().__init__()
        self._again = Again(self, self.renew)
        self._trouble = ""
        """Why it could not be read, as it was told."""

    def compose(self) -> ComposeResult:
        from screens.kit.key_bar import KeyBar
        from screens.kit.status_line import StatusLine
        from screens.kit.top_bar import TopBar

        yield TopBar(self.place)
        yield from self.body()
        yield StatusLine()
        yield KeyBar()

    def body(self) -> ComposeResult:
        """The widgets between the top line and the status line."""
        raise NotImplementedError

    def load(self) -> None:
        """Read what this place shows, and show it."""
        raise NotImplementedError

    @property
    def desk(self) -> Desk:
        """The application, as what it is."""
        return cast("Desk", self.app)

    @property
    def store(self) -> Store:
        """The open store."""
        return self.desk.store

    def on_mount(self) -> None:
        # The frame is painted before the store is opened and read.
        self.app.call_later(self.call_after_refresh, self.renew)
        if self.ages:
            self.set_interval(TIME_PASSES, self.time_passes)

    def on_screen_resume(self) -> None:
        if self._shown >= 0 or self._again.failing:
            self.renew()

    def visited(self) -> None:
        """It is shown because it was asked for by its own key: what it begins with then."""

    def renew(self) -> None:
        """Read again if anything changed since this place was last read."""
        if not self.is_mounted or not self.desk.open_store():
            return
        if self._shown != self.desk.generation:
            self._shown = self.desk.generation
            self.read_anew()
            self._relabel()
        self.show_badges()
        self.desk.alarm.show_on(self)
        if self.is_active:
            # Keys that wait for a dialog over it are the dialog's to pass on.
            self.desk.place_ready()

    def on_paste(self, event: events.Paste) -> None:
        """What is pasted at a list is no keys; it may be calls."""
        event.stop()
        self.desk.open_pasted(event.text)

    def read_anew(self) -> None:
        """Read and show; what cannot be read stays as it was, which is told, and is tried again."""
        try:
            with self.store.read():
                self.load()
        except Exception as error:  # noqa: BLE001 - a place that cannot be read ends no desk
            self._shown = -1
            self.not_read(error)
            self._again.later()
        else:
            self._again.worked()
            self.read_again()

    def not_read(self, error: Exception) -> None:
        """Say why something here could not be read; what was shown stays."""
        self._trouble = self.desk.words_of(error)
        self.desk.tell_trouble(error, by_itself=True)

    def read_again(self) -> None:
        """It could be read: say no more that it cannot."""
        from screens.kit.status_line import StatusLine

        self.query_one(StatusLine).unsay(self._trouble)
        self._trouble = ""

    def file_replaced(self) -> None:
        """Let go of what goes by numbers of the file that was there before."""

    def time_passes(self) -> None:
        """Read again because what is due now was not due before, unless a dialog is in front that
        is about what is shown."""
        may = self.is_active or getattr(self.desk.screen, "lets_time_pass", False)
        if self._shown >= 0 and may:
            self._shown = -1
            self.renew()

    def _relabel(self) -> None:
        for widget in self.query("TopBar, KeyBar, StatusLine"):
            widget.refresh()

    def show_badges(self) -> None:
        """Bring the top line up to date."""
        from screens.kit.top_bar import TopBar

        badges = self.desk.badges() if self.is_mounted else None
        if badges is not None:
            for bar in self.query(TopBar):  # none while the desk closes
                bar.show(badges, self.store.now(), self.desk.standing())

    def say(self, message: str, *, wrong: bool = False) -> None:
        """Show a sentence in the status line."""
        from screens.kit.status_line import StatusLine

        self.query_one(StatusLine).say(message, wrong=wrong, refused=wrong)

    def said(self) -> str:
        """What the status line says of what a key led to."""
        from screens.kit.status_line import StatusLine

        return self.query_one(StatusLine).said.words

    async def perform(self, command: Callable[[Step], T], said: Callable[[T], str]) -> T | Refused:
        """Run a command and tell what came of it, see `Desk.perform`."""
        return await self.desk.perform(command, said)

    # -- which records an act is about -------------------------------------------------------

    def chosen(self) -> int | None:
        """The number of the record under the cursor; None where there is none."""
        return None

    def marked(self) -> tuple[int, ...]:
        """The marked records, or the one under the cursor when none is marked."""
        no = self.chosen()
        return () if no is None else (no,)

    def meant(self) -> tuple[int, ...]:
        """The records an act is about, see `marked`; that there is none is told."""
        nos = self.marked()
        if not nos:
            self.nothing_here()
        return nos

    def meant_one(self) -> int | None:
        """The record of an act that takes only one.

        None when there is none, or when several are marked: never the one under the cursor in
        place of them. Either is told.
        """
        nos = self.meant()
        if len(nos) > 1:
            self.say(
                _("{count} are marked, and this takes one: esc takes the marks off.").format(
                    count=len(nos)
                ),
                wrong=True,
            )
        return nos[0] if len(nos) == 1 else None

    def opens_sheet(self, due: int) -> int | None:
        """The request whose emergency sheet the key opens here; None where it opens none.

        Args:
            due: the life that is due.
        """
        return due

    def has_sheet(self, _no: int) -> bool:
        """Whether a record here is a request with an emergency sheet."""
        return False

    def call_taken(self, no: int, *, life: bool) -> None:
        """Go to a request that was just written down, where it is listed here.

        Args:
            life: whether it is life safety, and looked for in all there is.
        """

    def unmark(self, nos: Iterable[int]) -> None:
        """Take the marks off records that were acted on; those of others stay."""

    def taken_back(self, act: int) -> None:
        """An act was taken back, by its number: what was marked for it is marked again."""

    def nothing_here(self) -> None:
        """Say that the act asked for needs a record under the cursor."""
        self.say(_("There is nothing under the cursor."), wrong=True)
