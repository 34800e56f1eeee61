"""A desk of one place with nothing in it, for what is seen before there is anything else."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.widgets import Static

from screens.kit.place import Place
from screens.shell import Shell


class Bare(Place):
    """A place with nothing in it."""

    place = "today"

    def body(self) -> ComposeResult:
        yield Static("")

    def load(self) -> None:
        """Nothing to read."""


class BareDesk(Shell):
    """A desk of that one place."""

    MODES = {"today": Bare}
    CSS_PATH = str(Path(__file__).parents[2] / "screens/styles/desk.tcss")
