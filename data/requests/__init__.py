"""Requests in the store: the queue read in the order of harm, and the acts on requests.

Taking down a call is `data.requests.capture`, which brings the reading of free text with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.lazy import lazily

if TYPE_CHECKING:
    from data.requests.acts import (
        add_request,
        answer_harm,
        ask_leader,
        assign_owner,
        assign_owners,
        change_request,
        chase_requests,
        close_request,
        close_requests,
        forget_view,
        join_requests,
        log_chase,
        log_telling,
        note_advice,
        reopen_request,
        save_view,
        set_queue,
        tell_requests,
    )
    from data.requests.asking import leaders, question, questions
    from data.requests.commands import (
        add,
        chase,
        close,
        edit,
        inform,
        own,
        reopen,
    )
    from data.requests.doubling import doubles
    from data.requests.queries import (
        chases,
        joined,
        listing,
        of_household,
        rows,
        settings,
        tellings,
        unanswered,
        view,
    )
    from data.requests.views import saved_views

__all__ = [
    "add",
    "add_request",
    "answer_harm",
    "ask_leader",
    "assign_owner",
    "assign_owners",
    "change_request",
    "chase",
    "chase_requests",
    "chases",
    "close",
    "close_request",
    "close_requests",
    "doubles",
    "edit",
    "forget_view",
    "inform",
    "join_requests",
    "joined",
    "leaders",
    "listing",
    "log_chase",
    "log_telling",
    "note_advice",
    "of_household",
    "own",
    "question",
    "questions",
    "reopen",
    "reopen_request",
    "rows",
    "save_view",
    "saved_views",
    "set_queue",
    "settings",
    "tell_requests",
    "tellings",
    "unanswered",
    "view",
]

__getattr__ = lazily(__name__, "queries", "doubling", "asking", "views", "acts", "commands")
