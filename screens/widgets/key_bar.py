"""The bottom line: at most five keys that are valid now, then `?`."""

from __future__ import annotations

from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget

from screens.i18n import _
from screens.keys import shown

_MOST = 5


class KeyBar(Widget):
    """Keys of what has focus; each can be clicked."""

    DEFAULT_CSS = "KeyBar { height: 1; width: 1fr; background: $panel; color: $foreground; }"

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._renew)

    def _renew(self, screen: Screen[object]) -> None:
        if self.is_attached and screen is self.screen:
            self.refresh()

    def render(self) -> Content:
        parts: list[Content] = []
        for active in self.screen.active_bindings.values():
            binding = active.binding
            if not binding.show or not active.enabled:
                continue
            click = Style.from_meta({"@click": f"app.press('{binding.key.split(',')[0]}')"})
            parts.append(Content.styled(f" {shown(binding)}", Style.parse("bold $accent") + click))
            parts.append(Content.styled(f" {_(binding.description)} ", click))
            if len(parts) >= 2 * _MOST:
                break
        help_click = Style.from_meta({"@click": "app.help"})
        parts.append(Content.styled(" ?", Style.parse("bold $accent") + help_click))
        parts.append(Content.styled(f" {_('help')}", help_click))
        return Content.assemble(*parts)
