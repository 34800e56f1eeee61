"""Free text read as what it says: request lines and delivery notices.

Pure: the register is asked through a protocol, the moment is an argument. What reads is imported
when it is first asked for, so that naming a `Reading` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from models.rules.reading.gazetteer import CompoundName, Gazetteer, HouseholdRef
from models.rules.reading.shapes import (
    DOUBTS,
    DeliveryReading,
    Field,
    NoticeItem,
    PhoneRole,
    Reading,
    SaidPhone,
    Span,
)

if TYPE_CHECKING:
    from models.rules.reading.kinds import HARM_REASONS
    from models.rules.reading.line import read_line
    from models.rules.reading.notice import read_notice, rule_of

_HOMES = {
    "HARM_REASONS": "kinds",
    "read_line": "line",
    "read_notice": "notice",
    "rule_of": "notice",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


__all__ = [
    "DOUBTS",
    "HARM_REASONS",
    "CompoundName",
    "DeliveryReading",
    "Field",
    "Gazetteer",
    "HouseholdRef",
    "NoticeItem",
    "PhoneRole",
    "Reading",
    "SaidPhone",
    "Span",
    "read_line",
    "read_notice",
    "rule_of",
]
