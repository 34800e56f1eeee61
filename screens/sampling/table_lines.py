"""What the list at a table shows: buildings, tubes, who is missed, what is to be settled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import Enum
from typing import NamedTuple

from textual.content import Content

from data.sampling import queries
from data.sampling.commands import is_over
from data.sampling.counts import counts
from data.sql import Reader
from models.address import Address
from models.sampling import BuildingCount, Doubt, Missing, TubeState, TubeView
from models.testing import RoundView
from models.times import stored
from screens.i18n import _
from screens.sampling import words


class View(Enum):
    """What the list shows."""

    BUILDINGS = 0
    TUBES = 1
    MISSED = 2
    TO_SETTLE = 3

    @property
    def following(self) -> View:
        """The view that comes next."""
        return View((self.value + 1) % len(View))


class Line(NamedTuple):
    """A line of the list."""

    text: Content
    building: tuple[str | None, Address] | None = None
    """The key and the address of the building it is about."""
    tube: TubeView | None = None
    missing: tuple[Missing, ...] = ()
    """Who lacks in its building."""
    doubt: Doubt | None = None


def title(view: View) -> str:
    """What a view shows, in words."""
    return {
        View.BUILDINGS: _("the buildings"),
        View.TUBES: _("the tubes"),
        View.MISSED: _("who is missed"),
        View.TO_SETTLE: _("to be settled"),
    }[view]


def lines(conn: Reader, a_round: RoundView, view: View, now: datetime) -> Iterator[Line]:
    """The lines of a view."""
    if view is View.BUILDINGS:
        yield from _buildings(conn, a_round)
    elif view is View.TUBES:
        for tube in queries.tubes(conn, a_round):
            style = {TubeState.ABNORMAL: "$error bold", TubeState.VOID: "$foreground 65%"}
            yield Line(
                Content.styled(words.tube_title(tube), style.get(TubeState(tube.state), "")),
                tube=tube,
            )
    elif view is View.MISSED:
        at = stored(now)
        rows = queries.missing(conn, a_round, over=is_over(a_round, at), at=at)
        for of in words.of_buildings(rows):
            yield from _missed(of)
    else:
        for doubt in queries.doubts(conn, a_round.no):
            yield Line(Content.styled(words.doubt_line(doubt, now), "$warning"), doubt=doubt)


def _buildings(conn: Reader, a_round: RoundView) -> Iterator[Line]:
    yield from building_lines(counts(conn, a_round))


def building_lines(buildings: Iterable[BuildingCount]) -> Iterator[Line]:
    """A line a building, with how far it is."""
    for one in buildings:
        left = one.due + one.missed
        style = "$warning" if one.missed else "" if left else "$success"
        where = Address(one.compound, one.lane, one.building)
        told = Content.styled(words.building_line(one), style)
        yield Line(told, building=(one.building_id, where))


def _missed(of: list[Missing]) -> Iterator[Line]:
    first = of[0].member
    where = (first.building_id, Address(first.compound, first.lane, first.building))
    told = {words.missing_line(one): one for one in of}
    for line, one in zip(words.missing_lines(of), told.values(), strict=True):
        style = "$error" if one.rounds > 1 else ""
        yield Line(Content.styled(line, style), building=where, missing=tuple(of))
