"""Views of the queue kept under a name: a filter with its scope and order, as a setting."""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import TYPE_CHECKING

from data import sql
from data.sql import Reader
from models.listing import ListQuery, SavedView
from models.problems import Refused, refuse
from models.requests.settings import view_name_problems
from models.text import clean, fold

if TYPE_CHECKING:
    from data.step import Step


_SETTING = "requests.views"

MOST_VIEWS = 20
"""Views kept; more are not found again in a list."""


def saved_views(conn: Reader) -> list[SavedView]:
    """The views that were kept, in the order they were."""
    value = sql.value(conn.execute("SELECT value FROM setting WHERE id = ?", (_SETTING,)))
    kept = [] if value is None else json.loads(value)
    return [SavedView(one["name"], ListQuery(*one["query"])) for one in kept]


def named_view(conn: Reader, name: str, scopes: Collection[str]) -> ListQuery:
    """A view by its name: one of the queue's own, else one that was kept.

    Args:
        scopes: names of the queue's own views.

    Raises:
        Refused: `view_not_known`, with those there are.
    """
    if name in scopes:
        return ListQuery(name, "hurt")
    kept = saved_views(conn)
    for one in kept:
        if fold(one.name) == fold(name):
            known = one.query.scope in scopes
            return one.query if known else one.query._replace(scope="all")
    raise Refused("view_not_known", "view", view=name, known=[*scopes, *(one.name for one in kept)])


def save_view(step: Step, view: SavedView) -> str:
    """Keep a view under its name; one of the same name is replaced.

    Returns:
        The name.

    Raises:
        Refused: `view_name_empty`, `view_name_long`, `too_many_views`.
    """
    name = clean(view.name)
    refuse(view_name_problems(name))
    others = [one for one in saved_views(step.conn) if one.name != name]
    if len(others) >= MOST_VIEWS:
        raise Refused("too_many_views", "name", limit=MOST_VIEWS)
    query = view.query._replace(filter=clean(view.query.filter))
    _put(step, [*others, SavedView(name, query)])
    step.act("view_saved", name=name)
    return name


def forget_view(step: Step, name: str) -> str:
    """Forget a view.

    Returns:
        Its name.

    Raises:
        Refused: `view_unknown`.
    """
    views = saved_views(step.conn)
    if all(one.name != name for one in views):
        raise Refused("view_unknown", name=name)
    _put(step, [one for one in views if one.name != name])
    step.act("view_forgotten", name=name)
    return name


def _put(step: Step, views: list[SavedView]) -> None:
    from data.settings import put

    put(step, _SETTING, [{"name": one.name, "query": list(one.query.kept)[:-1]} for one in views])
