"""The sheet a runner carries: where, who, which medicine, card and money; no number, no illness."""

from __future__ import annotations

import csv
import io

from rich.cells import cell_len

from models.cells import inert
from models.errands import ErrandView, LineResult, LineRow
from models.errands.rules import written_money
from models.times import LOCAL, loaded
from screens.errands import words
from screens.i18n import _
from screens.kit.columns import aligned
from screens.kit.values import beside, joined

_TO_WRITE_ON = "____"


def heads() -> tuple[str, ...]:
    """What stands over the columns."""
    return (
        _("no"), _("where"), _("name"), _("which medicine"), _("brand, maker, strength"),
        _("how many"), _("card"), _("empty box"), _("money"), _("note"), _("result"),
    )  # fmt: skip


def cells(line: LineRow, masked: bool = False) -> tuple[str, ...]:
    """One line of the sheet; the result is left for the pen until it is known."""
    brand = beside(line.brand, words.described(line), gap=" ")
    hidden = "" if masked else brand
    return (
        str(line.position),
        words.address(line),
        line.name,
        words.medicine(line._replace(brand=""), masked),
        hidden,
        words.quantity(line),
        words.yes(line.card_taken),
        words.yes(line.box_taken),
        words.money(line),
        line.note,
        words.result(line) or _TO_WRITE_ON,
    )


def text(view: ErrandView, masked: bool = False) -> str:
    """The sheet as plain text: what it is, then a line for each medicine, columns aligned."""
    rows = [heads(), *(cells(line, masked) for line in view.lines)]
    body = [line.rstrip() for line in aligned(rows)]
    rule = "-" * max(cell_len(line) for line in body)
    return "\n".join([*_top(view), rule, body[0], rule, *body[1:], rule, _sum(view)]) + "\n"


def table(view: ErrandView) -> str:
    """The sheet as comma separated values that no spreadsheet takes for formulas."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads())
    for line in view.lines:
        row = cells(line)
        waits = line.result == LineResult.WAITING
        writer.writerow([inert(cell) for cell in (*row[:-1], "" if waits else row[-1])])
    return out.getvalue()


def _top(view: ErrandView) -> list[str]:
    row = view.row
    title = _("Errand {no}").format(no=row.no)
    leaves, returns = (loaded(at).astimezone(LOCAL) for at in (row.leaves_at, row.returns_at))
    when = f"{leaves:%Y-%m-%d %H:%M} – {returns:%m-%d %H:%M}"
    runner = joined(row.runners) or _TO_WRITE_ON * 2
    return [
        beside(title, row.place, when),
        _("runner: {who}").format(who=runner),
        *([row.note] if row.note else []),
    ]


def _sum(view: ErrandView) -> str:
    lines = view.lines
    return _(
        "{lines} lines, {households} households, {cards} cards, {boxes} boxes, {money} yuan"
    ).format(
        lines=len(lines),
        households=view.row.households,
        cards=sum(line.card_taken for line in lines),
        boxes=sum(line.box_taken for line in lines),
        money=written_money(sum(line.money for line in lines)) or 0,
    )
