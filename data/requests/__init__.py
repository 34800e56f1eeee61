"""Requests in the store: the queue read in the order of harm, and the acts on requests."""

from __future__ import annotations

from data.requests.acts import (
    add_request,
    assign_owner,
    change_request,
    close_request,
    log_chase,
    reopen_request,
)
from data.requests.capture import Captured, capture, input_of_reading, read
from data.requests.commands import add, chase, close, edit, own, reopen
from data.requests.queries import (
    alike,
    chases,
    listing,
    of_household,
    rows,
    settings,
    unanswered,
    view,
)

__all__ = [
    "Captured",
    "add",
    "add_request",
    "alike",
    "assign_owner",
    "capture",
    "change_request",
    "chase",
    "chases",
    "close",
    "close_request",
    "edit",
    "input_of_reading",
    "listing",
    "log_chase",
    "of_household",
    "own",
    "read",
    "reopen",
    "reopen_request",
    "rows",
    "settings",
    "unanswered",
    "view",
]
