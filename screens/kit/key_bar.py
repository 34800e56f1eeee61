"""The bottom line: at most five keys that are valid now, then `?`."""

from __future__ import annotations

from textual import events
from textual.app import App
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from screens.i18n import _
from screens.keys import offered, shown
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
        active.sort(key=lambda a: isinstance(a.node, App))
        parts: list[Content] = []
        for item in active[:_MOST]:
            press = Style.from_meta({"press": item.binding.key})
            parts.append(_key(shown(item.binding), press))
            parts.append(Content.styled(f" {_(item.binding.description)} ", press))
        press = Style.from_meta({"press": "question_mark"})
        parts.append(_key("?", press))
        parts.append(Content.styled(f" {_('help')}", press))
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """A click does what the key does."""
        key = event.style.meta.get("press")
        if isinstance(key, str):
            self.app.simulate_key(key)


def _key(name: str, press: Style) -> Content:
    return Content.styled(f" {name}", "bold $accent").stylize(press)
