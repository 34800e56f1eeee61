"""Recalls in words: how far re-tests are, who goes, what is wrong with a code or a list."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from models.address import short_address
from models.call_sheet import Why
from models.duties import Role, Work
from models.problems import Problem
from models.recall import (
    Affected,
    Held,
    Helper,
    Recall,
    RecallRow,
    RetestRow,
    RetestState,
    Shares,
    Visit,
)
from models.recall.by_hand import Taker
from models.sampling import TubeState
from models.times import local_date
from screens.duties import words as duty_words
from screens.i18n import N_, Labels, _, ngettext
from screens.kit import masks
from screens.kit.mark_words import marks as in_words
from screens.kit.values import beside, headed, joined
from screens.recall.problem_words import PROBLEMS
from screens.sentences import say

if TYPE_CHECKING:
    from data.recall.commands import Applied

state = Labels(
    {
        RetestState.PLANNED: N_("planned"),
        RetestState.UNDER_WAY: N_("on the way there"),
        RetestState.DONE: N_("sampled"),
        RetestState.CANCELLED: N_("called off"),
    }
)
"""How far a single re-test is."""

_gone = Labels(
    {
        "positive": N_("positive already, waits for the transfer"),
        "died": N_("died"),
        "moved_out": N_("moved out"),
        "away": N_("away"),
        "elsewhere": N_("works here and lives elsewhere: is sampled at the office"),
    }
)
"""Why nobody goes to somebody."""

_held = Labels(
    {
        Why.POSITIVE: N_("positive"),
        Why.PENDING: N_("until their own result"),
        Why.EXEMPT: N_("came back from isolation"),
    }
)
"""Why somebody is out of pools."""


def gone(one: Affected) -> str:
    """Why nobody goes to somebody; empty where somebody does."""
    return _gone(one.gone) if one.gone else ""


def shown_door(one: RetestRow | Visit) -> str:
    """A door on the screen; that somebody behind it was in an abnormal tube is a fact of health,
    which the mask hides."""
    return masks.text(door(one), masks.is_on())


def tube(recall: Recall) -> str:
    """A tube as a sentence begins: `Tube 8812345`; a list without a code is called so."""
    if recall.code:
        return _("Tube {code}").format(code=recall.code)
    return _("A list without a code")


def door(one: Affected | RetestRow | Visit) -> str:
    """The door of somebody, or of a re-test."""
    address = one.door.address if isinstance(one, Visit) else one.address
    return short_address(*address)


def person(one: Affected) -> str:
    """Somebody with their door."""
    return beside(door(one), one.name or _("no name known"), gap=" ")


def unvisited(recall: Recall, masked: bool = False) -> str:
    """Who of a tube is not gone to, and why; empty for nobody."""
    found = [
        masks.text(f"{person(one)} ({gone(one)})", masked) for one in recall.members if one.gone
    ]
    return headed(_("✗ no visit"), joined(found)) if found else ""


def sharing(found: Sequence[Affected]) -> Iterator[str]:
    """Who lives with members and who shares with them, door by door."""
    by_door: dict[tuple[str, str], list[Affected]] = {}
    for one in found:
        by_door.setdefault((door(one), one.shares), []).append(one)
    for (where, what), here in by_door.items():
        names = joined(one.name for one in here if one.name)
        yield headed(beside(where, names, gap=" "), sharers(what, len(here)))


def sharers(what: str, count: int) -> str:
    """How many share what with members."""
    if what == Shares.HOME:
        said = ngettext("{n} person lives with them", "{n} people live with them", count)
    else:
        said = ngettext(
            "{n} person shares kitchen or bathroom",
            "{n} people share kitchen or bathroom",
            count,
        )
    return said.format(n=count)


def people(count: int) -> str:
    """A number of people."""
    return ngettext("{n} person", "{n} people", count).format(n=count)


def doors(count: int) -> str:
    """A number of doors."""
    return ngettext("{n} door", "{n} doors", count).format(n=count)


def who(names: Sequence[str], to_ask: Collection[str] = ()) -> str:
    """Who goes, or that nobody does."""
    if not names:
        return _("✗ nobody")
    return joined(_("? ask {name}").format(name=n) if n in to_ask else n for n in names)


def until(held: Held) -> str:
    """Why somebody is out of pools, and until when where that is known."""
    return beside(_held(held.why), held.until or "", gap=" ")


def helper(one: Helper) -> str:
    """Who was at the table."""
    return beside(one.name, duty_words.role(one.role), gap=" ")


def counted(recall: Recall) -> str:
    """What a tube comes to: how many were in it, share with them, sat at the table."""
    mates = sum(one.shares == Shares.HOME for one in recall.sharing)
    beside_them = len(recall.sharing) - mates
    told = [people(len(recall.members))]
    without = sum(bool(one.gone) for one in recall.members)
    if without:
        told[0] = _("{people}, {visited} with a visit and {without} without").format(
            people=told[0], visited=len(recall.members) - without, without=without
        )
    if mates:
        told.append(sharers(Shares.HOME, mates))
    if beside_them:
        told.append(sharers(Shares.KITCHEN, beside_them))
    if recall.helpers:
        told.append(_("at the table: {names}").format(names=joined(h.name for h in recall.helpers)))
    return headed(masks.plain(tube(recall)), joined(told))


def planned(visits: Sequence[Visit], kept: Sequence[RetestRow]) -> str:
    """What the re-tests come to."""
    told = []
    if visits:
        names = {name for visit in visits for name in visit.names}
        told.append(
            _("{doors} to go to, by {people}").format(
                doors=doors(len(visits)), people=people(len(names))
            )
        )
    left = sum(not visit.given for visit in visits)
    if left:
        told.append(_("✗ {doors} to which nobody goes").format(doors=doors(left)))
    for one in RetestState:
        some = sum(row.state == one for row in kept)
        if some:
            told.append(headed(state(one), str(some)))
    return joined(told)


def visit_why(visit: Visit, names: Sequence[str]) -> str:
    """Why a visit is as it is: its people, what is known of the door, what speaks against it.

    Args:
        names: of the members behind the door; empty for who has none.
    """
    known = [name for name in names if name]
    told = [people(visit.door.people), masks.text(joined(known), masks.is_on())]
    if known and len(known) < len(names):
        told.append(_("{n} of them without a name").format(n=len(names) - len(known)))
    if visit.door.urgent:
        told.append(_("a life-safety call is open there"))
    if visit.door.marks:
        told.append(masks.text(in_words(visit.door.marks), masks.is_on()))
    if visit.door.shared:
        told.append(_("shares kitchen or bathroom"))
    if visit.why is not None:
        told.append("⚠ " + say(visit.why))
    told += ["⚠ " + say(problem) for problem in visit.warnings]
    return beside(*told)


def positive(names: Sequence[str]) -> str:
    """That somebody of a re-test became positive; empty for nobody. Hidden by the mask, as all
    facts of health."""
    if not names:
        return ""
    said = Problem("retest_positive", {"names": [one or _("no name known") for one in names]})
    return "⚠ " + masks.text(say(said), masks.is_on())


def positive_sign() -> str:
    """The same in a line of doors, where the note tells the rest."""
    return "⚠ " + masks.text(_held(Why.POSITIVE), masks.is_on())


def needless_sign() -> str:
    """In a line of doors, that nobody there waits for a result any more."""
    return "⚠ " + masks.text(_("own result"), masks.is_on())


def freed(names: Sequence[str]) -> str:
    """That somebody of a re-test needs it no more; empty for nobody."""
    if not names:
        return ""
    said = Problem("retest_freed", {"names": [one or _("no name known") for one in names]})
    return masks.text(say(said), masks.is_on())


def kept_why(
    row: RetestRow, positive_now: Sequence[str] = (), freed_now: Sequence[str] = ()
) -> str:
    """What is known of a re-test on record.

    Args:
        positive_now: names of who became positive since it was planned.
        freed_now: names of who waits for no result any more.
    """
    lack = row.hands_needed - len(row.goes) - len(row.guides)
    return beside(
        _("re-test {no}").format(no=row.no),
        state(row.state),
        positive(positive_now),
        freed(freed_now),
        people(row.people),
        masks.text(joined(row.names), masks.is_on()),
        _("⚠ lacks {n}").format(n=lack) if lack > 0 else "",
        row.note,
    )


def span(starts: datetime | str, ends: datetime | str, now: datetime) -> str:
    """From when until when."""
    return duty_words.span(starts, ends, local_date(now))


def told(recall: Recall) -> Iterator[str]:
    """What has to be seen to of a tube."""
    yield from (say(one) for one in recall.told)


def applied(tubes: Sequence[str], done: Applied) -> str:
    """What recalling tubes came to."""
    left, kept = done.left, joined(done.unclear)
    nobody = _("⚠ {doors} to which nobody goes").format(doors=doors(left)) if left else ""
    lacking = headed(_("⚠ not found, kept to be asked about"), kept) if kept else ""
    return beside(
        _("Recalled: {tubes}.").format(tubes=joined(filter(None, tubes)) or _("the list")),
        ngettext("{n} re-test", "{n} re-tests", len(done.retests)).format(n=len(done.retests)),
        _("{people} out of pools").format(people=people(done.held)),
        joined(done.names),
        nobody,
        lacking,
    )


def marked_as(rows: Sequence[RetestRow], to: str, *, at_desk: bool = False) -> str:
    """What was said of re-tests: `Re-test 3 (大林苑 3-501): sampled.`

    Args:
        at_desk: whether it is told at the desk, where a key leads on to their results.
    """
    names = joined(f"{row.no} ({door(row)})" for row in rows)
    said = _("Re-test {names}: {state}.").format(names=names, state=state(to))
    if to != RetestState.DONE:
        return said
    if at_desk:
        return beside(said, _("Write down their own results once they come: d again."), gap=" ")
    return beside(said, _("Write down their own results once they come."), gap=" ")


def missing(visit: Visit) -> str:
    """Which role of a visit nobody has; empty for none."""
    wanted = (Role.HAND, Role.GUIDE) if visit.door.in_lanes else (Role.HAND,)
    return joined(duty_words.role(role) for role in wanted if role not in visit.given)


def recall_state(row: RecallRow) -> str:
    """How far a recall on record is."""
    if row.back_at is not None:
        return _("taken back")
    return _("corrected, recall stands") if row.tube_state == TubeState.NEGATIVE else ""


def taken_back(row: RecallRow) -> str:
    """What taking a recall back came to."""
    off = len(row.to_do)
    return beside(
        _("Recall {no} ({tube}) is taken back; it holds nobody any more.").format(
            no=row.no, tube=row.code or _("a list")
        ),
        ngettext("{n} re-test called off", "{n} re-tests called off", off).format(n=off)
        if off
        else "",
    )


def next_recall(codes: Sequence[str]) -> str:
    """The command that recalls abnormal tubes."""
    return _("Next: recall {codes}").format(codes=" ".join(codes))


def taker(one: Taker) -> str:
    """Somebody who could go to a door: their work of the day, what speaks against it."""
    return beside(
        one.name,
        duty_words.load(one.minutes),
        _("lives here") if one.near else "",
        *("⚠ " + say(problem) for problem in one.warnings),
    )


def in_lines(text: str) -> list[str]:
    """Words to be said, a sentence a line, as a sheet has them."""
    ends = re.sub(r"(?<=[。！？])|(?<=[.!?]) (?=[A-Z])", "\n", text)
    return [f"  {line.strip()}" for line in ends.splitlines() if line.strip()]


WORKS: dict[str, str] = {
    Work.RETEST: N_("home sampling"),
}
"""What a duty at a re-test is called: as any sampling at a door, since volunteers read it."""

MARKS: dict[str, str] = {
    Work.RETEST: N_("mark|V"),
}
"""What stands for it on the timeline: a letter or one Chinese character."""

ACTS: dict[str, str] = {
    "list_recalled": N_("list recalled, re-tests: {count}, {names}"),
    "recalled": N_("tube {tube} recalled, re-tests: {count}, {names}"),
    "retest_planned": N_("re-test {no} planned again: {where}"),
    "retest_under_way": N_("re-test {no} under way: {where}"),
    "retest_done": N_("re-test {no} done: {where}"),
    "retest_cancelled": N_("re-test {no} called off: {where}"),
    "recall_back": N_("recall {no} ({tube}) taken back: {words}"),
    "recall_back_alone": N_("recall {no} ({tube}) taken back"),
    "recall_set": N_("settings of re-tests changed"),
}

__all__ = ["ACTS", "MARKS", "PROBLEMS", "WORKS"]
