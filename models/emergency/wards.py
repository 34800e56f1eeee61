"""What hospitals have and lives need: wards, and whether those who tested positive are taken."""

from __future__ import annotations

from enum import IntEnum, StrEnum
from typing import NamedTuple


class Ward(StrEnum):
    """What a hospital can have; `other` is a house for what is no danger to life, as teeth."""

    DIALYSIS = "dialysis"
    OBSTETRICS = "obstetrics"
    CHILDREN = "children"
    FEVER = "fever"
    HEART = "heart"
    BONES = "bones"
    MIND = "mind"
    BURNS = "burns"
    POISON = "poison"
    EMERGENCY = "emergency"
    OTHER = "other"


class Positives(StrEnum):
    """Whether a hospital takes who tested positive; `ask` where it does not say."""

    TAKEN = "taken"
    ONLY = "only"
    NONE = "none"
    ASK = "ask"


class Suits(StrEnum):
    """Whether a life can be brought there, the best first; `maybe` has to be asked."""

    YES = "yes"
    MAYBE = "maybe"
    NOT = "not"


class Fit(NamedTuple):
    """How a hospital suits a life, by what is written of it.

    Attributes:
        for_danger: wards it has for what endangers this life.
        served: those, and the others it has of what is needed.
        wards: all it says it has.
        lacking: what it says it has not.
        metres: how far it is; None where nobody wrote it.
    """

    suits: Suits
    for_danger: frozenset[Ward]
    served: frozenset[Ward]
    wards: frozenset[Ward]
    lacking: frozenset[Ward]
    positives: Positives
    metres: int | None


EMERGENCY = frozenset({Ward.EMERGENCY})


class Police(IntEnum):
    """When the police are called for a life, the soonest first."""

    FIRST = 0
    """Before 120: nobody can look after them until the police were there."""
    BESIDE = 1
    """With 120, who comes first: violence, somebody silent behind a door, a death may be told."""
    LATER = 2
    """After all who treat the ill."""


class Needs(NamedTuple):
    """What a life needs of a hospital.

    Attributes:
        first: wards of which one has to be there, the danger being what it is.
        also: wards that somebody in this state is looked after by as well.
        positive: whether the patient is said to have tested positive.
    """

    first: frozenset[Ward] = EMERGENCY
    also: frozenset[Ward] = frozenset()
    positive: bool = False
    police: Police = Police.LATER
