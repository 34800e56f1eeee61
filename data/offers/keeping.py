"""Keeps the offer that a call makes beside its request. Part of commands on requests, which it
knows nothing of."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from data import sql
from data.ids import key_if, new_id
from models.offers import OfferState
from models.offers.reading import Said, read_offer
from models.offers.rules import LIMITS
from models.requests import RequestInput, RequestKind
from models.text import clean, fold
from models.word_tables import unless_broken

if TYPE_CHECKING:
    from data.step import Step


class _Kept(NamedTuple):
    """The offer of a call that is kept already."""

    id: str
    state: str
    household_id: str | None


def keep_offer(
    step: Step, request_id: str, given: RequestInput, was: RequestKind | None = None
) -> None:
    """Keep what a call offers, beside the request that it is; once, whatever becomes of that.

    A call of the kind `offer` offers help; one about something else where its words say so. What
    was taken for an offer by mistake is over once somebody says what the call is about, and stands
    again when that is taken back. An offer comes from the door its request does.

    Args:
        was: of what kind the request was until now; None for a new one.
    """
    is_offer = given.kind is RequestKind.OFFER
    said = unless_broken(lambda: read_offer(given.text, offers=is_offer), Said(offers=is_offer))
    rows = step.conn.execute(
        "SELECT id, state, household_id FROM offer WHERE request_id = ?", (request_id,)
    )
    found = sql.view(_Kept, rows)
    if found is None:
        if said.offers:
            _add(step, request_id, given, said)
        return
    home = key_if(step.conn, "household", given.household_no)
    if home != found.household_id:
        compound = _said_compound(step, given.address_said)
        _set(step, found.id, household_id=home, compound_id=compound)
    if found.state == OfferState.OPEN and not said.offers:
        _set(step, found.id, state=OfferState.OVER)
    elif found.state == OfferState.OVER and is_offer and was not in (None, RequestKind.OFFER):
        _set(step, found.id, state=OfferState.OPEN)


def _add(step: Step, request_id: str, given: RequestInput, said: Said) -> None:
    from models.offers.tables import Offer

    text = clean(given.text, limit=LIMITS["text"], multiline=True)
    step.add(
        Offer(
            id=new_id(),
            no=step.next_no("offer"),
            state=OfferState.OPEN,
            text=text,
            household_id=key_if(step.conn, "household", given.household_no),
            compound_id=_said_compound(step, given.address_said),
            request_id=request_id,
            offered_at=given.opened_at,
            entered_at=step.at,
            search=fold(text),
            **_columns(said),
        )
    )


def _columns(said: Said) -> dict[str, Any]:
    """What is kept of what an offer says, by column."""
    return {
        "kinds": json.dumps(said.kinds),
        "skills": json.dumps(said.skills, ensure_ascii=False),
        "vehicle": clean(said.vehicle, limit=LIMITS["vehicle"]),
        "hours": clean(said.hours, limit=LIMITS["hours"]),
        "available_from": said.available_from,
        "available_until": said.available_until,
    }


def _said_compound(step: Step, address: str) -> str | None:
    """The key of the compound named in an address of which no household is on file."""
    named = f"SELECT id FROM compound WHERE {sql.holds('?', 'name')} ORDER BY length(name) DESC"
    found: str | None = sql.value(step.conn.execute(f"{named} LIMIT 1", (address,)))
    return found


def _set(step: Step, key: str, **values: object) -> None:
    from models.offers.tables import Offer

    step.change(Offer, key, **values, version=Offer.version + 1)
