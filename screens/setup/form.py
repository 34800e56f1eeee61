"""The form of beginning by hand: the committee and its compounds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from models.households import CompoundInput
from models.setup.rules import read_compounds
from screens.i18n import N_
from screens.kit.fields import FormField, reader
from screens.kit.kinds import Typed

_COMPOUNDS: Typed[tuple[CompoundInput, ...]] = Typed(
    reads=lambda text, _now: tuple(read_compounds(text)), empty=(), lines=True
)

FIELDS: tuple[FormField, ...] = (
    FormField("name", N_("committee"), required=True, hint=N_("such as Harbour Road committee")),
    FormField("in_charge", N_("acting lead"), hint=N_("who is responsible for now")),
    FormField("compounds", N_("compounds"), _COMPOUNDS),
)


class Beginning(NamedTuple):
    """What the form says."""

    name: str
    in_charge: str
    compounds: Sequence[CompoundInput]


read_beginning = reader(FIELDS, Beginning)
