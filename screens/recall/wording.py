"""What to say to the people an abnormal tube is about, in plain words that name nobody else. Pure.

It is read out on the telephone or sent to one door, never to a group: that somebody was in a tube
is nobody else's business. Who lives elsewhere in the house hears what to do, and not why or whose.

The words agree with the call sheet (`models.call_sheet.rules`): who was in the tube is left out of
the next round; who lives with them or shares a kitchen, and was in none, is asked down as ever. To
leave whole houses unsampled would find the next infection a day later, and safety of life wins over
the comfort of one rule for all behind a door; so they come masked and apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import NamedTuple

from models.address import short_address
from models.recall import Affected, Recall, Shares
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
    """`member`, `home`, `kitchen` or `helper`."""
    text: str


def to_member(starts: datetime | None, now: datetime, *, mates: bool = False) -> str:
    """What somebody is told who was in the tube, and those behind the same door.

    Args:
        starts: when somebody comes to sample them; None where nobody does.
        mates: whether somebody lives there who was not in it.
    """
    told = [
        _("Hello, this is the neighbourhood committee."),
        _(
            "You gave a sample together with others, and it has to be checked again. That is not "
            "your own result, and most people in such a tube turn out negative."
        ),
    ]
    if starts is None:
        told.append(_("We call you again about your own sample."))
    else:
        when = at(starts, local_date(now))
        coming = _(
            "At about {time} somebody in protective clothing comes to your door and samples each "
            "of you alone. We ring before. Have your code or identity card ready, and a mask on."
        )
        if mates:
            coming = _(
                "At about {time} somebody in protective clothing comes to your door and samples "
                "alone who of you was in such a tube. We ring before. Have your code or identity "
                "card ready, and a mask on."
            )
        told.append(coming.format(time=when))
    told += [
        _mates_stay() if mates else _all_stay(),
        _("Food and goods are put in front of your door; tell us what you lack."),
        _(
            "Call us at once for fever or trouble breathing, and for whatever cannot wait: medicine"
            ", dialysis, a birth. We tell nobody that you were in it."
        ),
    ]
    return beside(*told, gap=" ")


def _all_stay() -> str:
    return _(
        "Until your own result is there please stay at home, each in a room of their own if you can"
        ", with a window open. Do not come down for the next round: we know, and leave you out "
        "until then."
    )


def _mates_stay() -> str:
    return _(
        "Until the result is there please stay at home, each in a room of their own if you can, "
        "with a window open. Who was in such a tube does not come down for the next round: we know"
        ", and leave them out until then. Who was in none comes down when we call them, with a "
        "mask on and apart from others."
    )


def to_neighbour() -> str:
    """What somebody is told who shares kitchen or bathroom with a member."""
    return beside(
        _("Hello, this is the neighbourhood committee."),
        _(
            "As a precaution please use kitchen and bathroom one at a time until we call again, "
            "with a mask on and a window open, and wipe handles, taps and switches afterwards."
        ),
        _(
            "Stay in your own room otherwise; for the next round come down when we call you, with a"
            " mask on and apart from others. Somebody in your house is sampled once more; we do not"
            " say who, as we would not say it of you."
        ),
        _("Call us for fever, and for whatever you need."),
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


def all_said(recall: Recall, jobs: list[Job], now: datetime) -> Iterator[Said]:
    """What is said about one tube, door by door, then to who was at the table."""
    by_home = {job.household: job for job in jobs}
    seen: set[int | None] = set()
    for one in recall.members:
        if one.household in seen or one.gone in ("died", "moved_out"):
            continue
        if one.household is not None:
            seen.add(one.household)
        job = by_home.get(one.household)
        text = to_member(
            None if job is None else job.starts_at, now, mates=has_mates([recall], one.household)
        )
        yield Said(_to(one), one.household, "member", text)
    for one in recall.sharing:
        if one.shares == Shares.KITCHEN and one.household not in seen:
            seen.add(one.household)
            yield Said(_to(one), one.household, "kitchen", to_neighbour())
    for helper in recall.helpers:
        yield Said(helper.name, None, "helper", to_helper())


def has_mates(recalls: Iterable[Recall], household: int | None) -> bool:
    """Whether somebody lives behind a door who was in none of these tubes."""
    found = list(recalls)
    members = {one.who for recall in found for one in recall.members}
    return any(
        one.household == household and one.shares == Shares.HOME and one.who not in members
        for recall in found
        for one in recall.sharing
    )


def _to(one: Affected) -> str:
    return short_address(*one.address) or one.name
