"""Errands in words: states, lines as cells, what is said of one in its detail."""

from __future__ import annotations

from datetime import datetime

from models.address import and_more, said_address, short_address
from models.duties import Work
from models.duties.late import late_by
from models.errands import ErrandRow, ErrandState, LineResult, LineRow, Wanted
from models.errands.rules import written_money
from models.reading.medicines import labelled
from screens.duties import words as duty_words
from screens.i18n import N_, Labels, _, ngettext
from screens.kit import masks
from screens.kit.times import clock
from screens.kit.values import beside, joined

state = Labels(
    {
        ErrandState.OPEN: N_("on the way"),
        ErrandState.DONE: N_("results in"),
        ErrandState.CALLED_OFF: N_("called off"),
    }
)
"""How far an errand is."""

_came = Labels(
    {
        LineResult.WAITING: N_("awaited"),
        LineResult.BROUGHT: N_("brought"),
        LineResult.MISSING: N_("not brought"),
    }
)
"""What came of a line."""


def result(line: LineRow) -> str:
    """What came of a line: `✓ brought`, `✗ sold out`; empty while it waits."""
    if line.result == LineResult.BROUGHT:
        return f"✓ {_came(line.result)}"
    return f"✗ {line.reason}" if line.result == LineResult.MISSING else ""


def came_of(line: LineRow, masked: bool = False) -> str:
    """A line in words: which medicine, how many, and what came of it."""
    return beside(
        medicine(line, masked), quantity(line), result(line) or _came(line.result), gap=" "
    )


def address(line: LineRow) -> str:
    """Where a line belongs, short; of several doors the first, with how many more there are."""
    door = short_address(line.compound, line.lane, line.building, line.unit, line.room)
    return and_more(door or said_address(line.address_said), line.doors)


def medicine(line: LineRow, masked: bool = False) -> str:
    """Which medicine, with its brand."""
    if not line.medicine:
        return _("which?")
    return masks.text(labelled(Wanted(line.medicine, line.brand)), masked)


def described(line: LineRow) -> str:
    """Maker and strength."""
    return beside(line.maker, line.strength, gap=" ")


def quantity(line: LineRow) -> str:
    """How many of what."""
    return "" if line.quantity is None else f"{line.quantity}{line.measure}"


def yes(value: int) -> str:
    """Whether something was taken along."""
    return _("yes") if value else "–"


def money(line: LineRow) -> str:
    """What the household gave, in yuan."""
    return written_money(line.money)


def late(row: ErrandRow, now: datetime) -> str:
    """By how much an errand is late whose results are not all in; empty while it is not."""
    minutes = late_by(row.returns_at if row.state == ErrandState.OPEN else None, now)
    return "" if minutes is None else duty_words.late(minutes)


def state_now(row: ErrandRow, now: datetime) -> str:
    """How far an errand is, and by how much it is late."""
    return beside(state(row.state), late(row, now))


def progress(row: ErrandRow, now: datetime) -> str:
    """How many lines have come to what, and by how much it is late."""
    if row.state == ErrandState.OPEN:
        told = ngettext("{count} line waits", "{count} lines wait", row.waiting)
        return beside(told.format(count=row.waiting), late(row, now))
    if row.state == ErrandState.CALLED_OFF:
        return state(row.state)
    return _("{brought} brought, {missing} not").format(brought=row.brought, missing=row.missing)


def way(row: ErrandRow, now: datetime) -> str:
    """Where it goes, and when."""
    when = f"{clock(row.leaves_at, now)} – {clock(row.returns_at, now)}"
    return beside(row.place, when)


def brief(row: ErrandRow, now: datetime, masked: bool) -> str:
    """One errand in one line."""
    who = joined(row.runners) or _("nobody runs it yet")
    what = masks.text(row.medicine, masked) or _("which?")
    return f"{what} · {way(row, now)} · {who} · {progress(row, now)}"


WORKS: dict[str, str] = {
    Work.ERRAND: N_("errand"),
}
"""What a duty on an errand is called."""

MARKS: dict[str, str] = {
    Work.ERRAND: N_("mark|E"),
}
"""What stands for it on the timeline: a letter or one Chinese character."""

PROBLEMS: dict[str, str] = {
    "errand_unknown": N_("There is no errand {no}."),
    "errand_empty": N_("Mark requests with space first; an errand is made of them."),
    "errand_off": N_("Errand {no} was called off."),
    "errand_done": N_("All results of this errand are in."),
    "errand_too_long": N_(
        "That would be until {until}: an errand takes {hours} h at most. Look at its start and end."
    ),
    "errand_ends_before_start": N_("An errand cannot be back before it leaves."),
    "errand_last_line": N_("This is the last line of errand {no}; undo its making instead."),
    "line_unknown": N_("Errand {no} has no line {line}."),
    "line_not_waiting": N_("Line {line} does not wait for a result."),
    "line_twice": N_("Line {line} is told twice."),
    "result_unclear": N_("{value}: begin with the line's number, like 3: sold out"),
    "reason_missing": N_("Say why {value} was not brought, like 3: sold out"),
    "request_not_open": N_("Request {no} is not open; only open ones go on an errand."),
    "on_errand": N_("Request {no} waits on errand {errand} already."),
    "medicine_missing": N_("Say which medicine it is."),
    "money_unclear": N_("{value} is no sum of money; write it like 120 or 120.50"),
    "money_too_much": N_("More than {limit} yuan for one household cannot be right."),
    "quantity_unclear": N_("{value} is no quantity; write it like 2 or 2 boxes"),
    "file_there": N_("{file} is there already; give another name."),
    "file_unwritable": N_("{file} cannot be written: {reason}."),
    "paper_not_so": N_(
        "{file}: a paper is text or a page to print;"
        " end its name in .txt or .html, not in {ending}."
    ),
    "path_missing": N_("Say where to write it."),
}


ACTS: dict[str, str] = {
    "errand_made": N_("errand {no} made of {requests} requests: {what}"),
    "errand_joined": N_("errand {no}: request {requests} added: {what}"),
    "errand_called_off": N_("errand {no} called off, {requests} requests wait again: {what}"),
    "errand_changed": N_("errand {no} changed: {what}"),
    "errand_line_changed": N_("errand {no}: line {line} changed: {what}"),
    "errand_line_removed": N_("errand {no}: line {line} taken out: {what}"),
    "errand_results": N_("errand {no}: {brought} brought, {missing} not: {what}"),
}
