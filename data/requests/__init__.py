"""Requests in the store: the queue read in the order of harm, and the acts on requests.

Taking down a call is `data.requests.capture`, which brings the reading of free text with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import lazily

if TYPE_CHECKING:
    from data.requests.acts import (
        add_request,
        assign_owner,
        change_request,
        close_request,
        log_chase,
        reopen_request,
    )
    from data.requests.commands import (
        add,
        chase,
        close,
        edit,
        own,
        reopen,
    )
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
    "add",
    "add_request",
    "alike",
    "assign_owner",
    "change_request",
    "chase",
    "chases",
    "close",
    "close_request",
    "edit",
    "listing",
    "log_chase",
    "of_household",
    "own",
    "reopen",
    "reopen_request",
    "rows",
    "settings",
    "unanswered",
    "view",
]

__getattr__ = lazily(__name__, "queries", "acts", "commands")
