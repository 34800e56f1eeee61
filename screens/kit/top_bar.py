"""The top line: the places with what is overdue in each, who is on duty, the clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from textual import events
from textual.content import Content
from textual.style import Style
from textual.widget import Widget

from data.today.badges import Badges
from models.times import LOCAL
from screens.i18n import _
from screens.kit.columns import cut
from screens.kit.refusable import Refusable
from screens.subjects import PLACES

_WIDE = 112
"""Cells from which the F-keys, the names and the date fit too."""


class TopBar(Refusable, Widget):
    """One line; each place in it can be clicked."""

    DEFAULT_CSS = "TopBar { height: 1; width: 1fr; background: $panel; color: $foreground; }"

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place
        self.badges: Badges | None = None
        self.moment: datetime | None = None
        self.scratch = False

    def show(self, badges: Badges, moment: datetime, scratch: bool) -> None:
        """Show new counts and the time.

        Args:
            scratch: whether the file that is worked on is a throw-away one.
        """
        shown = (self.badges, _minute(self.moment), self.scratch)
        if (badges, _minute(moment), scratch) != shown:
            self.badges, self.moment, self.scratch = badges, moment, scratch
            self.refresh()

    def render(self) -> Content:
        wide = self.size.width >= _WIDE
        left = Content.assemble(*(self._place(p.name, p.keys, p.label, wide) for p in PLACES))
        right, gap = Content(""), 1
        for right in self._rights(wide):
            gap = self.size.width - left.cell_length - right.cell_length
            if gap >= 1:
                break
        return Content.assemble(left, " " * gap, right)

    def _place(self, name: str, keys: str, label: str, wide: bool) -> Content:
        fkey, digit = keys.split(",")
        text = f" {fkey.upper() if wide else digit} {_(label)}"
        count = getattr(self.badges, name, 0) if self.badges else 0
        here = name == self.place
        click = Style.from_meta({"place": name})
        base = Style.parse("bold reverse") + click if here else click
        parts = [Content.styled(text, base)]
        if count:
            parts.append(Content.styled(f" {count}", Style.parse("bold $error") + base))
        parts.append(Content.styled(" ", base))
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """A click on a place shows it."""
        name = event.style.meta.get("place")
        if isinstance(name, str):
            self.run_worker(self.app.run_action(f"go_place('{name}')"))

    def _rights(self, wide: bool) -> Iterator[Content]:
        """What stands at the right, each shorter than the one before."""
        if self.badges is None or self.moment is None:
            yield Content("")
            return
        sample = self._sample(wide)
        here = self.moment.astimezone(LOCAL)
        duty = f"{self.badges.on_duty}/{self.badges.staff}"
        clock = Content.styled(f"{here:%H:%M} ", "bold")
        if wide:
            name = cut(self.badges.in_charge or self.badges.neighbourhood, 16).rstrip()
            told = _("on duty {count}").format(count=duty)
            yield Content.assemble(sample or f"{name}  ", told, f"  {here:%m-%d} ", clock)
        else:
            told = _("on {count}").format(count=duty)
            yield Content.assemble(sample, told, "  ", clock)
        yield Content.assemble(sample, duty, " ", clock)
        yield sample or clock
        yield Content.styled(sample.plain.strip(), "bold $warning")
        yield Content("")

    def _sample(self, wide: bool) -> Content:
        """On the throw-away copy this is said all the time, in the place of the name."""
        if not self.scratch:
            return Content("")
        words = _("SAMPLE: nothing here is kept") if wide else _("SAMPLE")
        told = Content.styled(f" {words} ", "bold $text-warning on $warning-muted")
        return Content.assemble(told, " ")


def _minute(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%d%H%M}"
