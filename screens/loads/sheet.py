"""The sheet of who carries: buildings in order, what each gets, who takes it over. Pure.

It goes to volunteers: it tells nothing of health, and no number of a resident.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from models.address import dashed
from models.loads import LoadRow, LoadStop
from models.times import local_date
from screens.duties import words as duty_words
from screens.i18n import _, ngettext
from screens.kit.ticks import UNTICKED
from screens.kit.values import beside, joined, so_many
from screens.loads import words


def text(rows: Sequence[LoadRow], stops: Sequence[LoadStop], now: datetime) -> str:
    """The sheets of some loads, one behind the other.

    Args:
        stops: where they go.
    """
    by_load: dict[int, list[LoadStop]] = {row.no: [] for row in rows}
    for stop in stops:
        by_load[stop.load_no].append(stop)
    return "\n".join(line for row in rows for line in _load(row, by_load, now))


def _load(row: LoadRow, stops: Mapping[int, Sequence[LoadStop]], now: datetime) -> Iterator[str]:
    here = stops[row.no]
    today = local_date(now)
    yield _("[{names}] load {no}").format(
        names=joined(row.members) or _("nobody so far"), no=row.no
    )
    when = duty_words.span(row.starts_at, row.ends_at, today)
    yield beside(row.compound, when, words.means(row.means), words.trips(row.trips))
    for stop in here:
        yield from _stop(stop)
    total: dict[tuple[str, str], int] = {}
    for stop in here:
        for one in stop.goods:
            key = one.goods, one.unit
            total[key] = total.get(key, 0) + one.quantity
    yield _("In all: {goods}").format(
        goods=joined(f"{goods} {so_many(count, unit)}" for (goods, unit), count in total.items())
    )
    if row.note:
        yield row.note
    yield ""


def _stop(stop: LoadStop) -> Iterator[str]:
    doors = ngettext("{n} household", "{n} households", stop.households).format(n=stop.households)
    label = _("building {name}").format(name=dashed(stop.lane, stop.building))
    yield beside(f"{UNTICKED} {label}", words.goods(stop.goods), doors)
    if stop.is_closed:
        yield "     " + _("Do not go in: put it down at the entrance, step back two metres.")
        if stop.leader:
            yield "     " + _("{name} takes it over from inside.").format(name=stop.leader)
    elif stop.leader:
        yield "     " + _(
            "{name}, building leader: hand over without contact, have it signed."
        ).format(name=stop.leader)
    else:
        yield "     " + _("To the doors; put down, knock, step back.")
