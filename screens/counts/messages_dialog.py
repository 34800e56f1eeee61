"""Messages about counts at the desk: for the supplier, for residents; read and copied."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from data.counts import queries
from data.supplies.queries import delivery
from screens.counts.messages import To, message, to
from screens.i18n import _
from screens.keys import bindings
from screens.keys.supplies import COUNT_MESSAGE
from screens.kit.dialog import Dialog
from screens.kit.titles import titled
from screens.kit.values import headed


class CountMessages(Dialog[None]):
    """What is written about the counts of a gate, or of all gates.

    Args:
        delivery_no: whose counts.
        drop_no: the gate it is about at first.
    """

    DEFAULT_CSS = """
    CountMessages .box { height: auto; max-height: 96%; }
    CountMessages #message-room { height: auto; max-height: 20; }
    CountMessages.-narrow #message-room { max-height: 13; }
    CountMessages #message-text { height: auto; }
    CountMessages #message-note { height: auto; margin-top: 1; color: $warning; }
    """
    BINDINGS = bindings(COUNT_MESSAGE)

    def __init__(self, delivery_no: int, drop_no: int) -> None:
        super().__init__()
        self._delivery_no, self._drop_no = delivery_no, drop_no
        self._to = To.SUPPLIER
        self._all = False

    def compose(self) -> ComposeResult:
        with Container(classes="box"):
            with VerticalScroll(id="message-room"):
                yield Static("", id="message-text", markup=False)
            yield Static("", id="message-note", markup=False)
            yield Static("", classes="foot", markup=False)

    def on_mount(self) -> None:
        self.renew()
        self.query_one("#message-room").focus()
        super().on_mount()

    def renew(self) -> None:
        """Read what was counted again."""
        if not self.is_open:
            return
        self.query_one(".box").border_title = titled(headed(_("Message"), to(self._to)))
        self.put("#message-text", self.words())
        self.put(".foot", _("y: copy  v: for residents or the supplier  *: all gates  esc: back"))

    def words(self) -> str:
        """The message."""
        with self.desk.store.read() as conn:
            lines = queries.figures(conn, self._delivery_no)
            view = delivery(conn, self._delivery_no)
        here = [one for one in lines if self._all or one.drop_no == self._drop_no]
        return message(self._to, view, here, self.desk.store.now())

    def action_turn(self) -> None:
        """The message for the others."""
        self._to = To.RESIDENTS if self._to is To.SUPPLIER else To.SUPPLIER
        self.put("#message-note", "")
        self.renew()

    def action_mark_all(self) -> None:
        """About all gates, or about this one alone."""
        self._all = not self._all
        self.put("#message-note", "")
        self.renew()

    def action_copy(self) -> None:
        """Put it where it can be pasted, also through a terminal that is far away."""
        self.app.copy_to_clipboard(self.words())
        self.put(
            "#message-note", _("Copied. Where pasting gives nothing, count --message prints it.")
        )

    def relabel(self) -> None:
        self.renew()
