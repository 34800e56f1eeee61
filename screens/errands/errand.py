"""One errand: its lines, who runs it, the sheet for the runner, what came of it."""

from __future__ import annotations

from functools import partial

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from data.errands import commands as errand_commands
from data.errands import queries as errands
from data.errands import results as errand_results
from data.work import kinds
from models.duties import Work
from models.errands import Done, ErrandState, ErrandView, LineRow
from models.errands.rules import waiting_in
from models.text import one_line
from screens.duties.assign import Assign
from screens.errands import form as forms
from screens.errands import words
from screens.errands.listing import LINE as LISTED
from screens.i18n import _, ngettext
from screens.keys import bindings
from screens.keys.requests import ERRAND
from screens.kit import masks
from screens.kit.choose import choose_act
from screens.kit.columns import View, cut, readable_columns, share_out
from screens.kit.dialog import Dialog
from screens.kit.form import FormDialog
from screens.kit.key_bar import KeyBar
from screens.kit.list_dialog import refill
from screens.kit.readable import ReadableList
from screens.kit.record import blank
from screens.kit.record_form import RecordForm
from screens.kit.refusable import tell_unreadable
from screens.kit.titles import titled
from screens.kit.values import beside, joined

_WAY = RecordForm(
    name="errand-way",
    read=forms.read_errand,
    record=forms.errand_record,
    change=errand_commands.change_errand,
    changed=lambda no, _edit: _("Errand {no} changed.").format(no=no),
)


class ErrandSheet(Dialog[None]):
    """One errand, its acts at hand.

    Args:
        no: its number.
    """

    DEFAULT_CSS = """
    ErrandSheet .sheet { width: 100%; max-width: 140; height: 100%; }
    ErrandSheet #errand-head { height: auto; }
    ErrandSheet #errand-columns { height: 1; background: $panel; text-style: bold; }
    ErrandSheet #errand-lines { height: 1fr; border: none; padding: 0; background: $surface; }
    """
    BINDINGS = bindings(ERRAND)

    def __init__(self, no: int) -> None:
        super().__init__()
        self._no = no
        self._view: ErrandView | None = None

    def compose(self) -> ComposeResult:
        with Container(classes="sheet"):
            yield Static("", id="errand-head", markup=False)
            yield Static("", id="errand-columns", markup=False)
            yield ReadableList(id="errand-lines", markup=False)
            yield KeyBar()

    def on_mount(self) -> None:
        self.renew()
        self.query_one(OptionList).focus()
        super().on_mount()

    def on_resize(self, _event: events.Resize) -> None:
        """Columns fit the width there is."""
        self._show()

    # -- what is shown -----------------------------------------------------------------------

    def renew(self) -> None:
        """Read the errand again; leave when its making was taken back."""
        with self.desk.store.read() as conn:
            if all(row.no != self._no for row in errands.errands(conn)):
                self.dismiss(None)
                return
            self._view = errands.view(conn, self._no)
        self._show()

    def _show(self) -> None:
        view = self._view
        if view is None:
            return
        now, masked = self.desk.store.now(), self.desk.masked
        what = masks.text(view.row.medicine, masked)
        title = _("Errand {no}").format(no=self._no)
        self.query_one(".sheet").border_title = titled(f"{title} {what}")
        self.query_one("#errand-head", Static).update(self._head(view))
        told_columns = readable_columns(LISTED.columns, partial(tell_unreadable, self))
        shares = share_out(told_columns, max(20, self.size.width - 6))
        heads = (cut(_(column.title), cells, column.right) for column, cells in shares)
        self.query_one("#errand-columns", Static).update(" ".join(heads))
        listed = self.query_one(OptionList)
        shown = View(masked, now)

        def told(line: LineRow) -> Content:
            texts = (
                cut(one_line(column.text(line, shown)), cells, column.right)
                for column, cells in shares
            )
            return Content(" ".join(texts))

        refill(listed, [Option(told(line)) for line in view.lines])
        self.refresh_bindings()

    def _head(self, view: ErrandView) -> Content:
        row = view.row
        runner = joined(row.runners) or _("nobody runs it yet")
        households = ngettext("{count} household", "{count} households", row.households)
        told = households.format(count=row.households)
        now = self.desk.store.now()
        way = words.way(row, now)
        head = Content(beside(way, runner, told, words.progress(row, now), gap=" · "))
        return Content("\n").join([head, Content(row.note)]) if row.note else head

    def _chosen(self) -> LineRow | None:
        at = self.query_one(OptionList).highlighted
        lines = self._view.lines if self._view is not None else ()
        return lines[at] if at is not None and at < len(lines) else None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An errand that came back or was called off is not run, added to or told of again."""
        over = self._view is not None and self._view.row.state != ErrandState.OPEN
        if over and action in ("results", "assign", "way", "take_out", "call_off"):
            return False
        return super().check_action(action, parameters)

    # -- acts --------------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def _opened(self) -> None:
        self.action_edit()

    def action_edit(self) -> None:
        """Change the line under the cursor."""
        line = self._chosen()
        if line is None:
            return
        no, position = self._no, line.position
        self.desk.open_dialog(
            FormDialog(
                partial(self.desk.store.ask, forms.line_record, no, position),
                forms.LINE,
                forms.read_line,
                lambda edit: self.desk.perform(
                    lambda step: errand_commands.change_line(
                        step, no, position, edit.version, edit.given
                    ),
                    lambda _done: _("Line {line} changed.").format(line=position),
                ),
                f"errand-{no}-line-{position}",
            )
        )

    def action_way(self) -> None:
        """Change where it goes and when."""
        _WAY.edit(self.desk, forms.ERRAND, self._no)

    def action_results(self) -> None:
        """Type what came of it, exceptions only."""
        assert self._view is not None
        no, waiting = self._no, waiting_in(self._view.lines)
        runners = self._view.row.runners
        title = _("What came of errand {no}? {count} lines wait; all were brought but:").format(
            no=no, count=len(waiting)
        )
        self.desk.open_dialog(
            FormDialog(
                blank(lambda: title, {"told": "no"}),
                forms.result_fields(waiting),
                partial(forms.read_results, waiting, runners),
                lambda edit: self.desk.perform(
                    lambda step: errand_results.record_results(step, no, edit.given),
                    _results_words,
                ),
                f"errand-{no}",
            )
        )

    def action_assign(self) -> None:
        """Give the errand to somebody."""
        self.desk.open_dialog(Assign(lambda store: store.ask(kinds.one, Work.ERRAND, self._no)))

    def action_paper(self) -> None:
        """Show the runner's sheet."""
        from screens.errands.paper_dialog import Paper

        assert self._view is not None
        self.desk.open_dialog(Paper(self._view))

    def action_take_out(self) -> None:
        """Take the line under the cursor out."""
        line = self._chosen()
        if line is not None:
            self.run_worker(
                self.desk.perform(
                    lambda step: errand_commands.remove_line(step, self._no, line.position),
                    lambda no: _("Request {no} waits on no errand for this any more.").format(
                        no=no
                    ),
                )
            )

    def action_call_off(self) -> None:
        """Call the errand off, once that was said twice."""

        def said(count: int) -> str:
            return ngettext(
                "Errand {no} is called off; {count} request waits again.",
                "Errand {no} is called off; {count} requests wait again.",
                count,
            ).format(no=self._no, count=count)

        choose_act(
            self.desk,
            lambda: _("Call errand {no} off?").format(no=self._no),
            [
                (
                    lambda: _("nobody goes"),
                    lambda: self.desk.perform(
                        lambda step: errand_commands.call_off_errand(step, self._no), said
                    ),
                )
            ],
        )

    def action_go(self) -> None:
        """Go to the request of the line under the cursor."""
        line = self._chosen()
        if line is not None:
            self.desk.show_record("requests", line.request_no)


def _results_words(done: Done) -> str:
    told = _(
        "{brought} brought, {missing} not; requests resolved: {closed}, updates owed: {call_backs}."
    ).format(**done._asdict())
    if not done.lives:
        return told
    life = ngettext(
        "{lives} life-safety request goes on: its sheet (!) ends it.",
        "{lives} life-safety requests go on: their sheets (!) end them.",
        done.lives,
    )
    return f"{told} ⚠ {life.format(lives=done.lives)}"
