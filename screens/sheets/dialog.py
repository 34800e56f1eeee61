"""Duty sheets at the desk: read, copied for the group chat, written to a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from data.sheets.queries import sheets
from models.problems import Refused
from models.sheets import DutySheet
from models.sheets.rules import for_volunteers
from models.times import duty_day
from screens.i18n import _, ngettext
from screens.keys import bindings
from screens.keys.papers import DUTY_SHEET
from screens.kit.dialog import Dialog
from screens.kit.paper import PaperDialog
from screens.kit.titles import titled
from screens.sheets import words


class DutySheets(Dialog[None]):
    """The sheets of a day, as they go to the group chat.

    Args:
        person_nos: whose; None for everybody who has a duty.
    """

    DEFAULT_CSS = """
    DutySheets .box { height: auto; max-height: 96%; }
    DutySheets #sheets-room { height: auto; max-height: 32; }
    DutySheets.-narrow #sheets-room { max-height: 15; }
    DutySheets #sheets-text { height: auto; }
    DutySheets #sheets-note { height: auto; margin-top: 1; color: $warning; }
    """
    BINDINGS = bindings(DUTY_SHEET)

    def __init__(self, person_nos: Sequence[int] | None) -> None:
        super().__init__()
        self._asked = person_nos
        self._people = person_nos
        self._hide = False
        self._day: date | None = None
        self._sheets: list[DutySheet] = []

    def compose(self) -> ComposeResult:
        with Container(classes="box"):
            with VerticalScroll(id="sheets-room"):
                yield Static("", id="sheets-text", markup=False)
            yield Static("", id="sheets-note", markup=False)
            yield Static("", classes="foot", markup=False)

    def on_mount(self) -> None:
        self.renew()
        self.query_one("#sheets-room").focus()
        super().on_mount()

    @property
    def day(self) -> date:
        """The duty day shown; at first the one that runs."""
        return self._day or duty_day(self.desk.store.now())

    @property
    def hidden(self) -> bool:
        """Whether numbers and health facts are left out whoever reads it."""
        return self._hide or self.desk.masked

    def renew(self) -> None:
        """Read the day again."""
        with self.desk.store.read() as conn:
            self._sheets = sheets(conn, self.day, self._people)
        self.query_one(".box").border_title = titled(_("Duty sheets"))
        self.put("#sheets-text", self.words())
        self.put("#sheets-note", self._note())
        self.put(".foot", _("y: copy  p: to a file  ← →: day  v: everybody  m: mask  esc: back"))

    def words(self) -> str:
        """The words for the group chat."""
        return words.chat(self._sheets, self.day, hide=self.hidden)

    def _note(self) -> str:
        if self.hidden:
            return _("Without numbers and health facts.")
        if any(map(for_volunteers, self._sheets)):
            return _("A volunteer reads it: without numbers and health facts.")
        return ""

    def action_day(self, by: int) -> None:
        """Show the day before, or the next."""
        self._turn(self.day + timedelta(days=by), self._people)

    def action_everybody(self) -> None:
        """Show everybody who has a duty, or those asked for again."""
        self._turn(self._day, None if self._people is not None else self._asked)

    def _turn(self, day: date | None, people: Sequence[int] | None) -> None:
        """Show other sheets; where they cannot be read, those that are shown stay."""
        before = self._day, self._people
        self._day, self._people = day, people
        try:
            self.renew()
        except Refused:
            self._day, self._people = before
            raise

    def action_hide(self) -> None:
        """Leave out numbers and health facts, or tell them again."""
        self._hide = not self._hide
        self.renew()

    def action_copy(self) -> None:
        """Put the words where they can be pasted, also through a terminal that is far away."""
        self.app.copy_to_clipboard(self.words())
        self.put("#sheets-note", _("Copied. Where pasting gives nothing, p writes a file."))

    def action_paper(self) -> None:
        """Write the sheets to a file."""
        self.desk.open_dialog(DutyPaper(self._sheets, self.day, hide=self.hidden))

    def relabel(self) -> None:
        self.renew()


class DutyPaper(PaperDialog):
    """Sheets on their way to a file."""

    name_of_folder = "duty-sheet"
    endings = frozenset({".txt", ".md"})
    follows_mask = True

    def __init__(self, found: Sequence[DutySheet], day: date, *, hide: bool) -> None:
        super().__init__()
        self._sheets, self._day, self._hide = found, day, hide

    def heading(self) -> str:
        count = len(self._sheets)
        return ngettext("{count} duty sheet", "{count} duty sheets", count).format(count=count)

    def file_name(self) -> str:
        who = self._sheets[0].name if len(self._sheets) == 1 else _("all")
        safe = "".join(char if char.isalnum() else "-" for char in who)
        return _("duties-{day}-{who}.txt").format(day=f"{self._day:%m%d}", who=safe)

    def shown(self) -> str:
        return words.chat(self._sheets, self._day, hide=self._hide)

    def written(self, ending: str) -> str:
        write = words.page if ending == ".md" else words.chat
        return write(self._sheets, self._day, hide=self._hide)

    def keys(self) -> str:
        return _("enter: write it   .md: with boxes to tick   ↑ ↓: look   esc: back")
