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
from screens.kit.values import beside, headed, joined
from screens.sentences import say
from screens.supplies.mark_words import marks as in_words

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
        told.append(_("a call about a life is open there"))
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

PROBLEMS: dict[str, str] = {
    "recall_nothing": N_(
        "Say which tube: its code, or --list with the names or doors as they came."
    ),
    "recall_both": N_("Either codes or --list, not both: the list has the codes in it."),
    "recall_list_empty": N_("The list is empty: paste names or doors, with or without codes."),
    "tube_unfound": N_("There is no tube {code} here. Nearest: {near}."),
    "tube_of_others": N_(
        "{code} is none of our tubes: look at the code once more. If it is right, by its first "
        "digits it may be another committee's: tell the subdistrict. If names or doors came with "
        "it, give those instead."
    ),
    "recall_beneath": N_(
        "Tube {code}: {count} lines without a code stand beneath it and count for it. If they are "
        "of another tube, write its code before them."
    ),
    "recall_by_names": N_(
        "{code} is none of our tubes: look at the code once more. The people are taken by name."
    ),
    "recall_by_names_near": N_(
        "{code} is none of our tubes: look at the code once more. Nearest: {near}. The people are "
        "taken by name."
    ),
    "recall_several": N_("{first} {more}"),
    "tubes_none": N_(
        "No tube is written down here, so nobody is known to be in {code}: give the names or "
        "doors that came instead."
    ),
    "tube_in_rounds": N_("{code} is a tube of the rounds {rounds}: say which, --round N."),
    "tube_not_in_round": N_("{code} is no tube of round {round}, but of {rounds}."),
    "recall_without_members": N_(
        "Nobody is written down for {code}: ask who was in it, and give names or doors."
    ),
    "recall_was_negative": N_(
        "{code} was said to be negative: ask who told which. Recalled all the same, it is abnormal."
    ),
    "recall_also_negative": N_(
        "{code} was also told to be negative, at {at}: ask the laboratory which is right. It is"
        " abnormal until then."
    ),
    "recall_table_unknown": N_(
        "It is not known at which table {code} was filled: ask who sat there, and warn them."
    ),
    "recall_corrected": N_(
        "{code} was abnormal by mistake, says the laboratory. Recall {no} holds its people still: "
        "recall back {code} takes it back as a whole; at the desk < in its plan."
    ),
    "recall_unfound": N_("No recall of {code} stands; recall alone lists them."),
    "recall_abnormal": N_(
        "{code} is abnormal, so its people stay held. If the laboratory says that it was a mistake:"
        ' tube {code} result negative --corrects "who said it", then once more.'
    ),
    "recall_back_words": N_(
        "Who says that recall {no} was a mistake, and why? Say it behind --corrects."
    ),
    "recall_back_unnamed": N_("Say which recall: recall back CODE."),
    "recall_was_void": N_(
        "{code} was void, its people were to be sampled again: ask whether it was tested. Recalled "
        "all the same, it is abnormal."
    ),
    "member_unknown": N_("Not found, ask who is meant: {value}"),
    "member_nobody": N_(
        "{value}: nobody lives there by the register, and yet it is on the list. Ask first who was "
        "there."
    ),
    "member_away": N_(
        "{value}: away by the register, and yet on the list. Somebody goes there all the same; ring"
        " first and ask where they are."
    ),
    "member_not_behind": N_("{value}: not at {door}, where {names} live. Ask who is meant."),
    "member_unclear": N_("May be several, say which: {value} ({among})"),
    "member_moved_out": N_("Lives here no more, ask where they are now: {value}"),
    "member_died": N_("Died, ask who is meant: {value}"),
    "members_differ": N_(
        "List and table differ for {code}: {more} are on the list alone, {less} at the table alone."
        " All are held; ask which is right."
    ),
    "members_same_doors": N_(
        "{code}: {count} without a name at the table live behind doors of the list, which may have"
        " one name of each. They are held, too."
    ),
    "recall_there": N_("Recalled already (recall {no}); this is what is on record."),
    "recall_note": N_("Were on the list and not found, ask who is meant: {lines}"),
    "recall_list_done": N_("This list is recalled already. Nothing new, nothing was changed."),
    "recall_done": N_("Recalled already: {codes}. Nothing new, nothing was changed."),
    "recall_nobody": N_("Nobody is known to be in {code}: give the names or doors that came."),
    "recall_meanwhile": N_(
        "{code} was recalled or changed at another desk meanwhile; nothing was written. Look again."
    ),
    "recall_unclear": N_("{value} is no number of a re-test; write it like: recall done 5 6."),
    "recall_unnamed": N_("Say which re-tests: recall {act} 5 6."),
    "shared_nowhere": N_("Say which houses: shared 43-21 --yes, or shared 四十三弄 --no."),
    "slips_none": N_("No re-test is on record yet: --apply first."),
    "retest_unknown": N_("There is no re-test {no}."),
    "retest_already": N_("Re-test {no} is in that state already."),
    "retest_cannot": N_("Re-test {no} cannot go to that state from where it is."),
    "retest_begun": N_("Re-test {no} is under way or done; it stays as it is."),
    "retest_positive": N_("became positive meanwhile, tell who goes: {names}"),
    "retest_freed": N_("has a result of their own, needs no visit: {names}"),
    "retest_nobody": N_("nobody is free who may go: ask the subdistrict for people"),
    "retest_unguided": N_("nobody is free who knows the lanes"),
    "retest_left_by_hand": N_("left open by you"),
    "retest_past": N_("{at} is over; a re-test begins later."),
}


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
