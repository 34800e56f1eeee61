"""Offers of help in words: who, what, when; why one suits a request or does not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from models.address import short_address
from models.offers import Ended, OfferRow, OfferState, OverWhy
from models.offers.rules import Fit
from models.requests import HEALTH_KINDS, Reason
from models.several import Several
from screens.i18n import N_, Labels, _, ngettext
from screens.kit import masks
from screens.kit.values import beside, filled, joined
from screens.requests.words import label as request_label
from screens.residents.words import whereabouts
from screens.roster.words import label as people_label
from screens.sentences import say

state = Labels(
    {
        OfferState.OPEN: N_("stands"),
        OfferState.TAKEN: N_("taken"),
        OfferState.OVER: N_("over"),
    }
)

_OVER_WHY: Mapping[str, str] = {
    OverWhy.WITHDRAWN: N_("they take it back"),
    OverWhy.ILL: N_("they are ill or isolated"),
    OverWhy.NOT_NEEDED: N_("it is not needed"),
}

_WHY: Mapping[str, str] = {
    "same_compound": N_("same compound"),
    "where_unknown": N_("from where? ask"),
    "by_telephone": N_("by telephone"),
    "brought_to_gate": N_("from {compound}, to the gate"),
    "with_pass": N_("from {compound}, with a pass"),
    "vehicle": N_("has {vehicle}"),
    "skills": N_("can: {skills}"),
    "free_from": N_("free from {at}"),
    "giver_absent": N_("cannot come ({place})"),
    "giver_gone": N_("cannot come ({presence})"),
    "household_moves": N_("cannot come: somebody of that household is to be moved"),
    "building_closed": N_("cannot come out: building closed until {day}"),
    "compound_closed": N_("cannot come out: compound closed until {day}"),
    "other_compound": N_("from {compound}, no pass known"),
    "no_vehicle": N_("no vehicle known"),
    "nothing_heavy": N_("carries nothing heavy"),
    "not_in_time": N_("not free in time ({hours})"),
}


def over_why(why: str) -> str:
    """Why an offer is over, as it can be chosen: it is said of nobody yet."""
    return _(_OVER_WHY[why])


def why(reason: Reason, masked: bool = False) -> str:
    """What speaks for an offer, or against it; masked it says nothing of anybody's health."""
    if masked and reason.code == "household_moves":
        return _("cannot come")
    said = dict(reason.params)
    if "place" in said:
        said["place"] = people_label(str(said["place"]), "place")
    if "presence" in said:
        said["presence"] = whereabouts(str(said["presence"]))
    if "day" in said:
        said["day"] = date.fromisoformat(str(said["day"]))
    return filled(_(_WHY[reason.code]), said)


def reasons(fit: Fit, masked: bool = False) -> str:
    """Why an offer suits a request, or behind a sign why it does not."""
    if fit.suits:
        return joined(why(one, masked) for one in fit.favours)
    return "⚠ " + joined(why(one, masked) for one in fit.against)


def kinds(row: OfferRow, masked: bool = False) -> str:
    """What an offer may serve; kinds that tell of health only say so when masked."""
    told = (
        _("health") if masked and one in HEALTH_KINDS else request_label(one, "kind")
        for one in row.kinds
    )
    return joined(dict.fromkeys(told))


def where(row: OfferRow) -> str:
    """Where its giver lives, short."""
    return short_address(row.compound, row.lane, row.building, row.unit, row.room)


def giver(row: OfferRow, masked: bool = False) -> str:
    """Who offers help: name, number, door."""
    name = row.name or _("name not known")
    return beside(name, masks.phone(row.phone, masked), where(row))


def brief(row: OfferRow, masked: bool = False) -> str:
    """An offer in one line: who, what was said, with what, when."""
    said = masks.text(" ".join(row.text.split()), masked)
    return beside(giver(row, masked), said)


def link(row: OfferRow) -> str:
    """What a link to an offer is called."""
    return _("offer {no}  {name}").format(no=row.no, name=row.name or _("name not known"))


def told_of(done: Several[Ended], sentence: str) -> str:
    """What came of offers, and of the calls they came with."""
    ended = list(done.done.values())
    owed = [one.request_no for one in ended if one.owed and one.held is None]
    parts = [sentence]
    if owed:
        numbers = joined(f"#{no}" for no in owed)
        parts.append(_("Still to be thanked: {numbers}; t once they were.").format(numbers=numbers))
    parts += [
        _("⚠ Call #{no} stays open: {why}").format(no=one.request_no, why=say(one.held))
        for one in ended
        if one.held is not None
    ]
    return beside(*parts, gap=" ")


def taken(done: Several[Ended]) -> str:
    """That people are volunteers now."""
    ended = list(done.done.values())
    names = joined(one.name for one in ended)
    if all(one.was_known for one in ended):
        return told_of(done, _("{names}: on the roster already, offer taken.").format(names=names))
    said = ngettext("{names} is a volunteer now.", "{names} are volunteers now.", len(ended))
    return told_of(done, said.format(names=names))


def over(done: Several[Ended]) -> str:
    """That offers are over."""
    count = len(done.nos)
    said = ngettext("{count} offer is over.", "{count} offers are over.", count)
    return told_of(done, said.format(count=count))


def thanked(done: Several[Ended]) -> str:
    """That people were told."""
    names = joined(one.name or f"#{one.no}" for one in done.done.values())
    return told_of(done, _("{names}: told and thanked.").format(names=names))


def standing(open_count: int, suit: int) -> str:
    """How many offers stand, and how many of them suit a request, for the board of the day."""
    told = _("Offers of help: {count}").format(count=open_count)
    if not suit:
        return told
    words = ngettext("{count} suits an open request", "{count} suit open requests", suit).format(
        count=suit
    )
    return beside(told, words, gap=" · ")


def numbers(nos: Sequence[int]) -> str:
    """Numbers of requests in a cell."""
    return " ".join(f"#{no}" for no in nos)


PROBLEMS: dict[str, str] = {
    "offer_unknown": N_("There is no offer {no}."),
    "offer_taken": N_("{name} was taken on already."),
    "offer_over": N_("The offer of {name} is over already."),
    "offer_nameless": N_("Nobody knows who made offer {no}. Write down the name first: e."),
    "offer_stands": N_("Offer {no} still stands: take it, d, or say that it is over, o."),
    "offers_not_named": N_("Name the offers: offers {act} 3."),
    "offer_not_owed": N_("Nobody is owed an answer for offer {no}."),
}

ACTS: dict[str, str] = {
    "offer_kept": N_("offer of {name} written down"),
    "offer_changed": N_("offer of {name} changed"),
    "offers_taken": N_("{name}: offer taken, now on the roster"),
    "offers_over": N_("offer of {name} is over"),
    "offers_thanked": N_("{name}: told and thanked for the offer"),
}
