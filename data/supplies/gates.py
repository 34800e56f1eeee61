"""Which gate of a delivery somebody means by the name of its compound."""

from __future__ import annotations

from data.sql import Reader
from data.supplies import queries
from models.problems import Refused
from models.supplies import DropState, DropView
from models.text import fold


def find_gate(
    conn: Reader, delivery_no: int, said: str | None, field: str = "compound"
) -> DropView:
    """The stop somebody means by a compound's name or a part of it, those called off among them;
    without a name the only one there is.

    Args:
        field: what the name was typed in.

    Raises:
        Refused: `delivery_unknown`; `gate_missing` where none is named of several, `gate_unclear`
            when it is none of them, or may be several.
    """
    queries.delivery(conn, delivery_no)
    stops = queries.stops(conn, delivery_no)
    names = [stop.compound for stop in stops]
    wanted = fold(said or "").replace(" ", "")
    if not wanted and len(stops) != 1:
        raise Refused("gate_missing", field, no=delivery_no, gates=names)
    folded = {stop.no: fold(stop.compound).replace(" ", "") for stop in stops}
    found = [stop for stop in stops if folded[stop.no] == wanted]
    found = found or [stop for stop in stops if wanted in folded[stop.no]]
    if len(found) != 1:
        raise Refused("gate_unclear", field, no=delivery_no, value=said or "", gates=names)
    return found[0]


def gates(
    conn: Reader, delivery_no: int, said: str | None = None, field: str = "compound"
) -> list[DropView]:
    """The stops of a delivery that are not called off, in their order, or the one that is named.

    Raises:
        Refused: `gate_called_off`, and as `find_gate`.
    """
    if said is None:
        queries.delivery(conn, delivery_no)
        stops = queries.stops(conn, delivery_no)
        return [one for one in stops if one.state != DropState.CANCELLED]
    found = find_gate(conn, delivery_no, said, field)
    if found.state == DropState.CANCELLED:
        raise Refused("gate_called_off", field, compound=found.compound)
    return [found]
