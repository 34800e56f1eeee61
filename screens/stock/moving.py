"""What moves in the store-room, by a line each: how many and who; counts with why they differ."""

from __future__ import annotations

from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from data.stock import commands, queries
from models.problems import Problem
from models.stock import CountReason, Leftover, MoveInput, MoveKind, StockRow, rules
from screens.i18n import N_, _
from screens.kit.choose import Act, choose_act, choose_from
from screens.kit.one_line import OneLine
from screens.kit.times import clock
from screens.kit.values import beside, headed, joined, so_many
from screens.stock import words
from screens.stock.typed import read_move

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence

    from data.step import Step
    from screens.kit.desk import Desk

_TITLES = {
    MoveKind.IN: N_("Bring in: {goods}"),
    MoveKind.OUT: N_("Give out: {goods}"),
    MoveKind.BACK: N_("Came back: {goods}"),
    MoveKind.COUNT: N_("Count: {goods}"),
    MoveKind.MADE: N_("Make kits: {goods}"),
}

_HINTS = {
    MoveKind.IN: N_("200, or with from whom: 200 subdistrict"),
    MoveKind.OUT: N_("how many, and to whom: 5 Lin"),
    MoveKind.BACK: N_("how many, and from whom: 2 Lin"),
    MoveKind.COUNT: N_("how many are there"),
    MoveKind.MADE: N_("how many kits"),
}


class _Line(OneLine):
    """One line of how many, and of who."""

    def _foot(self) -> str:
        return _("enter: save   esc: back")


def _ask(
    desk: Desk, row: StockRow, kind: MoveKind, submit: Callable[[str], Awaitable[object]]
) -> None:
    """Ask for a line about goods."""
    desk.open_dialog(
        _Line(
            lambda: _(_TITLES[kind]).format(goods=row.goods),
            lambda: _(_HINTS[kind]),
            submit,
            draft=f"stock-{kind}:{row.no}",
            about=lambda: _about(row, kind),
        )
    )


def _about(row: StockRow, kind: MoveKind) -> str:
    there = headed(_("there now"), words.there(row))
    if kind is MoveKind.MADE:
        most = _("enough for {count}").format(count=rules.can_be_made(row.parts))
        return beside(there, words.parts(row.parts), most)
    if kind is MoveKind.BACK:
        out = so_many(max(0, row.went_out - row.came_back), row.unit)
        return beside(there, headed(_("still out"), out))
    return beside(there, words.lasts(row.days_left), words.low(row))


def book(desk: Desk, row: StockRow, kind: MoveKind) -> None:
    """Bring goods in, give them out, take them back or make kits, by a line."""
    if kind is MoveKind.MADE and not row.parts:
        desk.tell(
            _("{goods} has no parts: e says what it is made of.").format(goods=row.goods),
            wrong=True,
            refused=True,
        )
        return

    async def submit(text: str) -> object:
        given = read_move(text, row)
        if isinstance(given, Problem):
            return given

        def move(step: Step) -> commands.Moved:
            if kind is MoveKind.MADE:
                return commands.make_kits(step, row.no, given.quantity)
            return commands.move_goods(step, row.no, kind, given)

        return await desk.perform(move, partial(words.done, kind))

    _ask(desk, row, kind, submit)


def count(desk: Desk, row: StockRow) -> None:
    """Count goods; where another figure is found than is on file, ask why."""

    async def submit(text: str) -> object:
        given = read_move(text, row, least=0)
        if isinstance(given, Problem):
            return given
        now = desk.store.ask(queries.one, row.no, desk.store.now())
        if given.quantity != now.balance:
            desk.call_later(_ask_why, desk, now, given)  # once this line is closed
            return None
        return await _counted(desk, row.no, given)

    _ask(desk, row, MoveKind.COUNT, submit)


async def _counted(desk: Desk, no: int, given: MoveInput) -> object:
    return await desk.perform(
        lambda step: commands.count_goods(step, no, given), partial(words.done, MoveKind.COUNT)
    )


def _ask_why(desk: Desk, row: StockRow, given: MoveInput) -> None:
    """Ask why another figure was counted than is on file, by a digit or in words."""

    def because(reason: CountReason) -> Act:
        told = given._replace(reason=reason.value)
        return partial(words.count_reason, reason), partial(_counted, desk, row.no, told)

    acts: list[Act] = [because(reason) for reason in CountReason]
    acts.append((lambda: _("in other words"), partial(_in_words, desk, row, given)))
    found = so_many(given.quantity, row.unit)
    choose_act(
        desk,
        lambda: _("{goods}: why is it another figure?").format(goods=row.goods),
        acts,
        lambda: _("{found} counted, {there} on file: {change}").format(
            found=found, there=words.there(row), change=f"{given.quantity - row.balance:+}"
        ),
    )


def _in_words(desk: Desk, row: StockRow, given: MoveInput) -> None:
    async def submit(text: str) -> object:
        if not text.strip():
            return Problem("field_empty", {}, "reason")
        return await _counted(desk, row.no, given._replace(reason=text))

    desk.open_dialog(
        _Line(
            lambda: _("{goods}: why is it another figure?").format(goods=row.goods),
            lambda: _("wet in the rain, returned to the subdistrict"),
            submit,
        )
    )


def leftovers(desk: Desk) -> None:
    """Let a delivery be chosen of which something is left over, and bring all of that in."""
    found = desk.store.ask(queries.leftovers)
    if not found:
        desk.tell(_("Nothing is left over of any delivery that has come."))
        return
    by_delivery = [list(group) for _no, group in groupby(found, lambda one: one.delivery_no)]
    now = desk.store.now()

    def said(over: Sequence[Leftover]) -> str:
        head = _("delivery {no}").format(no=over[0].delivery_no)
        goods = joined(map(words.over, over))
        return beside(head, clock(over[0].arrives_at, now), goods)

    choose_from(
        desk,
        lambda: _("Bring in what is left over of"),
        by_delivery,
        said,
        partial(_bring_left_over, desk),
    )


async def _bring_left_over(desk: Desk, over: Sequence[Leftover]) -> None:
    no = over[0].delivery_no
    await desk.perform(
        lambda step: commands.bring_left_over(step, no),
        lambda done: _("Brought in from delivery {no}: {goods}").format(
            no=no,
            goods=joined(f"{one.row.goods} {so_many(one.quantity, one.row.unit)}" for one in done),
        ),
    )
