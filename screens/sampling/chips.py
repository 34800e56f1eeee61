"""What a line at a table was read as, while it is typed."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from models.address import dashed
from models.call_sheet import Sampling
from models.problems import Problem
from models.sampling import Member, counting
from models.sampling.reading import Heard, Meant
from screens.i18n import _
from screens.kit.ticks import TICKED, UNTICKED
from screens.kit.values import beside
from screens.sampling import words
from screens.sentences import say

_SHOWN = 8
"""Doors shown one by one."""


_WRONG = 3
"""What could not be taken that is told one by one: the list beneath stays in view."""


def at_desk(problem: Problem) -> str:
    """Why somebody is not put into a tube, and what leads on at the desk."""
    if problem.code != "member_twice":
        return say(problem)
    told = _("{who} is in tube {code} already: enter asks whether they are moved here.")
    return told.format(who=problem.params.get("who"), code=problem.params.get("code"))


def chips(
    heard: Heard,
    *,
    into: str | None,
    refused: Sequence[Problem] = (),
    more: Sequence[Content] = (),
) -> Content:
    """What could not be taken in front, with why; then each door or name with how many people.

    Args:
        into: the code of the tube they are put into; None where a line says who is missed.
        refused: why enter would not put all of them in.
        more: what enter would do beside that.
    """
    first = [Content.styled(_whole(f"⚠ {at_desk(one)}"), "$error bold") for one in refused]
    parts = [*first, *more, *parts_of(heard, into=into, is_refused=bool(refused))]
    if not parts:
        return Content.styled(_("What is typed here is shown as it is read."), "$foreground 65%")
    return Content("   ").join(parts)


def parts_of(heard: Heard, *, into: str | None, is_refused: bool) -> list[Content]:
    """What was read, a part each."""
    parts = [
        Content.styled(_whole(f"⚠ {say(one.problem)}"), "$error bold")
        for one in heard.unfound[:_WRONG]
    ]
    if (more := len(heard.unfound) - _WRONG) > 0:
        told = _("⚠ and {count} more that cannot be taken").format(count=more)
        parts.append(Content.styled(_whole(told), "$error bold"))
    parts += [_chip(one, into=into, is_refused=is_refused) for one in heard.meant[:_SHOWN]]
    more = len(heard.meant) - _SHOWN
    if more > 0:
        told = _("and {count} more doors or names").format(count=more)
        parts.append(Content.styled(told, "$success"))
    parts += [
        Content.styled(_whole(_("{name}: not on the sheet").format(name=one.name)), "$warning")
        for one in heard.strangers
    ]
    return parts


def _chip(one: Meant, *, into: str | None, is_refused: bool) -> Content:
    came = one.came or into is not None
    names = [member.name for member in one.people if member.name] if one.by_name else []
    who = " ".join(names) or words.people(len(one.people))
    door = one.people[0].address
    where = dashed(door.building, door.unit, door.room) or one.text
    text = beside(where, who, "" if into else _came(came), gap=" ")
    there = {member.tube for member in one.people if member.state == Sampling.SAMPLED}
    if into and len(there - {None}) == 1 and None not in there:
        where = beside(text, _("in tube {code}").format(code=there.pop()), gap=" ")
        return Content.styled(_whole(f"⚠ {where}"), "$warning")
    if counting.meant_of(one) is None:
        return Content.styled(_whole(f"⚠ {say(counting.which_problem(one))}"), "$warning")
    if is_refused:
        return Content.styled(_whole(f"{UNTICKED} {text}"), "$warning")
    mark = TICKED if came else UNTICKED
    return Content.styled(_whole(f"{mark} {text}"), "$success" if came else "$warning")


def besides(others: int, taken: Sequence[Member], *, sure: bool) -> list[Content]:
    """What a tick would do beside what is named: who leaves their tube, how many others count.

    Args:
        sure: whether it is done without a question.
    """
    parts = [Content.styled(_whole(f"⚠ {one}"), "$error bold") for one in words.leaving(taken)]
    if others:
        told = words.others_count(others)
        parts.append(Content.styled(_whole(told), "$success" if sure else "$warning bold"))
    return parts


def _came(came: bool) -> str:
    return _("sampled") if came else _("not sampled")


def _whole(text: str) -> str:
    """Words that no line ends between."""
    return text.replace(" ", "\N{NO-BREAK SPACE}")
