"""What a word may tell: the shape of a signal. The words are in the tables beside it."""

from __future__ import annotations

from typing import NamedTuple

from models.chases import Urgency
from models.requests import RequestKind
from models.word_tables import WordTable


class Signal(NamedTuple):
    """What a word tells.

    Attributes:
        code: stable name; of signals with an urgency also the reason of harm.
        kind, urgency: the request it makes by itself; None where only rules in `kinds` do.
        deniable: whether 不, 没有 and "is over" take it back, as with symptoms.
        weak: counts only when nothing else tells a kind.
    """

    code: str
    kind: RequestKind | None = None
    urgency: Urgency | None = None
    deniable: bool = False
    weak: bool = False


SIGNAL_KEYS = Signal._fields
"""The keys a block of a table has for its signal, beside what tells it."""


def signal_of(block: WordTable) -> Signal:
    """The signal that a block of a table is about.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    return Signal(
        block.text("code"),
        block.choice("kind", RequestKind),
        block.choice("urgency", Urgency),
        block.flag("deniable"),
        block.flag("weak"),
    )
