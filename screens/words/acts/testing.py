"""Acts on testing, as the journal tells them."""

from __future__ import annotations

from screens.i18n import N_

ACTS: dict[str, str] = {
    "round_changed": N_("round {no} changed: {name}"),
    "session_added": N_("session {no} planned: {site}, {round}"),
    "session_changed": N_("session {no} changed: {site}, {round}"),
    "session_planned": N_("session {no} planned again: {site}, {round}"),
    "session_running": N_("session {no} has begun: {site}, {round}"),
    "session_done": N_("session {no} is over: {site}, {round}"),
    "session_cancelled": N_("session {no} called off: {site}, {round}"),
}
