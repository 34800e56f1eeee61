"""Sampling in words: tubes, ticks, who was missed, what is to be settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from data.sampling.closing import Closed, Reopened
from data.sampling.foreseen import Would
from data.sampling.missed import Said
from models.address import dashed
from models.problems import Problem
from models.sampling import (
    HOME_VISIT,
    VOID,
    BuildingCount,
    Doubt,
    Member,
    Missing,
    Outcomes,
    Put,
    Ticked,
    TubeState,
    TubeView,
    rules,
)
from models.testing import TubeKind
from screens.duties.crew_words import freed, stands
from screens.i18n import N_, Labels, _, ngettext
from screens.kit.times import stamp
from screens.kit.values import behind_door, beside, headed, joined
from screens.recall import words as recall_words
from screens.sampling.problem_words import MASKED, PROBLEMS
from screens.sentences import say

tube_state = Labels(
    {
        TubeState.PENDING: N_("no result yet"),
        TubeState.NEGATIVE: N_("negative"),
        TubeState.ABNORMAL: N_("abnormal"),
        TubeState.VOID: N_("void"),
    }
)
"""What is known of a tube."""

tube_kind = Labels(
    {
        TubeKind.POOLED: N_("pooled"),
        TubeKind.HOUSEHOLD: N_("of a household"),
        TubeKind.SINGLE: N_("single"),
    }
)
"""Who is put into a tube together."""

_SHOWN = 8
"""People or doors that are named one by one."""


def said(one: Member) -> str:
    """What was said of somebody who lacks, in words where the program said it."""
    if one.said == VOID:
        return _("the tube was void: sample them again")
    return _("home visit") if one.said == HOME_VISIT else one.said


def people(count: int) -> str:
    """A number of people."""
    return ngettext("{count} person", "{count} people", count).format(count=count)


def rounds(count: int) -> str:
    """How many rounds in a row somebody missed; empty for one."""
    return _("{count} rounds in a row").format(count=count) if count > 1 else ""


def named(members: Iterable[Member]) -> str:
    """People one by one, of many the first; those of a door whose names are not known as one, such
    as `大林苑 1-104 ×2`. A compound and a door are said once for all of it, such as
    `大林苑 1-501 王芳, 李强, 1-502 赵大`."""
    counts = Counter((*_door(one), one.name) for one in members)
    shown = sorted(list(counts)[:_SHOWN], key=lambda who: bool(who[0]))  # of no door in front
    parts, at = [], ("", "")
    for who in shown:
        compound, door, name = who
        of = compound if compound != at[0] else ""
        own = door if not name or (compound, door) != at else ""
        count = f"×{counts[who]}" if counts[who] > 1 else ""
        parts.append(beside(of, own, name, count, gap=" "))
        at = (compound, door)
    listed, more = joined(parts), counts.total() - sum(counts[who] for who in shown)
    if more <= 0:
        return listed
    others = ngettext("and {count} more person", "and {count} more people", more)
    return beside(listed, others.format(count=more), gap=" ")


def _door(one: Member) -> tuple[str, str]:
    """The compound and the door of somebody; empty where they have none."""
    own = dashed(one.lane, one.building, one.unit, one.room) if one.compound else ""
    return one.compound or "", own


def missing_lines(rows: Iterable[Missing]) -> list[str]:
    """Who lacks, a line each; those of a door of whom the same is told in one, such as
    `大林苑 1-104 ×2`."""
    counts: dict[str, list[Missing]] = {}
    for one in rows:
        counts.setdefault(missing_line(one), []).append(one)
    return [missing_line(of[0], len(of)) for of in counts.values()]


def all_missing(rows: Sequence[Missing]) -> list[str]:
    """Who lacks, a line each: who did for the most rounds in front, and at the end how many."""
    if not rows:
        return []
    often = sum(one.rounds > 1 for one in rows)
    told = lacking(len(rows), len({one.member.household_id for one in rows}))
    if often:
        more = _("{people} of them for two rounds or more.").format(people=people(often))
        told = beside(told, more, gap=" ")
    return [*missing_lines(sorted(rows, key=lambda one: -one.rounds)), told]


def lacking(count: int, doors: int) -> str:
    """How many lack, at how many doors, as a sentence."""
    return _("{people} lack at {doors} doors.").format(people=people(count), doors=doors)


def not_begun(doors: int) -> str:
    """That a session has not begun yet at doors; nothing where that is so at none."""
    if not doors:
        return ""
    told = ngettext(
        "The session of {count} door has not begun yet.",
        "The sessions of {count} doors have not begun yet.",
        doors,
    )
    return told.format(count=doors)


def missing_line(one: Missing, count: int = 1) -> str:
    """Somebody who lacks: `大林苑 12-203 王芳  did not come down  2 rounds in a row`."""
    red = rounds(one.rounds)
    who = rules.told_as(one.member)
    who = f"{who} ×{count}" if count > 1 else who
    words = said(one.member) or (_("home visit") if one.member.part == "visited" else "")
    return beside(who, words, f"⚠ {red}" if red else "")


def how_full(tube: TubeView) -> str:
    """How many people are in a tube: `7 of 10`."""
    return _("{members} of {capacity}").format(members=tube.members, capacity=tube.capacity)


def tube_title(tube: TubeView) -> str:
    """A tube and how full it is: `Tube T014: 7 of 10, no result yet`."""
    filled = how_full(tube)
    state = tube_state(tube.state)
    if tube.full_at is not None and tube.state == TubeState.PENDING:
        state = joined([_("full"), state])
    if tube.negative_at is not None:
        state = joined([state, _("told to be negative, too")])
    return headed(_("Tube {code}").format(code=tube.code), joined([filled, state]))


def ticked(done: Ticked, *, at_desk: bool = False) -> list[str]:
    """What came of a tick, as sentences.

    Args:
        at_desk: whether it is told at the desk, where keys show what is kept.
    """
    told = _told_at_desk(done.told) if at_desk else [say(one) for one in done.told]
    first = _("{people} ticked.").format(people=people(done.ticked))
    if done.compounds:
        first = _("{people} ticked in {compounds}.").format(
            people=people(done.ticked), compounds=joined(done.compounds)
        )
    parts = [first]
    if done.held_up and done.unknown:
        parts.append(_("Nobody is counted because of what could not be taken."))
    if done.noted:
        parts.append(
            _("{people} missed: {who}.").format(
                people=people(len(done.noted)), who=named(done.noted)
            )
        )
    if done.came:
        parts.append(_("Came after all: {who}.").format(who=named(done.came)))
    if done.due:
        parts.append(_("{people} still to come.").format(people=people(done.due)))
    return [beside(*parts, gap=" "), *told, *_kept(done.unknown, done.doubts, at_desk)]


_NOT_YET = ("ticked_not_begun", "ticked_called_off")
"""What tells of one session that none of its people was counted."""


def _told_at_desk(told: Sequence[Problem]) -> list[str]:
    """What whoever ticks should know, without commands; of many sessions in one sentence."""
    left = [one for one in told if one.code in _NOT_YET]
    lines = [say(one) for one in told if one not in left]
    if left:
        count = sum(int(str(one.params["people"])) for one in left)
        where = joined(dict.fromkeys(str(name) for one in left for name in _compounds(one)))
        more = _(
            "Not counted: {people} of sessions that have not begun or are called off, {where}. Type"
            " their building to tick it."
        )
        lines.append(more.format(people=people(count), where=where))
    return lines


def _compounds(told: Problem) -> Iterable[object]:
    names = told.params["compounds"]
    return names if isinstance(names, list) else [names]


def put(done: Put, *, gone: bool = False, at_desk: bool = False) -> list[str]:
    """What came of an act on a tube, as sentences.

    Args:
        gone: whether its people are to be sampled again.
        at_desk: as for `ticked`.
    """
    lines = [tube_title(done.tube)]
    if gone:
        again = _("To be sampled again: {who}.").format(who=named(done.members))
        lines.append(again if done.members else "")
    elif done.members:
        lines.append(named(done.members))
    lines += [say(one) for one in done.told]
    return [*filter(None, lines), *_kept(done.unknown, done.doubts, at_desk)]


def outcomes(done: Outcomes, *, at_desk: bool = False) -> list[str]:
    """What tubes came to, as sentences.

    Args:
        at_desk: whether a key leads on to the recall.
    """
    lines = []
    by_state: dict[str, list[TubeView]] = {}
    for one in (*done.tubes, *done.rest):
        by_state.setdefault(one.state, []).append(one)
    for state, group in by_state.items():
        codes = joined(one.code for one in group) if len(group) <= _SHOWN else ""
        told = ngettext("{count} tube {state}", "{count} tubes {state}", len(group))
        told = told.format(count=len(group), state=tube_state(state))
        lines.append(_("{told}.").format(told=headed(told, codes) if codes else told))
    if done.held:
        told = _("⚠ Held out of pools now: {people}.").format(people=people(done.held))
        lines.append(beside(told, _("< plans the recall.") if at_desk else "", gap=" "))
        bad = [one.code for one in by_state.get(TubeState.ABNORMAL, ())]
        if bad and not at_desk:
            lines.append(recall_words.next_recall(bad))
    lines += [say(one) for one in done.told]
    return lines + [f"⚠ {say(one)}" for one in done.left]


def closed(done: Closed) -> str:
    """What came of closing a round, as a sentence."""
    first = _("Round {no} is closed: {people} missed.").format(
        no=done.view.no, people=people(len(done.missing))
    )
    off = _called_off(done)
    if not done.requests:
        return beside(first, off, gap=" ")
    made = ngettext(
        "{count} request is in the queue: {numbers}.",
        "{count} requests are in the queue: {numbers}.",
        len(done.requests),
    )
    more = " …" if len(done.requests) > _SHOWN else ""
    numbers = joined(f"#{no}" for no in done.requests[:_SHOWN]) + more
    told = made.format(count=len(done.requests), numbers=numbers)
    return beside(first, told, off, gap=" ")


def _called_off(done: Closed) -> str:
    """Which sessions the end of a round called off, and who is free then."""
    if not done.off:
        return ""
    told = ngettext(
        "Session {numbers} had not begun and is called off.",
        "{count} sessions had not begun and are called off: {numbers}.",
        len(done.off),
    )
    first = told.format(count=len(done.off), numbers=joined(map(str, done.off)))
    return beside(first, freed(done.crew) if done.crew.names else "", gap=" ")


def reopened(done: Reopened) -> str:
    """That a round goes on, with its sessions that are planned again and what stands against it."""
    first = _("Round {no} goes on.").format(no=done.view.no)
    if not done.planned:
        return first
    told = ngettext(
        "Session {numbers} is planned again.",
        "{count} sessions are planned again: {numbers}.",
        len(done.planned),
    )
    again = told.format(count=len(done.planned), numbers=joined(map(str, done.planned)))
    return beside(first, again, stands(done.crew), gap=" ")


def said_of_people(done: Said) -> list[str]:
    """Of whom something was said, as sentences."""
    one = done.members[0]
    told = headed(named(done.members), said(one))
    return [told, *map(say, done.asked), *_kept(done.unknown, ())]


def leaving(taken: Iterable[Member]) -> list[str]:
    """Who is in a tube and would leave it, a sentence for each tube."""
    tubes: dict[str, list[Member]] = {}
    for one in taken:
        tubes.setdefault(str(one.tube), []).append(one)
    told = _("In tube {code}: {who}. They would leave it.")
    return [told.format(code=code, who=named(of)) for code, of in tubes.items()]


def others_count(count: int) -> str:
    """How many count as sampled without being named."""
    told = ngettext(
        "the other one counts as sampled", "the other {count} all count as sampled", count
    )
    return told.format(count=count)


def would_tick(would: Would) -> str:
    """What a tick would do beside what is named."""
    others = others_count(would.others) if would.others else ""
    return beside(*leaving(would.taken), others)


def building_line(one: BuildingCount) -> str:
    """How far a building is: `大林苑 12  48 of 51 sampled, 2 missed, 1 to come`."""
    house = beside(one.compound or "", dashed(one.lane, one.building), gap=" ")
    parts = [_("{sampled} of {called} sampled").format(sampled=one.sampled, called=one.called)]
    if one.missed:
        parts.append(_("{count} missed").format(count=one.missed))
    if one.settled:
        parts.append(_("{count} settled").format(count=one.settled))
    if one.due > one.at_home:
        parts.append(_("{count} to come").format(count=one.due - one.at_home))
    if one.at_home:
        parts.append(_("{count} at home").format(count=one.at_home))
    if one.no_tube:
        parts.append("⚠ " + _("{count} in no tube").format(count=one.no_tube))
    if one.besides:
        parts.append(_("{count} more came uncalled").format(count=one.besides))
    return beside(house, joined(parts))


def _kept(unknown: Sequence[str], doubts: Sequence[int], at_desk: bool = False) -> list[str]:
    """What could not be taken, and where it is kept."""
    lines = []
    if unknown:
        lines.append("⚠ " + _("Not taken: {what}").format(what=joined(unknown)))
    if doubts:
        told = _("Kept to be settled: {numbers}. See them with to-settle.")
        if at_desk:
            told = _("Kept to be settled: {numbers}. ↓ and w show them.")
        lines.append("⚠ " + told.format(numbers=joined(f"#{no}" for no in doubts)))
    return lines


def doubt_line(one: Doubt, now: datetime) -> str:
    """What is to be settled: `#3  04-10 09:12  T014  12-203 王五: nobody of this name`."""
    from json import loads

    params = loads(one.params)
    told = say(Problem(one.code, params))
    done = headed(_("settled"), one.settled) if one.settled_at is not None else ""
    when = stamp(one.noted_at, now)
    typed = "" if one.said in told else one.said
    named_so = str(params.get("text", ""))
    if typed and named_so and all(word in typed for word in named_so.split()):
        told = told.removeprefix(named_so).lstrip("：: ")
    where = str(params.get("where", ""))
    return beside(f"#{one.no}", when, where, one.tube, typed, told, done)


# -- what others read ------------------------------------------------------------------------------


def second_call(rows: Sequence[Missing]) -> str:
    """The second call for the chat group of a building, by doors alone: who is named there is
    known to all neighbours. Of who is visited nothing is said."""
    doors = dict.fromkeys(
        dashed(one.member.unit, one.member.room)
        for one in rows
        if one.member.part != "visited" and one.member.said != HOME_VISIT
    )
    told = [behind_door(door) for door in doors if door]
    if not told:
        return ""
    member = rows[0].member
    lane = _("lane {lane}").format(lane=member.lane) if member.lane else ""
    own = _("building {building}").format(building=member.building) if member.building else ""
    house = beside(member.compound or "", lane, own, gap=" ")
    words = _("Second call, {house}: {doors}. Please come down to be tested now, with a mask.")
    help_too = _("Who cannot come down, please say so here; somebody will come to the door.")
    return beside(words.format(house=house, doors=joined(told)), help_too, gap=" ")


def of_buildings(rows: Sequence[Missing]) -> list[list[Missing]]:
    """Who lacks, building by building, in the order of the sheet."""
    found: dict[tuple[str | None, ...], list[Missing]] = {}
    for one in rows:
        key = (one.member.compound, one.member.lane, one.member.building)
        found.setdefault(key, []).append(one)
    return list(found.values())


def request_text(rows: Sequence[Missing]) -> str:
    """What a request says of a door at which people missed a round."""
    count = max(one.rounds for one in rows)
    names = [one.member.name for one in rows if one.member.name]
    first = ngettext(
        "{people} not tested in this round",
        "{people} not tested for {count} rounds",
        count,
    ).format(people=people(len(rows)), count=count)
    why = dict.fromkeys(filter(None, (said(one.member) for one in rows)))
    told = headed(first, joined(names)) if names else first
    if why:
        told = _("{mark} ({detail})").format(mark=told, detail=joined(why))
    return _("{said}. Somebody should go to the door.").format(said=told)


ACTS: dict[str, str] = {
    "round_ticked": N_("round {no}, {where}: {count} ticked, {missed} missed"),
    "chain_ticked": N_("round {no}, {name}: {count} ticked by a chain"),
    "tube_filled": N_("tube {code}: {count} put in"),
    "tube_moved": N_("{count} moved from tube {code} to {to}"),
    "tube_void": N_("tube {code} void, {count} to be sampled again"),
    "tube_full": N_("tube {code} full with {count}"),
    "tube_reopened": N_("tube {code} not full after all, {count} in it"),
    "tubes_full": N_("tubes full: {count}"),
    "tubes_void": N_("tubes void: {count}, people to be sampled again: {people}"),
    "tube_result": N_("tube {code} has a result"),
    "tube_results": N_("results of tubes of round {round}: {count}"),
    "tube_also_negative": N_("tube {code}, abnormal, was told to be negative, too"),
    "tube_corrected": N_("tube {code} was abnormal by mistake: {words}"),
    "doubt_noted": N_("to be settled, number {no}: {said}"),
    "doubt_settled": N_("settled, number {no}: {words}"),
    "doubt_put_in": N_("settled, number {no}: {count} put into tube {code}; {words}"),
    "missed_settled": N_("round {no}, said of {who}: {words}"),
    "missed_sent": N_("round {no}, {person} goes to {doors} doors: {who}"),
    "missed_visited": N_("round {no}, to be visited at home: {who}"),
    "round_closed": N_("round {no} closed: {name}, {count} missed; requests: {requests}"),
    "round_reopened": N_("round {no} goes on: {name}"),
}

__all__ = ["ACTS", "MASKED", "PROBLEMS"]
