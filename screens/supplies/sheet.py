"""A sheet of supplies on screen: read, copied, written to a file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from screens.i18n import _
from screens.keys import bindings
from screens.keys.supplies import SHEET
from screens.kit.dialog import Dialog
from screens.kit.paper import PaperDialog
from screens.kit.titles import titled

_MOST, _LEAST = 60, 6
"""Lines of the sheet: where there is room for them, and where there is none."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet, each part in the language spoken now.

    Args:
        title: what stands over it.
        file_name: the file's name that is offered, with its ending.
        text: its words.
        page: the same as a page to print, in HTML; None where there is none.
    """

    title: Callable[[], str]
    file_name: Callable[[], str]
    text: Callable[[], str]
    page: Callable[[], str] | None = None


class SheetViewer(Dialog[None]):
    """A sheet as it goes onto paper or into the group chat."""

    DEFAULT_CSS = """
    SheetViewer .box { width: 98%; max-width: 92; height: auto; max-height: 96%; }
    SheetViewer #sheet-room { height: auto; }
    SheetViewer #sheet-text { height: auto; }
    SheetViewer #sheet-note { height: auto; margin-top: 1; color: $warning; }
    """
    BINDINGS = bindings(SHEET)

    def __init__(self, shown: Sheet) -> None:
        super().__init__()
        self._sheet = shown

    def compose(self) -> ComposeResult:
        with Container(classes="box"):
            with VerticalScroll(id="sheet-room"):
                yield Static("", id="sheet-text", markup=False)
            yield Static("", id="sheet-note", markup=False)
            yield Static("", classes="foot", markup=False)

    def on_mount(self) -> None:
        self.renew()
        self.query_one("#sheet-room").focus()
        super().on_mount()

    def renew(self) -> None:
        """Make the sheet anew of what is on file now."""
        if not self.is_open:
            return
        self.query_one(".box").border_title = titled(self._sheet.title())
        self.put("#sheet-text", self._sheet.text())
        self.put(".foot", _("y: copy  p: to a file  ↑ ↓: look  esc: back"))

    def on_resize(self, _event: events.Resize) -> None:
        self.fit()

    def fit(self) -> None:
        self.give_way(self.query_one("#sheet-room"), _MOST, _LEAST)

    def action_copy(self) -> None:
        """Put the words where they can be pasted, also through a terminal that is far away."""
        self.app.copy_to_clipboard(self._sheet.text())
        self.put("#sheet-note", _("Copied. Where pasting gives nothing, p writes a file."))

    def action_paper(self) -> None:
        """Write the sheet to a file."""
        self.desk.open_dialog(SheetPaper(self._sheet))

    def relabel(self) -> None:
        self.renew()


class SheetPaper(PaperDialog):
    """A sheet on its way to a file."""

    name_of_folder = "supply-sheet"
    endings = frozenset({".txt", ".html"})

    def __init__(self, shown: Sheet) -> None:
        super().__init__()
        self._sheet = shown

    def heading(self) -> str:
        return self._sheet.title()

    def file_name(self) -> str:
        return self._sheet.file_name()

    def shown(self) -> str:
        return self._sheet.text()

    def written(self, ending: str) -> str:
        as_page = self._sheet.page is not None and ending in (".html", ".htm")
        return self._sheet.page() if as_page and self._sheet.page else self._sheet.text()

    def keys(self) -> str:
        if self._sheet.page is None:
            return _("enter: write it   ↑ ↓: look   esc: back")
        return _("enter: write it   .html: a page to print   ↑ ↓: look   esc: back")
