"""Free text read as what it says: request lines and delivery notices.

Pure: the register is asked through a protocol, the moment is an argument.
"""

from models.rules.reading.gazetteer import CompoundName, Gazetteer, HouseholdRef
from models.rules.reading.kinds import HARM_REASONS
from models.rules.reading.line import read_line
from models.rules.reading.notice import DeliveryReading, NoticeItem, read_notice, rule_of
from models.rules.reading.shapes import (
    DOUBTS,
    Field,
    PhoneRole,
    Reading,
    SaidPhone,
    Span,
)

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
