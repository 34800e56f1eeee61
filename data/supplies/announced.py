"""The delivery that a text announces: a notice, a table of goods by compound, or both together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from models.problems import Problem
from models.reading.gazetteer import CompoundName
from models.reading.notice import read_notice
from models.reading.shapes import DeliveryReading
from models.supplies import DeliveryInput
from models.supplies.alike import goods_key
from models.supplies.goods import delivery_of
from models.supplies.goods_table import Find, GoodsTable
from models.supplies.pasted_table import Pasted, read_pasted
from models.text import clean

_LEFT = frozenset({"goods_missing"})
_TOLD = frozenset({"table_sum_differs"})
"""What a table says that is told, and holds up nothing."""

UNTIMED = "notice_arrival_missing"
"""The doubt of a delivery of which it is not said when it comes."""


class Announced(NamedTuple):
    """A delivery that is announced, with its text as its note.

    Attributes:
        is_timed: whether it is said when it comes; it is at the usual time where not.
        doubts: what was not clear, or could not be taken, as problems.
        came: whether it says that its truck is here; then it may name no goods.
    """

    given: DeliveryInput
    is_timed: bool
    doubts: tuple[Problem, ...]
    came: bool = False

    @property
    def told(self) -> tuple[Problem, ...]:
        """The doubts as they are told where the usual time is taken."""
        taken = Problem("notice_arrival_taken")
        return tuple(taken if one.code == UNTIMED else one for one in self.doubts)


def finder(compounds: Sequence[str]) -> Find:
    """Finds the compound that a text names among these."""
    from data.exchange.compounds import Compounds

    return Compounds((name, "") for name in compounds).find


def read_delivery_text(
    text: str, now: datetime, compounds: Sequence[str | CompoundName], find: Find | None = None
) -> Announced | list[Problem]:
    """The delivery of a text; `notice_unclear` where it names no goods, and what is wrong in its
    table.

    Args:
        compounds: those there are; names in order.
        find: finds one by other words, too, such as its address.
    """
    known = [
        CompoundName(no, one, "") if isinstance(one, str) else one
        for no, one in enumerate(compounds, 1)
    ]
    pasted = read_pasted(text, find or finder([one.name for one in known]))
    if isinstance(pasted, Problem):
        return [pasted]
    if pasted is None:
        reading = read_notice(text, now, known)
        if not (reading.items or reading.came):
            return [Problem("notice_unclear")]
        given = delivery_of(reading, now)
        return Announced(
            given._replace(note=reading.text),
            _timed(reading),
            notice_doubts(reading.doubts),
            reading.came,
        )
    if wrong := [problem for _row, problem in pasted.table.problems if problem.code not in _TOLD]:
        return wrong
    return delivery_of_table(pasted, text, now, known)


def delivery_of_table(
    pasted: Pasted, note: str, now: datetime, compounds: Sequence[CompoundName]
) -> Announced:
    """A delivery of a table and what is written around it; goods told in both are the table's.

    Args:
        note: what is kept of it beside what was read.
    """
    table, reading = pasted.table, read_notice(pasted.rest, now, compounds)
    given = delivery_of(reading, now)
    keys = {goods_key(one.goods) for one in table.items}
    others = tuple(one for one in given.items if goods_key(one.goods) not in keys)
    doubts = notice_doubts(one for one in reading.doubts if one != "amounts_unkept")
    return Announced(
        given._replace(
            items=(*table.items, *others),
            drops=table.stops,
            note=clean(note.replace("\t", "  "), multiline=True),
        ),
        _timed(reading),
        (*table_doubts(table), *doubts),
        reading.came,
    )


def _timed(reading: DeliveryReading) -> bool:
    return reading.arrives_at is not None or reading.came


def notice_doubts(codes: Iterable[str]) -> tuple[Problem, ...]:
    """What a notice leaves unclear, as it is told."""
    return tuple(Problem(f"notice_{code}") for code in codes if code not in _LEFT)


def table_doubts(table: GoodsTable) -> tuple[Problem, ...]:
    """What of a table goes to no compound, and sums that differ."""
    unknown = (
        Problem("table_compound_unknown", {"name": one.name, "goods": list(one.goods)})
        for one in table.unknown
    )
    return (*unknown, *(problem for _row, problem in table.problems if problem.code in _TOLD))
