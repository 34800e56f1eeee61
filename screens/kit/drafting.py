"""An application that keeps what was typed and not saved, and says where it cannot."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from models.problems import Refused
from models.times import loaded
from screens.i18n import _, ngettext
from screens.kit.values import beside, filled, joined, spoken
from screens.kit.watching import Watching
from screens.sentences import say

if TYPE_CHECKING:
    from pathlib import Path

    from data.drafts import Drafts, Left
    from models.drafts import Draft

KEEP_TYPED_EVERY = 1.5
"""Seconds between looks for what was typed since: a kill or a power cut loses no more than two."""

_NAMED = 3
"""Forms named of those that have a draft."""


class Drafting(Watching, inherit_bindings=False):
    """An application whose forms and lines stand as they were left, after its end, too.

    Attributes:
        path: the store's file.
        last_word: what was typed and not saved, told once the desk is closed.
        remembered: what was chosen in dialogs last, to be offered again; gone with the desk.
    """

    path: Path

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.remembered: dict[str, Any] = {}
        self._drafts: Drafts | None = None
        self.last_word = ""
        self._told = ""
        """What was told of drafts that wait."""
        self._warned = False
        """Whether it was said that leaving loses drafts."""

    @property
    def drafts(self) -> Drafts:
        """What was typed into forms that were left."""
        if self._drafts is None:
            from data.drafts import Drafts

            self._drafts = Drafts(self.path if self.scratch is None else None)
        return self._drafts

    def keep_drafts(self) -> None:
        """Write the drafts to the disk after something was left; where that fails, say so."""
        self._untell_drafts()
        refused = self._try_to_keep()
        if refused is not None and self.is_running:
            said = _("Drafts cannot be written and are kept only until the desk is closed. {cause}")
            self.tell_aside(filled(said, {"cause": say(refused.problem)}))

    def keep_typing(self) -> None:
        """Have what is being typed on the disk, off the interface's thread; `keep_drafts` tells
        where that fails, once the dialog is left."""
        self._take_typed()
        if self._drafts is not None and self._drafts.unwritten:
            self.run_worker(self._write_drafts(), exclusive=False, group="drafts")

    async def _write_drafts(self) -> None:
        await asyncio.to_thread(self._try_to_keep, for_good=True)

    def _take_typed(self) -> None:
        """Make a draft of what stands in each dialog that is open."""
        for dialog in self.all_screens():
            keep_typed = getattr(dialog, "keep_typed", None)
            if keep_typed is not None and dialog.is_mounted:
                try:
                    keep_typed()
                except Exception as error:  # noqa: BLE001 - a broken dialog keeps no desk open
                    self.words_of(error)

    def _left_over(self) -> str:
        """What was typed and not saved; empty where that is nothing."""
        drafts = [] if self._drafts is None else [self._drafts.get(n) for n in self._drafts.names]
        told = [from_when(one) for one in drafts if one is not None]
        return filled(_("Not saved, kept as drafts: {drafts}."), {"drafts": told}) if told else ""

    def tell_drafts(self) -> None:
        """Tell of drafts that wait to be gone on with; they are looked for in a thread."""
        if self.scratch is None:
            self.run_worker(self._tell_drafts())

    async def _tell_drafts(self) -> None:
        from data.drafts import left

        told = _of_before(await asyncio.to_thread(left, self.path))
        if told:
            self._told = told
            self.tell_aside(told, wrong=False)

    def _untell_drafts(self) -> None:
        """Take back what was told of drafts that wait, once one of them is gone."""
        if self._told and self._drafts is not None and self._drafts.one_is_gone:
            self.unsay(self._told)
            self._told = ""

    def leave_drafts(self) -> None:
        """Leave the drafts of the file worked on to whoever opens it next."""
        if self._drafts is not None:
            self._drafts.close()
            self._drafts = None
        self.remembered.clear()

    def _try_to_keep(self, *, for_good: bool = False) -> Refused | None:
        """Write the drafts to the disk, unless that fails: why, then."""
        try:
            if self._drafts is not None:
                self._drafts.keep(for_good=for_good)
        except Refused as refused:
            return refused
        return None

    # -- the end -----------------------------------------------------------------------------

    def action_leave(self) -> None:
        """Close the desk; where that loses drafts, only when asked twice."""
        refused = self._try_to_keep(for_good=True)
        if refused is None or self._warned:
            self.exit(0)
            return
        self._warned = True
        count = len(self.drafts.names)
        said = ngettext(
            "{count} draft cannot be kept; q once more closes the desk without it. {cause}",
            "{count} drafts cannot be kept; q once more closes the desk without them. {cause}",
            count,
        )
        self.tell(filled(said, {"count": count, "cause": say(refused.problem)}), wrong=True)

    def exit(self, *args: Any, **options: Any) -> None:
        """End, whoever asks for it; what is being typed becomes a draft first."""
        self._take_typed()
        self._try_to_keep(for_good=True)
        self.last_word = "" if self.scratch is not None else self._left_over()
        self.ending = self.may_go_on
        super().exit(*args, **options)

    def on_unmount(self) -> None:
        self.leave_drafts()


def from_when(draft: Draft) -> str:
    """A draft by its title and when it was typed: `A call in one line (from 23:10)`."""
    if not draft.at:
        return draft.title
    return _("{title} (from {at})").format(title=draft.title, at=spoken(loaded(draft.at)))


def _of_before(left: Left) -> str:
    """What desks that ended left, in one line; empty where that is nothing."""
    said = []
    if left.drafts:
        titles = list(dict.fromkeys(map(from_when, left.drafts)))
        named = joined([*titles[:_NAMED], *(["…"] if titles[_NAMED:] else [])])
        words = ngettext(
            "{count} draft was kept: {titles}. Open it again to go on.",
            "{count} drafts were kept: {titles}. Open them again to go on.",
            len(left.drafts),
        )
        said.append(filled(words, {"count": len(left.drafts), "titles": named}))
    if left.unreadable:
        words = _("No drafts can be read from {files}; what is in them stays as it is.")
        said.append(filled(words, {"files": [str(file) for file in left.unreadable]}))
    return beside(*said)
