"""Choosing a view of the queue, also one kept under a name; keeping and forgetting them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from data.requests import saved_views as request_saved_views
from models.listing import SavedView
from models.problems import Refused
from models.requests.settings import view_name_problems
from screens.i18n import _
from screens.kit.choose import Choose
from screens.kit.one_line import OneLine
from screens.sentences import say

if TYPE_CHECKING:
    from screens.requests.place import Requests


def choose_view(place: Requests) -> None:
    """Offer the kept views, then the queue's own, then keeping or forgetting one.

    The cursor is on the view that is shown.
    """
    kept = place.store.ask(request_saved_views.saved_views)

    def options() -> list[str]:
        own = [f"{one.name}  {describe(place, one)}".rstrip() for one in kept]
        scopes = [_(words) for _name, words in place.scopes]
        forget = [_("forget a kept view …")] if kept else []
        return [*own, *scopes, _("keep this view under a name …"), *forget]

    def chosen(index: int | None) -> None:
        if index is None:
            return
        at = index - len(kept)
        if at < 0:
            place.show_view(kept[index].query)
        elif at < len(place.scopes):
            place.show_scope(place.scopes[at][0])
        elif at == len(place.scopes):
            _keep(place)
        else:
            _forget(place, kept)

    queries = [one.query for one in kept]
    names = [name for name, _words in place.scopes]
    if place.query_now in queries:
        at = queries.index(place.query_now)
    else:
        at = len(kept) + names.index(place.query_now.scope)
    place.desk.open_dialog(Choose(lambda: _("Which view?"), options, at=at), chosen)


def describe(place: Requests, view: SavedView) -> str:
    """What a kept view shows: its scope and what it filters for."""
    scope = dict(place.scopes).get(view.query.scope)
    return " / ".join(part for part in (_(scope) if scope else "", view.query.filter) if part)


def _keep(place: Requests) -> None:
    query = place.query_now

    async def submit(name: str) -> str:
        wrong = view_name_problems(name)
        if wrong:
            return say(wrong[0])
        done = await place.perform(
            lambda step: request_saved_views.save_view(step, SavedView(name, query)),
            lambda name: _("View {name} is kept; V shows it.").format(name=name),
        )
        return say(done.problem) if isinstance(done, Refused) else ""

    place.desk.open_dialog(
        OneLine(lambda: _("Name of this view"), lambda: query.filter, submit, query.filter)
    )


def _forget(place: Requests, kept: list[SavedView]) -> None:
    def chosen(index: int | None) -> None:
        if index is not None:
            name = kept[index].name
            place.run_worker(
                place.perform(
                    lambda step: request_saved_views.forget_view(step, name),
                    lambda name: _("View {name} is forgotten.").format(name=name),
                )
            )

    names = [one.name for one in kept]
    place.desk.open_dialog(Choose(lambda: _("Forget which view?"), lambda: names), chosen)
