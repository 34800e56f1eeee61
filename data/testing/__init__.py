"""Testing in the store: rounds and the sessions they are held in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import lazily

if TYPE_CHECKING:
    from data.testing.acts import (
        change_round,
        change_session,
        plan_session,
        tick_sessions,
    )
    from data.testing.commands import (
        add_round,
        add_session,
        edit_round,
        edit_session,
        mark_session,
        round_input,
        session_input,
    )
    from data.testing.queries import (
        SESSIONS,
        round_of,
        rounds,
        row,
        session,
        session_row,
        sessions,
        target,
    )

__all__ = [
    "SESSIONS",
    "add_round",
    "add_session",
    "change_round",
    "change_session",
    "edit_round",
    "edit_session",
    "mark_session",
    "plan_session",
    "round_input",
    "round_of",
    "rounds",
    "row",
    "session",
    "session_input",
    "session_row",
    "sessions",
    "target",
    "tick_sessions",
]

__getattr__ = lazily(__name__, "queries", "acts", "commands")
