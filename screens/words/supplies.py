"""Supplies in words: states, rules of division, goods written as lines and read from them."""

from __future__ import annotations

from collections.abc import Mapping

from models.supplies import AllocationRule, DeliveryState, DropState
from screens.i18n import N_, _

DELIVERY_STATES: Mapping[str, str] = {
    DeliveryState.EXPECTED: N_("expected"),
    DeliveryState.ARRIVED: N_("arrived"),
    DeliveryState.DONE: N_("done"),
    DeliveryState.CANCELLED: N_("called off"),
}

DROP_STATES: Mapping[str, str] = {
    DropState.PLANNED: N_("to unload"),
    DropState.UNLOADED: N_("unloaded"),
    DropState.DONE: N_("handed out"),
    DropState.CANCELLED: N_("called off"),
}

RULES: Mapping[str, str] = {
    AllocationRule.PER_HOUSEHOLD: N_("one a household"),
    AllocationRule.ONE_PER_TWO: N_("one for two households"),
    AllocationRule.PER_PERSON: N_("by people"),
    AllocationRule.NAMED_FIRST: N_("named households first"),
    AllocationRule.AS_WRITTEN: N_("by households"),
}


def delivery_state(value: str) -> str:
    """The state of a delivery in words."""
    return _(DELIVERY_STATES[value])


def drop_state(value: str) -> str:
    """The state of a drop in words."""
    return _(DROP_STATES[value])


def rule(value: str) -> str:
    """A rule of division in words."""
    return _(RULES[value])


def turn(state: str) -> str:
    """What can be done to a stop besides changing it: called off or planned again, or nothing."""
    if state == DropState.PLANNED:
        return _("call this stop off")
    return _("plan this stop again") if state == DropState.CANCELLED else ""
