"""What was changed of a truck's run at the desk and is not kept yet, done to what is on file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from models.supplies import Run
from models.supplies.order import Order, by_hand, ordered
from models.supplies.run import Situation, placed, slid
from models.supplies.stops import Place, RunStop


@dataclass(slots=True)
class Draft:
    """Another order, another place to unload, stops that are late; nothing of it at first."""

    rule: Order | None = None
    numbers: list[int] = field(default_factory=list)
    """The order by hand; empty where there is none."""
    kind: Run | None = None
    later: dict[int, timedelta] = field(default_factory=dict)
    """By how much stops are later than they would be, and those behind them with them."""

    def order(self, numbers: list[int]) -> None:
        """Let stops follow each other so."""
        self.numbers, self.rule = numbers, None

    def order_by(self, rule: Order) -> None:
        """Let stops follow each other by a rule."""
        self.numbers, self.rule = [], rule

    def slide(self, no: int, by: timedelta) -> None:
        """Let a stop be so much later, or earlier, and those behind it with it."""
        self.later[no] = self.later.get(no, timedelta()) + by

    def places(self, stops: Sequence[RunStop], situation: Situation) -> list[Place]:
        """The run as it is to be."""
        if self.numbers:
            line = by_hand(stops, self.numbers)
        else:
            line = ordered(stops, self.rule or Order.AS_IS)
        places = placed(line, self.kind or situation.run, situation)
        for at, place in enumerate(places):
            by = self.later.get(place.stop.no)
            if by and place.stop.is_open:
                moves = [one.stop.is_open for one in places]
                etas = slid([one.eta for one in places], at, by, moves)
                places = [one._replace(eta=eta) for one, eta in zip(places, etas, strict=True)]
        return places
