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
from screens.kit.lookout import Standing
from screens.kit.refusable import Refusable
from screens.subjects import PLACES, face_of

_WIDE = 112
"""Cells from which the F-keys, the names and the date fit too."""

_NAME = (16, 8, 4)
"""Cells of the name of who sits at the desk: where there is room, and where there is less."""


class TopBar(Refusable, Widget):
    """One line; each place in it can be clicked."""

    DEFAULT_CSS = "TopBar { height: 1; width: 1fr; background: $panel; color: $foreground; }"

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = face_of(place)
        self.badges: Badges | None = None
        self.moment: datetime | None = None
        self.standing: Standing | None = None

    def show(self, badges: Badges, moment: datetime, standing: Standing | None) -> None:
        """Show new counts and the time.

        Args:
            standing: what is to be said of the file that is worked on.
        """
        shown = (self.badges, _minute(self.moment), self.standing)
        if (badges, _minute(moment), standing) != shown:
            self.badges, self.moment, self.standing = badges, moment, standing
            self.refresh()

    def render(self) -> Content:
        wide = self.size.width >= _WIDE
        left, gap, right = Content(""), 1, Content("")
        for left, right in self._sides(wide):
            gap = self.size.width - left.cell_length - right.cell_length
            if gap >= 1:
                break
        return Content.assemble(left, " " * gap, right)

    def _sides(self, wide: bool) -> Iterator[tuple[Content, Content]]:
        """What stands at both ends, each pair shorter than the one before: the places stand closer,
        then the name is cut, before who sits at the desk goes unsaid."""
        places, close = self._places(wide), self._places(wide, close=True)
        if self.badges is not None and self.badges.at_desk:
            for cells in _NAME:
                named = [*self._named_rights(self.badges, wide, cells)]
                yield from ((left, right) for left in (places, close) for right in named)
        yield from ((places, right) for right in self._rights(wide))

    def _places(self, wide: bool, *, close: bool = False) -> Content:
        """All places; behind none but the one shown a blank where they stand close."""
        shown = (self._place(p.name, p.keys, p.label, wide, close) for p in PLACES)
        return Content.assemble(*shown)

    def _place(self, name: str, keys: str, label: str, wide: bool, close: bool) -> Content:
        fkey, digit = keys.split(",")
        text = f" {fkey.upper() if wide else digit} {_(label)}"
        count = getattr(self.badges, name, 0) if self.badges else 0
        here = name == self.place
        click = Style.from_meta({"place": name})
        base = Style.parse("bold reverse") + click if here else click
        parts = [Content.styled(text, base)]
        if count:
            parts.append(Content.styled(f" {count}", Style.parse("bold $error") + base))
        if here or not close:
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
        stands = self._stands(wide)
        here = self.moment.astimezone(LOCAL)
        duty = f"{self.badges.on_duty}/{self.badges.staff}"
        clock = Content.styled(f"{here:%H:%M} ", "bold")
        if wide:
            told = _("on duty {count}").format(count=duty)
            name = cut(self.badges.in_charge or self.badges.neighbourhood, 16).rstrip()
            yield Content.assemble(stands or f"{name}  ", told, f"  {here:%m-%d} ", clock)
        else:
            told = _("on {count}").format(count=duty)
            yield Content.assemble(stands, told, "  ", clock)
        yield Content.assemble(stands, duty, " ", clock)
        yield stands or clock
        yield Content.styled(stands.plain.strip(), "bold $warning")
        yield Content("")

    def _named_rights(self, badges: Badges, wide: bool, cells: int) -> Iterator[Content]:
        """What stands at the right with who sits at the desk, each shorter than the one before.

        Args:
            cells: the most of the name.
        """
        assert self.moment is not None
        stands, here = self._stands(wide), self.moment.astimezone(LOCAL)
        duty = f"{badges.on_duty}/{badges.staff}"
        clock = Content.styled(f"{here:%H:%M} ", "bold")
        name = cut(badges.at_desk, cells).rstrip()
        told = _("{name} at the desk").format(name=name)
        if wide:
            on_duty = _("on duty {count}").format(count=duty)
            yield Content.assemble(stands, told, "  ", on_duty, f"  {here:%m-%d} ", clock)
        on_duty = _("on {count}").format(count=duty)
        yield Content.assemble(stands, told, "  ", on_duty, "  ", clock)
        yield Content.assemble(stands, name, "  ", on_duty, "  ", clock)
        yield Content.assemble(stands, name, " ", duty, " ", clock)
        yield Content.assemble(stands, name, " ", clock)

    def _stands(self, wide: bool) -> Content:
        """What is said of the file all the time, in the place of the name."""
        if self.standing is None:
            return Content("")
        words = self.standing.long if wide else self.standing.short
        told = Content.styled(f" {words} ", "bold $text-warning on $warning-muted")
        return Content.assemble(told, " ")


def _minute(moment: datetime | None) -> str:
    return "" if moment is None else f"{moment:%d%H%M}"
