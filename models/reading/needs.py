"""A need: one thing a line asks for, how soon somebody is harmed, and why."""

from __future__ import annotations

import re
from datetime import datetime
from typing import NamedTuple

from models.chases import Urgency
from models.reading.scan import Hit
from models.reading.signal_kinds import Signal
from models.reading.signals import Facts
from models.requests import RequestKind


class Need(NamedTuple):
    """One thing the line asks for, why it presses, and the word that told."""

    kind: RequestKind
    urgency: Urgency
    reason: str
    hit: Hit[Signal] | None = None
    harm_at: datetime | None = None
    days_left: int | None = None
    weak: bool = False


LIFE, TODAY, SOON, ROUTINE = Urgency.LIFE, Urgency.TODAY, Urgency.SOON, Urgency.ROUTINE


CAME = re.compile(
    r"(?:已经|都|也|全)*(?:收到|拿到|领到|送到|买到|配到|拿着|收着|有了)了?(?!吗|伐|没)"
)
"""Behind a thing: it is there already."""


def is_missed(facts: Facts, what: str, others: tuple[str, ...]) -> bool:
    """Whether a word such as 没做上 is said of `what` rather than of one of the others."""
    for hit in facts.of("missed"):
        nearest = facts.nearest(hit.start, hit.end, (what, *others))
        if nearest and nearest.means.code == what:
            return True
    return False
