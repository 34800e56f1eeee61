"""Help: the keys that work where one is, from the key registry, in the language spoken now; over
them what the status line had no room for."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import App, ComposeResult
from textual.containers import Container, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from models.listing.terms import Term
from models.listing.typed import called
from screens.i18n import _, language
from screens.keys import bindings, offered, shown
from screens.keys.dialogs import HELP_SHOWN
from screens.keys.meanings import MEANINGS
from screens.kit.detail import broken
from screens.kit.dialog import Dialog
from screens.kit.status_line import StatusLine
from screens.kit.titles import titled
from screens.subjects import PLACES

_KEYS = 8
"""Cells of the keys."""


class Help(Dialog[None]):
    """The keys of the screen beneath and of what has focus there.

    Args:
        beneath: the screen help was asked from.
    """

    BINDINGS = bindings(HELP_SHOWN)

    def __init__(self, beneath: Screen[object]) -> None:
        super().__init__()
        self._beneath = beneath

    def compose(self) -> ComposeResult:
        with Container(classes="box") as box:
            box.border_title = titled(_("Keys that work here"))
            with VerticalScroll(classes="fields"):
                yield Static(self._keys(), id="help-keys")
            yield Static(_("↑ ↓: more   esc: back"), classes="foot", markup=False)

    def _keys(self) -> Content:
        lines: list[Content] = [*self._cut(), self._places(), Content("")]
        described = [a for a in offered(self._beneath) if a.binding.tooltip]
        described.sort(key=lambda a: isinstance(a.node, App))
        for active in described:
            lines.append(_line(shown(active.binding), active.binding.tooltip))
        lines += self._terms()
        lines += [Content(""), Content.styled(_("All keys"), "bold"), Content("")]
        given = self.desk.own_keys.given
        lines += [_line(meaning.shown_with(given), meaning.words) for meaning in MEANINGS]
        return broken(Content("\n").join(lines), self.line_cells)

    def on_resize(self, _event: events.Resize) -> None:
        """Lines are broken for the width there is."""
        self.relabel()

    def _cut(self) -> list[Content]:
        """Whole what the status line beneath has no room for."""
        told = [line.message for line in self._beneath.query(StatusLine) if line.is_cut]
        return [line for words in told for line in (Content(words), Content(""))]

    def _terms(self) -> list[Content]:
        """What the list beneath can be filtered by, with the values there are."""
        terms: Sequence[Term] = getattr(self._beneath, "terms", tuple)()
        if not terms:
            return []
        latin = language() == "en"
        told = [
            Content.assemble(
                (f"{called(term.name, latin=latin)}: ", "bold $accent"),
                Content(" · ".join(value.words[0] for value in term.values)),
            )
            for term in terms
        ]
        said = _("In the filter; ! for all others, commas for any of them")
        return [Content(""), Content.styled(said, "bold"), Content(""), *told]

    def _places(self) -> Content:
        """The keys of the places; none is parted from its place at the end of a line."""
        line, lines = Content(""), []
        for place in PLACES:
            fkey, digit = place.keys.split(",")
            key = Content.styled(f"{fkey.upper()}/{digit} ", "bold $accent")
            part = key + Content(_(place.label) + "  ")
            if line.cell_length + part.cell_length > self.line_cells:
                lines.append(line)
                line = Content("")
            line += part
        return Content("\n").join([*lines, line])

    def relabel(self) -> None:
        self.query_one(".box").border_title = titled(_("Keys that work here"))
        self.query_one("#help-keys", Static).update(self._keys())
        self.query_one(".foot", Static).update(_("↑ ↓: more   esc: back"))


def _line(keys: str, words: str) -> Content:
    """Keys and what they are for, given as a msgid."""
    return Content.assemble((f"{keys:>{_KEYS}}  ", "bold $accent"), Content(_(words)))
