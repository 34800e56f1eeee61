"""Testing in words: kinds of rounds, states of sessions."""

from __future__ import annotations

from collections.abc import Mapping

from models.testing import RoundKind, SessionState
from screens.i18n import N_, _

KINDS: Mapping[str, str] = {
    RoundKind.PCR: N_("PCR"),
    RoundKind.ANTIGEN: N_("antigen"),
}

STATES: Mapping[str, str] = {
    SessionState.PLANNED: N_("planned"),
    SessionState.RUNNING: N_("running"),
    SessionState.DONE: N_("done"),
    SessionState.CANCELLED: N_("called off"),
}


def kind(value: str) -> str:
    """A kind of round in words."""
    return _(KINDS[value])


def state(value: str) -> str:
    """The state of a session in words."""
    return _(STATES[value])


def turn(value: str) -> str:
    """What can be done to a session besides changing it: called off or planned again, or nothing.

    Args:
        value: the state it is in.
    """
    if value == SessionState.PLANNED:
        return _("call this session off")
    return _("plan this session again") if value == SessionState.CANCELLED else ""
