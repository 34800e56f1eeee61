"""Errands at the desk: what waits for medicine, grouped; the errands there are; making one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.content import Content
from textual.widgets import OptionList

from data.errands import commands as errand_commands
from data.errands import queries as errands
from models.errands import ErrandInput, ErrandRow, ErrandState, Group
from models.errands.rules import groups
from models.problems import Problem, Refused
from models.requests import RequestState
from screens.errands import form as forms
from screens.errands import words
from screens.i18n import _, ngettext
from screens.kit import masks
from screens.kit.choose import Act, choose_act
from screens.kit.form import FormDialog
from screens.kit.list_dialog import ListDialog
from screens.kit.list_place import ListPlace
from screens.kit.record import Edit, blank
from screens.requests.facts import rows_now
from screens.sentences import say

if TYPE_CHECKING:
    from screens.kit.desk import Desk

_NAMED = 8
"""Requests named in a group's line."""


class Errands(ListDialog[Group | ErrandRow]):
    """What waits for medicine, and the errands."""

    DEFAULT_CSS = """
    Errands .listed > .option-list--option-disabled { color: $accent; text-style: bold; }
    """
    list_id = "errands-list"

    def heading(self) -> str:
        return _("Errands")

    def foot(self) -> str:
        if any(row is not None for row in self._rows):
            return _("enter: make an errand, or open it   esc: back")
        return _("In Requests, space marks and E makes an errand of those marked.   esc: back")

    def lines(self) -> Iterator[tuple[Content, Group | ErrandRow | None]]:
        now, masked = self.desk.store.now(), self.desk.masked
        with self.desk.store.read() as conn:
            made = groups(errands.asked(conn))
            rows = errands.errands(conn)
        if made:
            yield Content(_("waiting for medicine, on no errand yet")), None
        for group in made:
            yield _group_line(group, masked), group
        if rows:
            yield Content(_("Errands")), None
        for row in rows:
            done = "dim" if row.state == ErrandState.DONE else ""
            said = Content.styled(words.brief(row, now, masked), done)
            yield Content.assemble(Content.styled(f"  {row.no:>3}  ", "dim"), said), row
        if not made and not rows:
            yield Content(_("Nobody waits for medicine.")), None

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        row = self._rows[event.option_index]
        if isinstance(row, Group):
            make_errand(self.desk, row.requests)
        elif row is not None:
            open_errand(self.desk, row.no)


def _group_line(group: Group, masked: bool) -> Content:
    count = len(group.requests)
    told = ngettext("{count} request", "{count} requests", count).format(count=count)
    numbers = " ".join(f"#{no}" for no in group.requests[:_NAMED])
    return Content.assemble(
        Content.styled(f"  {masks.text(group.medicine, masked) or _('which?')}", "bold"),
        Content(f"  {told}  "),
        Content.styled(numbers + (" …" if count > _NAMED else ""), "dim"),
    )


def open_errands(desk: Desk) -> None:
    """Make an errand of the requests marked in the queue; without marks, show the errands."""
    here = desk.here
    if isinstance(here, ListPlace) and here.place == "requests" and here.records.marks:
        make_errand(desk, here.marked(), here.records.clear_marks)
    else:
        desk.open_dialog(Errands())


def open_errand(desk: Desk, no: int) -> None:
    """Open one errand."""
    from screens.errands.errand import ErrandSheet

    desk.open_dialog(ErrandSheet(no))


def make_errand(
    desk: Desk, requests: Sequence[int], done: Callable[[], None] = lambda: None
) -> None:
    """Make an errand of requests, or put them on one that has not come back yet.

    Args:
        done: called once they are on one.
    """
    meant = rows_now(desk.store, requests)
    rows = [row for row in desk.store.ask(errands.errands) if row.state == ErrandState.OPEN]
    over = next((row.no for row in meant if row.state != RequestState.OPEN), None)
    if over is not None and desk.here is not None:
        # Told before anything is typed, while the marks can still be changed.
        desk.here.say(say(Problem("request_not_open", {"no": over})), wrong=True)
        return
    if not rows:
        _ask_way(desk, requests, done)
        return

    def new() -> str:
        told = ngettext(
            "a new errand of {count} request", "a new errand of {count} requests", len(requests)
        )
        return told.format(count=len(requests))

    def join(row: ErrandRow) -> Act:
        return (
            lambda: f"{row.no}  {words.brief(row, desk.store.now(), desk.masked)}",
            lambda: _join(desk, row.no, requests, done),
        )

    acts = [(new, lambda: _ask_way(desk, requests, done)), *map(join, rows)]
    choose_act(desk, lambda: _("On which errand?"), acts)


async def _join(desk: Desk, no: int, requests: Sequence[int], done: Callable[[], None]) -> None:
    lines = await desk.perform(
        lambda step: errand_commands.add_requests(step, no, requests),
        lambda lines: ngettext(
            "{count} line more on errand {no}.", "{count} lines more on errand {no}.", lines
        ).format(count=lines, no=no),
    )
    if not isinstance(lines, Refused):
        done()
        open_errand(desk, no)


def _ask_way(desk: Desk, requests: Sequence[int], done: Callable[[], None]) -> None:
    now = desk.store.now()
    made: list[int] = []

    async def save(edit: Edit[ErrandInput]) -> object:
        done = await desk.perform(
            lambda step: errand_commands.add_errand(step, requests, edit.given),
            partial(_made_words, len(requests)),
        )
        if not isinstance(done, Refused):
            made.append(done)
        return done

    def made_it(saved: bool | None) -> None:
        if saved:
            done()
            open_errand(desk, made[-1])

    count = len(requests)
    title = ngettext("An errand for {n} request", "An errand for {n} requests", count)
    stood = blank(lambda: title.format(n=count), forms.blank_errand(now))
    form = FormDialog(stood, forms.ERRAND, forms.read_errand, save, "errand-new")
    desk.open_dialog(form, made_it)


def _made_words(count: int, no: int) -> str:
    return _("Errand {no} made of {count}; a gives it to somebody.").format(no=no, count=count)
