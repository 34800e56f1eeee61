"""The bottom line: at most five keys that are valid now, each of them whole, then `?`."""

from __future__ import annotations

from textual import events
from textual.app import App
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from screens.i18n import _
from screens.keys import as_declared, offered, shown
from screens.kit.refusable import Refusable, blank_where_it_fails

_MOST = 5


class KeyBar(Refusable, Widget):
    """Keys of what has focus, the screen's own before the desk's; each can be clicked."""

    DEFAULT_CSS = "KeyBar { height: 1; width: 1fr; background: $panel; color: $foreground; }"

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._renew)

    def _renew(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            self.refresh()

    @blank_where_it_fails(lambda _bar: Content(""))
    def render(self) -> Content:
        active = [a for a in offered(self.screen) if a.binding.show]
        own = getattr(self.app, "own_keys", None)
        if own is not None and own.keymap:
            active = as_declared(active)
        active.sort(key=lambda a: isinstance(a.node, App))
        keys = [
            _key(shown(one.binding), f"{_(one.binding.description)} ", one.binding.key)
            for one in active[:_MOST]
        ]
        help_key = _key("?", _("help"), "question_mark")
        while keys and sum(key.cell_length for key in (*keys, help_key)) > self.size.width:
            keys.pop()
        return Content.assemble(*keys, help_key)

    def on_click(self, event: events.Click) -> None:
        """A click does what the key does."""
        key = event.style.meta.get("press")
        if isinstance(key, str):
            self.app.simulate_key(key)


def _key(name: str, words: str, pressed: str) -> Content:
    """A key with what it does, and what a click on either presses."""
    press = Style.from_meta({"press": pressed})
    named = Content.styled(f" {name}", "bold $accent").stylize(press)
    return Content.assemble(named, Content.styled(f" {words}", press))
