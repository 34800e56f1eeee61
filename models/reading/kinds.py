"""What help a line asks for: of all its needs the one that is hurt first."""

from __future__ import annotations

from models.chases.rules import URGENCIES
from models.reading.health import HEALTH_RULES
from models.reading.needs import LIFE, ROUTINE, SOON, Need
from models.reading.patterns import reasons as reasons_of_patterns
from models.reading.signals import Facts
from models.reading.terms import reasons as reasons_of_words
from models.reading.wants import WANT_RULES, running_out
from models.requests import Known, RequestKind

_KINDS_IN_ORDER = (
    RequestKind.EMERGENCY,
    RequestKind.DANGER,
    RequestKind.DIALYSIS,
    RequestKind.MEDICINE,
    RequestKind.BABY,
    RequestKind.BIRTH,
    RequestKind.DISTRESS,
    RequestKind.HOSPITAL_TRIP,
    RequestKind.DEATH,
    RequestKind.CARE_GOODS,
    RequestKind.TRANSFER,
    RequestKind.CONTACT_MOVE,
    RequestKind.DELIVERY_MISSED,
    RequestKind.ANTIGEN,
    RequestKind.TEST,
    RequestKind.REPAIRS,
    RequestKind.PETS,
    RequestKind.WAY_HOME,
    RequestKind.PASS,
    RequestKind.GROUP_PURCHASE,
    RequestKind.OPENING,
    RequestKind.FOOD,
    RequestKind.DISINFECTION,
    RequestKind.COMPLAINT,
    RequestKind.OFFER,
    RequestKind.OTHER,
)
"""Which kind a line has when two needs press alike."""

REASONS_OF_RULES = (
    "child_fever",
    "unreachable",
    "oxygen_ends",
    "dialysis_missed",
    "dialysis_due",
    "medicine_ends",
    "critical_medicine_ends",
    "baby_goods_end",
    "food_ends",
    "starving",
    "test_missed",
    "test",
    "delivery_missed",
    "delivery_spoilt",
    "no_gas",
    "lost",
    "pet_ill",
)


def harm_reasons() -> tuple[str, ...]:
    """Every code that can be the reason of a need, or of what is known of a household."""
    codes = [*REASONS_OF_RULES, *reasons_of_words(), *reasons_of_patterns(), *Known]
    return tuple(dict.fromkeys(codes))


_ACCOMPANY = frozenset({"ambulance", "attack"})
"""Reasons that only go with a danger of life which is named beside them."""


def worst_need(facts: Facts) -> Need | None:
    """The need that is hurt first; None when the line tells of none."""
    needs = [need for rule in (*HEALTH_RULES, *WANT_RULES) for need in rule(facts)]
    strong = [need for need in needs if not need.weak]
    if any(need.urgency is LIFE and need.reason not in _ACCOMPANY for need in strong):
        strong = [need for need in strong if need.reason not in _ACCOMPANY]
    need = min(strong or needs, key=_rank, default=None)
    if need and need.urgency is SOON and need.days_left is None and facts.has("no_hurry"):
        return need._replace(urgency=ROUTINE)
    return need


def _rank(need: Need) -> tuple[int, int]:
    return URGENCIES.index(need.urgency), _KINDS_IN_ORDER.index(need.kind)


def days_left(facts: Facts, need: Need | None) -> int | None:
    """Days left of what is needed; of medicine that ends beside a worse need too."""
    if need and need.days_left is not None:
        return need.days_left
    ends = [other.days_left for other in running_out(facts) if other.days_left is not None]
    return min(ends, default=None) if need and need.kind is not RequestKind.PETS else None
