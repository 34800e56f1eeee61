"""What can be wrong with supplies, in words."""

from __future__ import annotations

from screens.i18n import N_

PROBLEMS: dict[str, str] = {
    "delivery_unknown": N_("There is no delivery {no}."),
    "drop_unknown": N_("There is no drop {no}."),
    "goods_missing": N_("Say what comes, one line for each kind: vegetable packs 1720份."),
    "goods_unclear": N_("{value} has no quantity; write it like: vegetable packs 1720份."),
    "quantity_negative": N_("{goods}: the quantity must be 0 or more."),
    "drop_twice": N_("{compound} is named twice."),
    "drop_already": N_("Drop {no} is in that state already."),
    "drop_cannot": N_("Drop {no} cannot go to that state from where it is."),
    "hands_negative": N_("Hands needed must be 0 or more."),
    "compounds_missing": N_("There are no compounds yet; bring in their list first."),
    "notice_unclear": N_("No goods were found in this text. Fill in the form by hand."),
}
