"""Testing in words: kinds of rounds, states of sessions."""

from __future__ import annotations

from models.duties import Work
from models.testing import RoundKind, SessionState
from screens.i18n import N_, Labels, _

kind = Labels(
    {
        RoundKind.PCR: N_("PCR"),
        RoundKind.ANTIGEN: N_("antigen"),
    }
)
"""Kinds of rounds."""

state = Labels(
    {
        SessionState.PLANNED: N_("planned"),
        SessionState.RUNNING: N_("running"),
        SessionState.DONE: N_("done"),
        SessionState.CANCELLED: N_("called off"),
    }
)
"""How far a session is."""


def turn(value: str) -> str:
    """What can be done to a session besides changing it: called off or planned again, or nothing.

    Args:
        value: the state it is in.
    """
    if value == SessionState.PLANNED:
        return _("call this session off")
    return _("plan this session again") if value == SessionState.CANCELLED else ""


WORKS: dict[str, str] = {
    Work.SESSION: N_("testing"),
}
"""What a duty at a session is called."""

MARKS: dict[str, str] = {
    Work.SESSION: N_("mark|T"),
}
"""What stands for it on the timeline: a letter or one Chinese character."""

PROBLEMS: dict[str, str] = {
    "round_unknown": N_("There is no round {no}."),
    "session_unknown": N_("There is no session {no}."),
    "pool_size_wrong": N_("A tube takes 1 to 50 people."),
    "session_ends_before_start": N_("A session cannot end before it begins."),
    "session_too_long": N_("A session cannot take longer than a day."),
    "desks_wrong": N_("A session has 1 to 50 desks."),
    "compound_twice": N_("{compound} is named twice."),
    "session_already": N_("Session {no} is in that state already."),
    "session_cannot": N_("Session {no} cannot go to that state from where it is."),
    "number_unclear": N_("{value} is no whole number."),
}


ACTS: dict[str, str] = {
    "round_changed": N_("round {no} changed: {name}"),
    "session_added": N_("session {no} planned: {site}, {round}"),
    "session_changed": N_("session {no} changed: {site}, {round}"),
    "session_planned": N_("session {no} planned again: {site}, {round}"),
    "session_running": N_("session {no} has begun: {site}, {round}"),
    "session_done": N_("session {no} is over: {site}, {round}"),
    "session_cancelled": N_("session {no} called off: {site}, {round}"),
}
