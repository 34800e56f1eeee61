"""Acts on supplies, as the journal tells them."""

from __future__ import annotations

from screens.i18n import N_

ACTS: dict[str, str] = {
    "delivery_added": N_("delivery {no} noted, {stops} stops: {goods}"),
    "delivery_changed": N_("delivery {no} changed, {stops} stops: {goods}"),
    "drop_changed": N_("drop at {compound} changed"),
    "drop_planned": N_("drop at {compound} planned again"),
    "drop_unloaded": N_("drop at {compound} unloaded"),
    "drop_done": N_("drop at {compound} handed out"),
    "drop_cancelled": N_("drop at {compound} called off"),
}
