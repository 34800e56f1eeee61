"""What is read of drivers: all deliveries of one, and what is remembered of them."""

from __future__ import annotations

from collections.abc import Sequence

from data import sql
from data.sql import Reader
from models.drivers import DrivenRow, DriverCard, NoteRow
from models.drivers.rules import by_driver
from models.problems import Refused
from models.text import fold

_DRIVEN = """
SELECT y.no AS no, y.state AS state, y.driver AS driver, y.driver_phone AS driver_phone,
  y.plate AS plate, y.arrives_at AS arrives_at, y.promised_at AS promised_at,
  y.arrived_at AS arrived_at
FROM delivery y"""

_NOTE = """
SELECT d.no AS no, d.id AS id, d.version AS version, y.no AS delivery_no, d.kind AS kind,
  d.text AS text, d.is_kept AS is_kept, d.happened_at AS happened_at
FROM driver_note d JOIN delivery y ON y.id = d.delivery_id"""


def note(conn: Reader, no: int) -> NoteRow:
    """One thing remembered.

    Raises:
        Refused: `note_unknown`.
    """
    return sql.found(NoteRow, conn.execute(f"{_NOTE} WHERE d.no = ?", (no,)), "note_unknown", no=no)


def drivers(conn: Reader, find: str = "") -> list[DriverCard]:
    """A card for each driver, who drove last first; deliveries nothing is known of are none.

    Args:
        find: words that all have to be in what is known of them.
    """
    known = "(y.driver <> '' OR y.driver_phone <> '' OR y.plate <> '')"
    rows = conn.execute(f"{_DRIVEN} WHERE {known} ORDER BY y.arrives_at DESC, y.no DESC")
    words = fold(find).split()
    cards = [_card(conn, group) for group in by_driver(sql.views(DrivenRow, rows))]
    return [one for one in cards if all(word in _searched(one) for word in words)]


def card_of(conn: Reader, delivery_no: int) -> DriverCard:
    """The card of whoever drives a delivery.

    Raises:
        Refused: `delivery_unknown`.
    """
    rows = conn.execute(f"{_DRIVEN} ORDER BY y.arrives_at DESC, y.no DESC")
    for group in by_driver(sql.views(DrivenRow, rows)):
        if any(one.no == delivery_no for one in group):
            return _card(conn, group)
    raise Refused("delivery_unknown", no=delivery_no)


def _card(conn: Reader, group: Sequence[DrivenRow]) -> DriverCard:
    """One driver's card: name and number as they were said last."""
    numbers = ", ".join("?" for _one in group)
    rows = conn.execute(
        f"{_NOTE} WHERE y.no IN ({numbers}) ORDER BY d.happened_at DESC, d.no DESC",
        tuple(one.no for one in group),
    )
    newest = sorted(group, key=lambda one: (one.arrives_at, one.no), reverse=True)
    return DriverCard(
        next((one.driver for one in newest if one.driver), ""),
        next((one.driver_phone for one in newest if one.driver_phone), ""),
        tuple(dict.fromkeys(one.plate for one in newest if one.plate)),
        tuple(newest),
        tuple(sql.views(NoteRow, rows)),
    )


def _searched(card: DriverCard) -> str:
    texts = [note.text for note in card.notes]
    return fold(" ".join((card.name, card.phone, *card.plates, *texts)))
