"""The driver's sheet at the desk: read, copied for a message, written to a file."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from screens.drivers import sheet
from screens.drivers.run_commands import told
from screens.i18n import _
from screens.keys import bindings
from screens.keys.supplies import DRIVER_SHEET
from screens.kit.dialog import Dialog
from screens.kit.paper import PaperDialog
from screens.kit.titles import titled


class DriverSheet(Dialog[None]):
    """Gates in order for the driver, or what the guards are told.

    Args:
        delivery_no: the delivery.
    """

    DEFAULT_CSS = """
    DriverSheet .box { height: auto; max-height: 96%; }
    DriverSheet #sheet-room { height: auto; max-height: 32; }
    DriverSheet.-narrow #sheet-room { max-height: 17; }
    DriverSheet #sheet-text { height: auto; }
    """
    BINDINGS = bindings(DRIVER_SHEET)

    def __init__(self, delivery_no: int) -> None:
        super().__init__()
        self._no = delivery_no
        self._guards = False

    def compose(self) -> ComposeResult:
        with Container(classes="box"):
            with VerticalScroll(id="sheet-room"):
                yield Static("", id="sheet-text", markup=False)
            yield Static("", classes="foot", markup=False)

    def on_mount(self) -> None:
        self.renew()
        self.query_one("#sheet-room").focus()
        super().on_mount()

    def heading(self) -> str:
        """What stands over it."""
        return _("For the guards") if self._guards else _("For the driver")

    def words(self) -> str:
        """The sheet as it is now."""
        run = self.desk.store.ask(told, self._no)
        write = sheet.for_guards if self._guards else sheet.for_driver
        return write(run, hide=self.desk.masked)

    def renew(self) -> None:
        """Read the run again."""
        self.query_one(".box").border_title = titled(self.heading())
        self.put("#sheet-text", self.words())
        self.put(".foot", _("y: copy  p: to a file  v: for the guards, or the driver  esc: back"))

    def relabel(self) -> None:
        self.renew()

    def action_turn(self) -> None:
        """Show the other sheet."""
        self._guards = not self._guards
        self.renew()

    def action_copy(self) -> None:
        """Put the words where they can be pasted."""
        self.app.copy_to_clipboard(self.words())
        self.put(".foot", _("Copied. Where pasting gives nothing, p writes a file."))

    def action_paper(self) -> None:
        """Write the sheet to a file."""
        self.desk.open_dialog(_Paper(self.heading(), self.words(), self._no))

    def action_roll(self, columns: int, rows: int) -> None:
        """Move the sheet under the frame."""
        self.query_one("#sheet-room").scroll_relative(columns, rows, animate=False)


class _Paper(PaperDialog):
    """The sheet on its way to a file."""

    name_of_folder = "driver-sheet"
    endings = frozenset({".txt", ".md"})

    def __init__(self, heading: str, text: str, no: int) -> None:
        super().__init__()
        self._heading, self._text, self._no = heading, text, no

    def heading(self) -> str:
        return self._heading

    def file_name(self) -> str:
        return _("delivery-{no}.txt").format(no=self._no)

    def shown(self) -> str:
        return self._text

    def written(self, ending: str) -> str:
        del ending
        return self._text

    def keys(self) -> str:
        return _("enter: write it   ↑ ↓: look   esc: back")
