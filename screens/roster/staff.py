"""The committee's own people, to choose one of them from."""

from __future__ import annotations

from data.roster.queries import roster
from data.store import Store
from models.roster import LIVE_IN_KINDS, PersonRow
from screens.i18n import _


def staff(store: Store) -> list[PersonRow]:
    """Staff and cadres, those on duty first."""
    everybody = store.ask(roster, store.now())
    return sorted((p for p in everybody if p.kind in LIVE_IN_KINDS), key=lambda p: not p.on_duty)


def named(person: PersonRow | None) -> str:
    """One of them with their post, or that it is to be nobody."""
    return _("nobody") if person is None else f"{person.name}  {person.post}".rstrip()
