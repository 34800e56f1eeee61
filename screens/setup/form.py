"""The form of beginning by hand: the committee and its compounds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from models.households import CompoundInput
from models.problems import Problem
from models.setup.rules import read_compounds
from screens.i18n import N_
from screens.kit.fields import FormField, Values, read_fields
from screens.kit.kinds import Typed

_COMPOUNDS: Typed[tuple[CompoundInput, ...]] = Typed(
    reads=lambda text, _now: tuple(read_compounds(text)), empty=(), lines=True
)

FIELDS: tuple[FormField, ...] = (
    FormField("name", N_("committee"), required=True, hint=N_("such as 大林居委会")),
    FormField("in_charge", N_("in charge"), hint=N_("who is responsible for now")),
    FormField("compounds", N_("compounds"), _COMPOUNDS),
)


class Beginning(NamedTuple):
    """What the form says."""

    name: str
    in_charge: str
    compounds: Sequence[CompoundInput]


def read_beginning(values: Values, now: datetime) -> Beginning | list[Problem]:
    """A committee as its form says it."""
    found = read_fields(FIELDS, values, now)
    return found if isinstance(found, list) else Beginning(**found)
