"""Choosing a view of the queue, also one kept under a name; keeping and forgetting them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from data.requests import saved_views as request_saved_views
from models.listing import SavedView
from models.requests.settings import view_name_problems
from screens.i18n import _
from screens.kit.choose import Act, choose_act, choose_from
from screens.kit.one_line import OneLine
from screens.kit.values import beside

if TYPE_CHECKING:
    from screens.requests.place import Requests


def choose_view(place: Requests) -> None:
    """Offer the kept views, then the queue's own, then keeping or forgetting one.

    The cursor is on the view that is shown.
    """
    kept = place.store.ask(request_saved_views.saved_views)

    def own(one: SavedView) -> Act:
        return partial(describe, place, one), partial(place.show_view, one.query)

    def scope(name: str, words: str) -> Act:
        return lambda: _(words), partial(place.show_scope, name)

    acts: list[Act] = [
        *map(own, kept),
        *(scope(name, words) for name, words in place.scopes),
        (lambda: _("keep this view under a name …"), partial(_keep, place)),
    ]
    if kept:
        acts.append((lambda: _("forget a kept view …"), partial(_forget, place, kept)))
    queries = [one.query for one in kept]
    names = [name for name, _words in place.scopes]
    if place.query_now.kept in queries:
        at = queries.index(place.query_now.kept)
    else:
        at = len(kept) + names.index(place.query_now.scope)
    choose_act(place.desk, lambda: _("Which view?"), acts, at=at)


def describe(place: Requests, view: SavedView) -> str:
    """A kept view with what it shows: its scope and what it filters for."""
    scope = dict(place.scopes).get(view.query.scope)
    return beside(view.name, beside(_(scope) if scope else "", view.query.filter, gap=" / "))


def _keep(place: Requests) -> None:
    query = place.query_now.kept

    async def submit(name: str) -> object:
        wrong = view_name_problems(name)
        if wrong:
            return wrong[0]
        return await place.perform(
            lambda step: request_saved_views.save_view(step, SavedView(name, query)),
            lambda name: _("View {name} is kept; V shows it.").format(name=name),
        )

    place.desk.open_dialog(
        OneLine(lambda: _("Name of this view"), lambda: query.filter, submit, query.filter)
    )


def _forget(place: Requests, kept: list[SavedView]) -> None:
    choose_from(
        place.desk,
        lambda: _("Forget which view?"),
        kept,
        lambda one: one.name,
        lambda one: place.perform(
            lambda step: request_saved_views.forget_view(step, one.name),
            lambda name: _("View {name} is forgotten.").format(name=name),
        ),
    )
