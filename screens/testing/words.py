"""Testing in words: kinds of rounds, states of sessions."""

from __future__ import annotations

from datetime import datetime

from models.duties import Work
from models.duties.late import late_by
from models.testing import RoundKind, SessionRow, SessionState, rules
from screens.duties import words as duty_words
from screens.i18n import N_, Labels, _, ngettext
from screens.kit.values import beside

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


def state_now(row: SessionRow, now: datetime) -> str:
    """How far a session is, and by how much it is late."""
    late = late_by(rules.due_at(row.state, row.starts_at, row.ends_at), now)
    return beside(state(row.state), "" if late is None else duty_words.late(late))


def session_at(row: SessionRow) -> str:
    """A session as a sentence begins: `Session 2 at 中心花园`."""
    return _("Session {no} at {site}").format(no=row.no, site=rules.called(row.site, row.compounds))


def sessions(count: int) -> str:
    """A number of sessions; `this session` for one."""
    return ngettext("this session", "{count} sessions", count).format(count=count)


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
    "session_too_long": N_(
        "That would be until {until}: a session takes {hours} h at most. Look at its start and end."
    ),
    "desks_wrong": N_("A session has 1 to 50 desks."),
    "compound_twice": N_("{compound} is named twice."),
    "session_already": N_("Session {no} is in that state already."),
    "session_cannot": N_("Session {no} cannot go to that state from where it is."),
    "session_begun": N_("Session {no} is no longer planned; it cannot be moved to another day."),
    "desks_too_few": N_(
        "{people} people are called and the desks take {takes}: {desks} desks, or until {until}."
    ),
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
    "sessions_moved": N_("session {no} moved to {day}: {site}"),
    "testing_set": N_("settings of testing changed"),
}
