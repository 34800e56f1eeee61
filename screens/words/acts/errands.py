"""Acts on errands, as the journal tells them."""

from __future__ import annotations

from screens.i18n import N_

ACTS: dict[str, str] = {
    "errand_made": N_("errand {no} made of {requests} requests: {what}"),
    "errand_joined": N_("errand {no}: request {requests} added: {what}"),
    "errand_called_off": N_("errand {no} called off, {requests} requests wait again: {what}"),
    "errand_changed": N_("errand {no} changed: {what}"),
    "errand_line_changed": N_("errand {no}: line {line} changed: {what}"),
    "errand_line_removed": N_("errand {no}: line {line} taken out: {what}"),
    "errand_results": N_("errand {no}: {brought} brought, {missing} not: {what}"),
}
