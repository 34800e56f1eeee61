"""What is done with offers of help: written down, changed, taken, over. Nothing is deleted."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from data import sql
from data.ids import key_if, key_of, new_id
from data.offers import queries
from data.offers.volunteers import on_roster
from data.requests.commands import close_requests
from data.several import each
from models.fields import tags
from models.hours import find_hours
from models.offers import Ended, OfferInput, OfferRow, OfferState, OverWhy
from models.offers.rules import LIMITS, offer_problems
from models.problems import Refused, refuse, refuse_outdated
from models.requests import ClosingInput, Outcome, RequestKind, RequestState
from models.several import Several
from models.text import clean, fold, phone_digits

if TYPE_CHECKING:
    from data.step import Step


def add_offer(step: Step, given: OfferInput) -> int:
    """Write down an offer that came with no call; its number.

    Raises:
        Refused: `field_empty`, `household_unknown`, `compound_unknown`.
    """
    from models.offers.tables import Offer

    refuse(offer_problems(given))
    no = step.next_no("offer")
    values = _columns(step, given._asdict())
    at = given.offered_at or step.at
    step.add(
        Offer(
            id=new_id(),
            no=no,
            state=OfferState.OPEN,
            entered_at=step.at,
            **{**values, "offered_at": at},
        )
    )
    step.act("offer_kept", no=no, name=values["name"])
    return no


def change_offer(step: Step, no: int, version: int, changes: Mapping[str, object]) -> None:
    """Change what is known of an offer, by names of OfferInput.

    Raises:
        Refused: `offer_unknown`, `edited_meanwhile`, and as `add_offer`.
    """
    from models.offers.tables import Offer

    was = queries.offer(step.conn, no, step.at)
    refuse_outdated(no, was.version, version)
    if not str(changes.get("text", was.text)).strip():
        raise Refused("field_empty", "text")
    values = _columns(step, changes)
    if values:
        step.change(Offer, was.id, **values, version=Offer.version + 1)
    step.act("offer_changed", no=no, name=values.get("name", was.name))


def take_offers(step: Step, nos: Sequence[int], *, told: bool = False) -> Several[Ended]:
    """Make those who offered help volunteers, with all that is known of them.

    Who is on the roster already is taken there; who is named in the register is the same human
    being in both. The call an offer came with is met by it, and closed where its giver was told:
    else it stays to be called back, so that they are thanked. A call about something else goes on.

    Args:
        told: whether they were told that they are needed, and thanked.

    Raises:
        Refused: a `NoneDone` of `offer_unknown`, `offer_taken`, `offer_nameless`, and what the
            roster refuses.
    """
    from models.offers.tables import Offer

    def take(no: int) -> Ended:
        was = queries.offer(step.conn, no, step.at)
        if was.state == OfferState.TAKEN:
            raise Refused("offer_taken", no=no, name=was.name)
        if not was.name:
            raise Refused("offer_nameless", no=no)
        person_no, was_known = on_roster(step, was)
        key = key_of(step.conn, "person", person_no)
        step.change(Offer, was.id, state=OfferState.TAKEN, person_id=key, version=Offer.version + 1)
        ended = _end_call(step, was, Outcome.MET, told)
        return ended._replace(person_no=person_no, was_known=was_known)

    done = each(step, nos, take)
    step.act("offers_taken", nos=done.nos, name=[done.done[no].name for no in done.nos])
    return done


def end_offers(
    step: Step, nos: Sequence[int], why: OverWhy, *, told: bool = False
) -> Several[Ended]:
    """Offers are possible no longer, or not needed; who became a volunteer by one stays so.

    The call an offer came with is closed as taken back by who made it, told or to be thanked.

    Args:
        told: whether they know: it was they who said so, or they were thanked.

    Raises:
        Refused: a `NoneDone` of `offer_unknown`, `offer_over`.
    """
    from models.offers.tables import Offer

    def end(no: int) -> Ended:
        was = queries.offer(step.conn, no, step.at)
        if was.state == OfferState.OVER:
            raise Refused("offer_over", no=no, name=was.name)
        step.change(Offer, was.id, state=OfferState.OVER, version=Offer.version + 1)
        return _end_call(step, was, Outcome.WITHDRAWN, told)._replace(person_no=was.person_no)

    done = each(step, nos, end)
    names = [done.done[no].name for no in done.nos]
    step.act("offers_over", nos=done.nos, name=names, why=why.value)
    return done


def thank_offers(step: Step, nos: Sequence[int]) -> Several[Ended]:
    """Write down that those who offered help were told what became of it: their calls are closed.

    Raises:
        Refused: a `NoneDone` of `offer_unknown`, `offer_stands` where nothing became of it yet,
            `offer_not_owed` where nobody is owed an answer.
    """

    def thank(no: int) -> Ended:
        was = queries.offer(step.conn, no, step.at)
        if was.state == OfferState.OPEN:
            raise Refused("offer_stands", no=no, name=was.name)
        taken = was.state == OfferState.TAKEN
        ended = _end_call(step, was, Outcome.MET if taken else Outcome.WITHDRAWN, told=True)
        if ended.request_no is None:
            raise Refused("offer_not_owed", no=no, name=was.name)
        if ended.held is not None:
            raise Refused(ended.held.code, ended.held.field, **ended.held.params)
        return ended

    done = each(step, nos, thank)
    step.act("offers_thanked", nos=done.nos, name=[done.done[no].name for no in done.nos])
    return done


# -- the call it came with -------------------------------------------------------------------------

_CALL = """
SELECT coalesce(s.no, r.no) AS no, coalesce(s.kind, r.kind) AS kind,
  coalesce(s.state, r.state) AS state, coalesce(s.outcome, r.outcome) AS outcome,
  (SELECT count(*) FROM offer o JOIN request q ON q.id = o.request_id
    WHERE coalesce(q.joined_to_id, q.id) = coalesce(s.id, r.id) AND o.state = 'open') AS others
FROM offer t JOIN request r ON r.id = t.request_id LEFT JOIN request s ON s.id = r.joined_to_id
WHERE t.id = ?"""
"""The call of an offer, or that it was joined to, and how many other offers stand that came with
it."""


def _end_call(step: Step, was: OfferRow, outcome: Outcome, told: bool) -> Ended:
    """Close the call an offer came with, where it was about nothing else; what came of that.

    One that only waits for somebody to be told keeps the outcome it has.
    """
    ended = Ended(was.no, was.name)
    call = next(sql.named(step.conn.execute(_CALL, (was.id,))), None)
    if call is None or call["kind"] != RequestKind.OFFER or call["others"]:
        return ended
    if call["state"] == RequestState.CLOSED or (
        call["state"] == RequestState.CALL_BACK and not told
    ):
        return ended
    if call["state"] == RequestState.CALL_BACK:
        outcome = Outcome(call["outcome"])
    whom = (was.name or was.phone) if told else ""
    closing = ClosingInput(outcome, whom, step.at)
    try:
        with step.part():
            done = close_requests(step, {call["no"]: closing})
    except Refused as refused:
        return ended._replace(request_no=call["no"], owed=True, held=refused.problem)
    owed = done.done[call["no"]] is not RequestState.CLOSED
    return ended._replace(request_no=call["no"], owed=owed)


# -- what is kept ----------------------------------------------------------------------------------


def _columns(step: Step, given: Mapping[str, object]) -> dict[str, Any]:
    """What is kept of fields of an OfferInput, by column.

    Raises:
        Refused: `household_unknown`, `compound_unknown`.
    """
    values: dict[str, Any] = {}
    for name, value in given.items():
        match name:
            case "text":
                values["text"] = clean(str(value), limit=LIMITS["text"], multiline=True)
                values["search"] = fold(values["text"])
            case "name" | "vehicle":
                values[name] = clean(str(value or ""), limit=LIMITS[name])
            case "phone":
                values["phone"] = _number(str(value or ""))
            case "hours":
                values |= _hours(str(value or ""))
            case "kinds" | "skills":
                words = tags(tuple(value or ()))  # type: ignore[arg-type]
                values[name] = json.dumps(words, ensure_ascii=False)
            case "household_no":
                values["household_id"] = key_if(step.conn, "household", value)  # type: ignore[arg-type]
            case "compound":
                values["compound_id"] = _compound(step, str(value or ""))
            case _:
                values[name] = value
    return values


def _hours(said: str) -> dict[str, Any]:
    words = clean(said, limit=LIMITS["hours"])
    begins, ends = find_hours(words)[1] or (None, None)
    return {"hours": words, "available_from": begins, "available_until": ends}


def _number(said: str) -> str:
    """The digits of a number of this country; one of another stays as typed."""
    digits = phone_digits(said)
    return digits if digits and phone_digits(digits) == digits else clean(said, limit=40)


def _compound(step: Step, name: str) -> str | None:
    if not name:
        return None
    found = sql.value(step.conn.execute("SELECT id FROM compound WHERE name = ?", (name,)))
    if found is None:
        raise Refused("compound_unknown", "compound", value=name)
    return str(found)
