"""What help a line asks for: of all its needs the one that is hurt first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from models.chases.rules import URGENCIES
from models.offers.reading import asks_others, asks_too
from models.reading.health import HEALTH_RULES
from models.reading.needs import LIFE, ROUTINE, SOON, Need
from models.reading.patterns import reasons as reasons_of_patterns
from models.reading.signals import Facts
from models.reading.terms import reasons as reasons_of_words
from models.reading.together import dangers_together
from models.reading.together import reasons as reasons_of_pairs
from models.reading.wants import WANT_RULES, running_out
from models.requests import Known, RequestKind
from models.requests.harm import USUAL_REASONS

_KINDS_IN_ORDER = (
    RequestKind.EMERGENCY,
    RequestKind.DANGER,
    RequestKind.DIALYSIS,
    RequestKind.MEDICINE,
    RequestKind.BABY,
    RequestKind.BIRTH,
    RequestKind.DISTRESS,
    RequestKind.DEATH,
    RequestKind.CARE_GOODS,
    RequestKind.TRANSFER,
    RequestKind.HOSPITAL_TRIP,
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
    "pet_alone",
    *USUAL_REASONS.values(),
)


def harm_reasons() -> tuple[str, ...]:
    """Every code that can be the reason of a need, or of what is known of a household."""
    codes = [
        *REASONS_OF_RULES,
        *reasons_of_words(),
        *reasons_of_patterns(),
        *reasons_of_pairs(),
        *Known,
    ]
    return tuple(dict.fromkeys(codes))


_RULES = (*HEALTH_RULES, dangers_together, *WANT_RULES)

_ACCOMPANY = frozenset({"ambulance", "attack", "life_said"})
"""Reasons that only go with a danger of life which is named beside them."""


def worst_need(facts: Facts) -> Need | None:
    """The need that is hurt first; None when the line tells of none."""
    needs = [need for rule in _RULES for need in rule(facts)]
    strong = [need for need in needs if not need.weak]
    if any(need.urgency is LIFE and need.reason not in _ACCOMPANY for need in strong):
        strong = [need for need in strong if need.reason not in _ACCOMPANY]
    need = min(strong or needs, key=_rank, default=None)
    if need:
        need = _of_whom(_of_its_subject(need, needs, facts), facts)
    if need and need.urgency is SOON and need.days_left is None and facts.has("no_hurry"):
        return need._replace(urgency=ROUTINE)
    return need


_SUBJECTS = (
    "pet_ill",
    "pet_alone",
    "death",
    "disinfection",
    "offer",
    "care_goods",
    "contact_move",
    "hospital_trip",
    "dialysis_due",
    "antigen",
    "complaint",
    "pass",
    "way_home",
    "distress",
)
"""Reasons that tell what a call is about whatever else is said in it, the surest first."""

_OF_SUBJECTS = frozenset(_SUBJECTS)
_OF_THE_SICK = _OF_SUBJECTS - {"antigen", "care_goods", "disinfection", "distress", "way_home"}
_OF_WHAT_IS_BROKEN = _OF_SUBJECTS - {"complaint"}

_YIELDS: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(("acute", "unwell", "fever"), _OF_THE_SICK),
    **dict.fromkeys(("medicine_ends", "critical_medicine_ends"), _OF_THE_SICK),
    **dict.fromkeys(("blocked", "leak", "burst", "pets"), _OF_WHAT_IS_BROKEN),
    "transfer": _OF_SUBJECTS - {"antigen", "complaint"},
    "death": frozenset({"pet_ill", "pet_alone", "pass"}),
    "group_purchase": _OF_SUBJECTS - {"way_home"},
    "oxygen_ends": frozenset({"offer", "contact_move"}),
    **dict.fromkeys(
        ("trouble", "cold", "doctor", "food", "small_help", "papers", "noise", "test", "opening"),
        _OF_SUBJECTS,
    ),
}
"""Broad reasons, which occur in calls about anything, with the subjects they leave the kind to."""


def _of_its_subject(need: Need, needs: Sequence[Need], facts: Facts) -> Need:
    """The need of what a call is about, as urgent as what broader words told of it.

    What runs out on a day is what the call is about, and what is asked for beside an offer.
    """
    if need.days_left is not None or need.urgency is LIFE:
        return need
    yields = _YIELDS.get(need.reason, frozenset())
    for reason in _SUBJECTS:
        for other in needs:
            if other.reason != reason or reason not in yields:
                continue
            if reason != "offer" or not (asks_too(facts.text) or asks_others(facts.text)):
                return other._replace(urgency=min(need.urgency, other.urgency, key=URGENCIES.index))
    return need


_OF_WHOM = {
    "infant_age": RequestKind.BABY,
    "dialysis": RequestKind.DIALYSIS,
    "pregnancy": RequestKind.BIRTH,
    "labour": RequestKind.BIRTH,
}
"""Whose sickness is a kind of its own, by what the line tells of them."""


def _of_whom(need: Need, facts: Facts) -> Need:
    """A danger of life as the kind of whom it befalls: an infant, somebody on dialysis or with
    child. What is less stays an emergency, which no night is slept over."""
    if need.kind is not RequestKind.EMERGENCY or need.urgency is not LIFE:
        return need
    kinds = (kind for code, kind in _OF_WHOM.items() if facts.has(code))
    return need._replace(kind=next(kinds, need.kind))


def _rank(need: Need) -> tuple[int, int, bool]:
    broad = need.reason in _YIELDS
    return URGENCIES.index(need.urgency), _KINDS_IN_ORDER.index(need.kind), broad


def days_left(facts: Facts, need: Need | None) -> int | None:
    """Days left of what is needed; of medicine that ends beside a worse need too."""
    if need and need.days_left is not None:
        return need.days_left
    ends = [other.days_left for other in running_out(facts) if other.days_left is not None]
    return min(ends, default=None) if need and need.kind is not RequestKind.PETS else None
