"""What is in hand at the tables of this desk: it is there again after a table was left."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from data.sampling.scope import Scope

if TYPE_CHECKING:
    from screens.kit.desk import Desk


@dataclass(slots=True)
class Seat:
    """What is in hand at a table.

    Attributes:
        part: the building that was said; the whole sheet where none was.
        tube: the code of the tube that is filled now.
        filled: whether a tube was filled since the building was said.
    """

    part: Scope = field(default_factory=Scope)
    tube: str | None = None
    filled: bool = False


_SEATS: WeakKeyDictionary[Desk, dict[int, Seat]] = WeakKeyDictionary()


def seat_at(desk: Desk, session_no: int) -> Seat:
    """What is in hand at the table of a session at this desk; two desks share nothing of it."""
    return _SEATS.setdefault(desk, {}).setdefault(session_no, Seat())
