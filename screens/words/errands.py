"""Errands in words: states, lines as cells, what is said of one in its detail."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from models.errands import ErrandRow, ErrandState, LineResult, LineRow, Wanted
from models.rules.errands import written_money
from models.rules.medicines import labelled
from models.rules.places import short_address
from screens.i18n import N_, _, ngettext
from screens.words import masks
from screens.words.times import clock
from screens.words.values import joined

STATES: Mapping[str, str] = {
    ErrandState.OPEN: N_("on the way"),
    ErrandState.DONE: N_("results in"),
    ErrandState.CALLED_OFF: N_("called off"),
}

RESULTS: Mapping[str, str] = {
    LineResult.WAITING: N_("waiting"),
    LineResult.BROUGHT: N_("brought"),
    LineResult.MISSING: N_("not brought"),
}


def state(value: str) -> str:
    """How far an errand is."""
    return _(STATES[value])


def result(line: LineRow) -> str:
    """What came of a line: `✓ brought`, `✗ sold out`; empty while it waits."""
    if line.result == LineResult.BROUGHT:
        return f"✓ {_(RESULTS[line.result])}"
    return f"✗ {line.reason}" if line.result == LineResult.MISSING else ""


def came_of(line: LineRow, masked: bool = False) -> str:
    """A line in words: which medicine, how many, and what came of it."""
    parts = (medicine(line, masked), quantity(line), result(line) or _(RESULTS[line.result]))
    return " ".join(part for part in parts if part)


def address(line: LineRow) -> str:
    """Where a line belongs, short."""
    return (
        short_address(line.compound, line.lane, line.building, line.unit, line.room)
        or line.address_said
    )


def medicine(line: LineRow, masked: bool = False) -> str:
    """Which medicine, with its brand."""
    if not line.medicine:
        return _("which?")
    return masks.text(labelled(Wanted(line.medicine, line.brand)), masked)


def described(line: LineRow) -> str:
    """Maker and strength."""
    return " ".join(part for part in (line.maker, line.strength) if part)


def quantity(line: LineRow) -> str:
    """How many of what."""
    return "" if line.quantity is None else f"{line.quantity}{line.measure}"


def yes(value: int) -> str:
    """Whether something was taken along."""
    return _("yes") if value else "–"


def money(line: LineRow) -> str:
    """What the household gave, in yuan."""
    return written_money(line.money)


def progress(row: ErrandRow) -> str:
    """How many lines have come to what."""
    if row.state == ErrandState.OPEN:
        told = ngettext("{count} line waits", "{count} lines wait", row.waiting)
        return told.format(count=row.waiting)
    if row.state == ErrandState.CALLED_OFF:
        return state(row.state)
    return _("{brought} brought, {missing} not").format(brought=row.brought, missing=row.missing)


def way(row: ErrandRow, now: datetime) -> str:
    """Where it goes, and when."""
    when = f"{clock(row.leaves_at, now)} – {clock(row.returns_at, now)}"
    return "  ".join(part for part in (row.place, when) if part)


def brief(row: ErrandRow, now: datetime, masked: bool) -> str:
    """One errand in one line."""
    who = joined(row.runners) or _("nobody runs it yet")
    what = masks.text(row.medicine, masked) or _("which?")
    return f"{what} · {way(row, now)} · {who} · {progress(row)}"
