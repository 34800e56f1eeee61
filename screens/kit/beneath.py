"""What the place beneath tells, below a dialog: its own line there is half covered or dimmed."""

from __future__ import annotations

from collections.abc import Sequence

from screens.kit.status_line import Offer, Said, StatusLine


class DialogLine(StatusLine):
    """What is told while a dialog is open; it takes no room while nothing is."""

    DEFAULT_CSS = """
    DialogLine { display: none; min-height: 0; }
    DialogLine.-told { display: block; }
    """

    @property
    def shown_offer(self) -> Offer | None:
        """The key shown, where the dialog heeds it."""
        return super().shown_offer if self._heeded else None

    @property
    def told_offer(self) -> Offer | None:
        """The act told of, where the dialog heeds its key."""
        return super().told_offer if self._heeded else None

    @property
    def _heeded(self) -> bool:
        key = self.screen.active_bindings.get("z")
        return key is not None and key.binding.action == "app.undo"

    def _show(self, said: Said, notes: Sequence[Said]) -> None:
        self.set_class(bool(said.words or notes), "-told")
        super()._show(said, notes)


class Beneath(DialogLine):
    """The status line of the place, at the foot of the screen while a dialog without one of its own
    is open.

    Its last row hides the key bar, of which no key works meanwhile.
    """

    DEFAULT_CSS = """
    Beneath { dock: bottom; padding: 0 1 1 1; background: $background; }
    """

    @property
    def lines(self) -> int:
        """Lines of the screen it takes."""
        if not self.display:
            return 0
        size = self.app.size
        return self.get_content_height(size, size, size.width - 2) + 1

    def follow(self, line: StatusLine) -> None:
        """Tell what another line tells."""
        self.offer = line.offer
        self._show(line.said, line.notes)
