"""What to say to the people an abnormal tube is about, in plain words that name nobody else. Pure.

It is read out on the telephone or sent to one door, never to a group: that somebody was in a tube
is nobody else's business. Who lives elsewhere in the house hears what to do, and not why or whose.

The words agree with the call sheet (`models.call_sheet.rules`): who was in the tube is left out of
the next round; who lives with them or shares a kitchen, and was in none, is asked down as ever. To
leave whole houses unsampled would find the next infection a day later, and safety of life wins over
the comfort of one rule for all behind a door; so they come masked and apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from models.address import short_address
from models.call_sheet import Why
from models.recall import Affected, Recall, RetestState, Shares, Visit
from models.times import local_date
from screens.i18n import _
from screens.kit.times import at
from screens.kit.values import beside
from screens.recall.listing import Job


class Said(NamedTuple):
    """What is said at one door, or to one helper."""

    to: str
    """The door, or the helper's name."""
    household: int | None
    kind: str
    """`member` for who waits for a result of their own, `positive`, `negative` for whose own result
    is there, `kitchen` or `helper`."""
    text: str


class Coming(NamedTuple):
    """How far it is that somebody samples at a door."""

    state: str
    """A `RetestState`."""
    starts: datetime


class Mates(StrEnum):
    """Who lives behind a door beside the members who wait."""

    NONE = "none"
    CALLED = "called"
    """Somebody who comes down to the next round."""
    VISITED = "visited"
    """Somebody who is sampled at the door as it is."""


def to_member(coming: Coming | None, now: datetime, mates: Mates = Mates.NONE) -> str:
    """What somebody is told who was in the tube and waits, and those behind the same door.

    Args:
        coming: how far their sampling is; None where nobody was found for it.
        mates: who lives there beside.
    """
    told = [
        _("Hello, this is the neighbourhood committee."),
        _(
            "You gave a sample together with others, and it has to be checked again. That is not "
            "your own result, and most people in such a tube turn out negative."
        ),
        _sampling(coming, now, mates),
        _stay(mates),
        *_needs(),
        _("We tell nobody that you were in it."),
    ]
    return beside(*told, gap=" ")


def _sampling(coming: Coming | None, now: datetime, mates: Mates) -> str:
    """What is told of their own sample, as it stands now."""
    if coming is None or coming.state == RetestState.CANCELLED:
        return _("We call you again about your own sample.")
    if coming.state == RetestState.DONE:
        return _("Your own sample is on its way: we call you as soon as its result is there.")
    if coming.state == RetestState.UNDER_WAY or coming.starts < now:
        said = _(
            "Soon somebody in protective clothing comes to your door and samples each of you "
            "alone. We ring before. Have your code or identity card ready, and a mask on."
        )
        if mates is not Mates.NONE:
            said = _(
                "Soon somebody in protective clothing comes to your door and samples alone who of "
                "you was in such a tube. We ring before. Have your code or identity card ready, "
                "and a mask on."
            )
        return said
    said = _(
        "At about {time} somebody in protective clothing comes to your door and samples each "
        "of you alone. We ring before. Have your code or identity card ready, and a mask on."
    )
    if mates is not Mates.NONE:
        said = _(
            "At about {time} somebody in protective clothing comes to your door and samples "
            "alone who of you was in such a tube. We ring before. Have your code or identity "
            "card ready, and a mask on."
        )
    return said.format(time=at(coming.starts, local_date(now)))


def _stay(mates: Mates) -> str:
    if mates is Mates.CALLED:
        return _(
            "Until the result is there please stay at home, each in a room of their own if you can,"
            " with a window open. Who was in such a tube does not come down for the next round: we"
            " know, and leave them out until then. Who was in none comes down when we call them, "
            "with a mask on and apart from others."
        )
    if mates is Mates.VISITED:
        return _(
            "Until the result is there please stay at home, each in a room of their own if you can,"
            " with a window open. None of you comes down for the next round: whoever has to be "
            "sampled is sampled at your door."
        )
    return _(
        "Until your own result is there please stay at home, each in a room of their own if you can"
        ", with a window open. Do not come down for the next round: we know, and leave you out "
        "until then."
    )


def _needs() -> Iterator[str]:
    yield _("Food and goods are put in front of your door; tell us what you lack.")
    yield _(
        "Call us at once for fever or trouble breathing, and for whatever cannot wait: medicine"
        ", dialysis, a birth."
    )


def to_positive() -> str:
    """What somebody is told whose own result is positive, and those behind the same door."""
    return beside(
        _("Hello, this is the neighbourhood committee."),
        _(
            "This is about the result you had; the doctor or the subdistrict calls you about what "
            "comes next. Until then please stay at home, each in a room of their own if you can, "
            "with a mask on and a window open. None of you comes down for the next round."
        ),
        *_needs(),
        _("We tell nobody."),
        gap=" ",
    )


def to_negative(*, stays: bool = False) -> str:
    """What somebody is told whose own result is negative.

    Args:
        stays: whether they are sampled at the door all the same, as they share a home or a kitchen
            with somebody positive, or are isolating.
    """
    last = _(
        "You need not wait at home for it any longer; for the next round come down when we call "
        "you. Everything else holds as it does in your building."
    )
    if stays:
        last = _(
            "Please stay at home all the same; for the next round do not come down, you are "
            "sampled at your door."
        )
    return beside(
        _("Hello, this is the neighbourhood committee."),
        _("Your own result is there: it is negative. Thank you for waiting."),
        last,
        gap=" ",
    )


def to_neighbour(*, visited: bool = False) -> str:
    """What somebody is told who shares kitchen or bathroom with a member.

    Args:
        visited: whether they are sampled at the door as it is.
    """
    rest = _(
        "Stay in your own room otherwise; for the next round come down when we call you, with a"
        " mask on and apart from others. Somebody in your house is sampled once more; we do not"
        " say who, as we would not say it of you."
    )
    if visited:
        rest = _(
            "Stay in your own room otherwise; for the next round do not come down, you are sampled "
            "at your door. We say nothing of others in the house, as we would not say it of you."
        )
    return beside(
        _("Hello, this is the neighbourhood committee."),
        _(
            "As a precaution please use kitchen and bathroom one at a time until we call again, "
            "with a mask on and a window open, and wipe handles, taps and switches afterwards."
        ),
        rest,
        _("Call us for fever, and for whatever you need."),
        gap=" ",
    )


def to_neighbour_after() -> str:
    """The same once nobody of the house waits, and all were negative."""
    return beside(
        _("Hello, this is the neighbourhood committee."),
        _("Kitchen and bathroom may be used as before. Thank you for your care."),
        gap=" ",
    )


def to_helper() -> str:
    """What somebody is told who was at the table while the tube was filled."""
    return beside(
        _(
            "A tube that was filled at your table has to be checked again. You wore protection, so "
            "there is little reason to worry."
        ),
        _(
            "Please keep apart from the others, eat and sleep alone, and take a test of your own "
            "before your next duty; tell us at once if you have fever or a sore throat."
        ),
        gap=" ",
    )


def to_helper_after() -> str:
    """The same once everybody of the tube was negative."""
    return _("Everybody of the tube that had to be checked again is negative. Thank you.")


def all_said(
    recall: Recall, jobs: Sequence[Job], now: datetime, recalls: Sequence[Recall] = ()
) -> Iterator[Said]:
    """What is said about one tube, door by door, then to who was at the table; as everybody's
    results and samplings stand now.

    Args:
        recalls: all that are told together, whose members live behind the same doors.
    """
    coming = {job.household: coming_of(job) for job in jobs}
    homes: dict[object, list[Affected]] = {}
    for one in recall.members:
        if one.gone not in ("died", "moved_out"):
            homes.setdefault(one.household or one.who, []).append(one)
    for here in homes.values():
        mates = mates_of(recalls or [recall], here[0].household)
        yield from _at_home(recall, here, to_member(coming.get(here[0].household), now, mates))
    seen = {one.household for here in homes.values() for one in here}
    for one in recall.sharing:
        if one.shares == Shares.KITCHEN and one.household not in seen:
            seen.add(one.household)
            beside_it = [other for other in recall.members if _house(other) == _house(one)]
            if beside_it and all(other.who in recall.freed for other in beside_it):
                text = to_neighbour_after()
            else:
                text = to_neighbour(visited=one.who in recall.visited)
            yield Said(_to(one), one.household, "kitchen", text)
    over = bool(recall.members) and all(one.who in recall.freed for one in recall.members)
    for helper in recall.helpers:
        yield Said(helper.name, None, "helper", to_helper_after() if over else to_helper())


def _at_home(recall: Recall, here: Sequence[Affected], waiting: str) -> Iterator[Said]:
    """What is said behind one door: who is positive, who waits, who is free hear different things.

    Args:
        here: its members.
        waiting: what those hear who wait.
    """
    first = here[0]
    positive = [one for one in here if one.gone == Why.POSITIVE]
    freed = [one for one in here if one.who in recall.freed and one not in positive]
    if positive:
        yield Said(_to(first), first.household, "positive", to_positive())
    if len(positive) + len(freed) < len(here):
        yield Said(_to(first), first.household, "member", waiting)
    if freed:
        stays = bool(positive) or any(one.who in recall.visited for one in freed)
        yield Said(_to(first), first.household, "negative", to_negative(stays=stays))


def coming_of(one: Job | Visit) -> Coming | None:
    """How far it is that somebody samples at a door; None where nobody was found for it, since a
    time that is told is a promise."""
    if isinstance(one, Visit):
        return Coming(RetestState.PLANNED, one.starts) if one.given else None
    if one.who is None and one.state == RetestState.PLANNED:
        return None
    return Coming(one.state, one.starts_at)


def mates_of(recalls: Iterable[Recall], household: int | None) -> Mates:
    """Who lives behind a door beside the members of these tubes who wait."""
    found = list(recalls)
    members = {one.who for recall in found for one in recall.members}
    freed = {who for recall in found for who in recall.freed}
    visited = {who for recall in found for who in recall.visited}
    positive = any(
        one.gone == Why.POSITIVE and one.household == household and household is not None
        for recall in found
        for one in recall.members
    )
    mates = {
        one.who
        for recall in found
        for one in (*recall.sharing, *recall.members)
        if one.household == household and (one.who not in members or one.who in freed)
        if one.who in freed or one.shares == Shares.HOME
    }
    if positive or mates & visited:
        return Mates.VISITED
    return Mates.CALLED if mates else Mates.NONE


def _house(one: Affected) -> tuple[str | None, ...]:
    return one.compound, one.lane, one.building


def _to(one: Affected) -> str:
    return short_address(*one.address) or one.name
