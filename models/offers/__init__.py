"""Offers of help: what somebody would do, where and when, and what became of it.

Views, states and inputs; no tables.
"""

from __future__ import annotations

from enum import StrEnum


class OfferState(StrEnum):
    """What became of an offer. There is no refusing one: it stands until it is taken or over."""

    OPEN = "open"
    TAKEN = "taken"
    OVER = "over"
