"""Making one of requests that are one and the same."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from data.ids import key_of
from data.requests import ladder, queries
from data.requests.commands import named
from data.requests.doors import further
from data.requests.inputs import set_doors
from models.problems import refuse
from models.requests import RequestState, RequestView
from models.requests.doubles import joined, joining_problems
from models.times import loaded

if TYPE_CHECKING:
    from data.step import Step


def join_requests(step: Step, stays_no: int, nos: Sequence[int]) -> int:
    """Join requests to the one that stays; from now on they go its way.

    What was said, chased and told of each is kept and read with the one that stays, which becomes
    as urgent as the worst of them, and is about all their doors. What had been joined to one of
    them follows.

    Returns:
        The number of the one that stays.

    Raises:
        Refused: `request_unknown`, or the first of
            `models.requests.doubles.joining_problems`.
    """
    from sqlmodel import col, or_

    from models.requests.tables import Request

    stays = queries.view(step.conn, stays_no)
    views = [queries.view(step.conn, no) for no in nos if no != stays_no]
    refuse(joining_problems(stays, views))
    left = joined(stays, views)._asdict()
    household = left.pop("household_no")
    left["doubts"] = json.dumps(left["doubts"])
    doors = further(household, [no for view in (stays, *views) for no in _homes(view)])
    if household is not None:
        left["household_id"] = key_of(step.conn, "household", household)
    if left["state"] == RequestState.OPEN:
        left["outcome"] = None
    for name in ("harm_at", "next_chase_at", "told_at"):
        left[name] = _moment(left[name])
    step.change(Request, stays.id, version=stays.version + 1, **left)
    set_doors(step, stays.id, stays.doors, doors)
    for view in views:
        step.change_where(
            Request,
            or_(col(Request.id) == view.id, col(Request.joined_to_id) == view.id),
            joined_to_id=stays.id,
            version=col(Request.version) + 1,
        )
    ladder.moved(step, stays.id)
    others = sorted(view.no for view in views)
    step.act("requests_joined", nos=others, **named(step, [stays_no]))
    return stays_no


def _homes(view: RequestView) -> list[int]:
    """Numbers of all households a request is about."""
    return [*([] if view.household_no is None else [view.household_no]), *view.doors]


def _moment(text: str | None) -> datetime | None:
    return None if text is None else loaded(text)
