"""The committee's own people, to choose one of them from."""

from __future__ import annotations

from data.roster.queries import roster
from data.store import Store
from models.roster import ABSENT_PLACES, LIVE_IN_KINDS, PersonRow
from screens.i18n import _
from screens.kit.values import beside
from screens.roster import words


def staff(store: Store) -> list[PersonRow]:
    """Staff and cadres, those on duty first, the absent last: they may still be asked by
    telephone."""
    everybody = store.ask(roster, store.now())
    return sorted(
        (one for one in everybody if one.kind in LIVE_IN_KINDS),
        key=lambda one: (not one.on_duty, one.place in ABSENT_PLACES),
    )


def named(person: PersonRow | None) -> str:
    """One of them with their post, and where they are while absent; or that it is to be nobody."""
    if person is None:
        return _("nobody")
    gone = words.place(person) if person.place in ABSENT_PLACES else ""
    return beside(person.name, person.post, gone)
