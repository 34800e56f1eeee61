"""The card: the detail of one record over its list, with the list's own acts at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, VerticalScroll
from textual.widgets import Static

from screens.dialogs.base import Dialog
from screens.keys import LIST, Key, bindings
from screens.widgets.key_bar import KeyBar

if TYPE_CHECKING:
    from screens.list_place import ListPlace

_HERE = ("edit", "chase", "done", "assign", "absent", "go")


def _for_card(key: Key) -> Key:
    return Key(f"place('{key.action}')", key.keys, key.label, key.tip, bar=True)


class Card(Dialog[None]):
    """A record's detail. Arrows scroll; the acts of its place work on it.

    Args:
        place: the list it was opened from.
        no: the record.
    """

    BINDINGS = [*bindings(_for_card(key) for key in LIST if key.action in _HERE)]

    def __init__(self, place: ListPlace, no: int) -> None:
        super().__init__()
        self._place = place
        self._no = no

    def compose(self) -> ComposeResult:
        with Container(classes="card"):
            with VerticalScroll(classes="card-body"):
                yield Static("", id="card-text")
            yield KeyBar()

    def on_mount(self) -> None:
        self.renew()
        super().on_mount()

    def renew(self) -> None:
        """Read the record again."""
        self.query_one("#card-text", Static).update(self._place.detail(self._no))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what the place offers."""
        if action == "place":
            name = str(parameters[0])
            return hasattr(self._place, f"action_{name}")
        return super().check_action(action, parameters)

    async def action_place(self, name: str) -> None:
        """Do an act of the place on this record."""
        if name == "go":
            self.dismiss(None)
        await self._place.do(name)

    def relabel(self) -> None:
        self.renew()
        self.query_one(KeyBar).refresh()
