"""Results in words: what a test came to, by whom that was told, what contradicts what."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from models.address import short_address
from models.call_sheet import Person
from models.call_sheet.finding import Taken
from models.results import ALSO_NEGATIVE, POOL, Hold, OwnLine, Result, ResultRow, Source, TubeLine
from models.results.rules import Against, Said
from screens.i18n import N_, Labels, _, ngettext
from screens.kit.times import clock, day
from screens.kit.values import beside, headed, joined
from screens.sentences import say

if TYPE_CHECKING:
    from data.results.commands import Recorded
    from data.results.queries import Doubted

result = Labels(
    {
        Result.NEGATIVE: N_("negative"),
        Result.ABNORMAL: N_("abnormal"),
        Result.POSITIVE: N_("positive"),
        Result.RELEASED: N_("released"),
    }
)
"""What a test came to."""


def listed_result(said: str) -> str:
    """What a line of a list says that a test came to, or what is on file of a tube."""
    if said == ALSO_NEGATIVE:
        return joined([result(Result.ABNORMAL), _("told to be negative, too")])
    return result(said)


source = Labels(
    {
        Source.SINGLE: N_("single PCR"),
        Source.ANTIGEN: N_("antigen kit"),
        Source.APP: N_("the app"),
        Source.SUBDISTRICT: N_("the subdistrict"),
        POOL: N_("pooled tube"),
    }
)
"""Who or what says so."""


def own_sources() -> list[tuple[str, str]]:
    """Who or what says something of one person, in words, for a form."""
    return [(value, said) for value, said in source.pairs() if value != POOL]


hold_why = Labels(
    {
        "positive": N_("positive: in no pool until released"),
        "pending": N_("waits for a result of their own"),
        "exempt": N_("came back from isolation: exempt"),
    }
)
"""Why somebody is in no pool."""


def who(row: ResultRow) -> str:
    """Whose result it is: their door and name."""
    where = short_address(row.compound, row.lane, row.building, row.unit, row.room)
    return beside(where, row.name, gap=" ")


def person(one: Person) -> str:
    """Somebody by their door and name."""
    where = short_address(one.compound, one.lane, one.building, one.unit, one.room)
    return beside(where, one.name, gap=" ") or _("somebody unnamed")


def brief(row: ResultRow, now: datetime) -> str:
    """A result in one line, without whose it is: when, what, by whom, in which tube or round."""
    told = beside(clock(row.at, now), source(row.source), result(row.result), gap=" ")
    tube = _("tube {code}").format(code=row.tube) if row.tube else ""
    its_round = _("round {no}").format(no=row.round_no) if row.round_no else ""
    return beside(told, tube, its_round, row.said)


def held(hold: Hold, now: datetime) -> str:
    """Why somebody is in no pool, and until when or since when."""
    if hold.until is not None:
        return beside(
            hold_why(hold.why), _("until {day}").format(day=day(hold.until, now)), gap=" "
        )
    return beside(
        hold_why(hold.why), _("since {time}").format(time=clock(hold.since, now)), gap=" "
    )


# -- what contradicts what -------------------------------------------------------------------------

against = Labels(
    {
        Against.POOL_AND_OWN: N_("their tube and their own test differ"),
        Against.ANTIGEN_AND_PCR: N_("antigen kit and PCR differ"),
        Against.APP_AND_PCR: N_("the app and the PCR differ"),
        Against.SUBDISTRICT_AND_OURS: N_("the subdistrict says something else"),
        Against.SAME_DAY: N_("two results of one day differ"),
        Against.TUBE_TWICE: N_("told to be abnormal, and negative"),
    }
)
"""What contradicts what."""

ask = Labels(
    {
        Against.POOL_AND_OWN: N_(
            "Ask the laboratory whether they were in that tube, and test them once more."
        ),
        Against.ANTIGEN_AND_PCR: N_(
            "Ask the subdistrict for a single PCR test at the door; let a second kit be used in"
            " front of somebody meanwhile."
        ),
        Against.APP_AND_PCR: N_(
            "Ask the subdistrict's desk for the laboratory's word; ask the resident for a picture"
            " of the app with its time."
        ),
        Against.SUBDISTRICT_AND_OURS: N_(
            "Ask the subdistrict's desk which test their word is from, with its day and code."
        ),
        Against.SAME_DAY: N_("Ask the laboratory which of the two is theirs, by its code."),
        Against.TUBE_TWICE: N_(
            "Ask the laboratory which of the two it is, by the code read out; test each of its"
            " people by themselves meanwhile."
        ),
    }
)
"""What to ask whom about it. Whoever it is about stays out of pools until it is solved."""


def said(one: Said, now: datetime) -> str:
    """One of two results that differ."""
    told = beside(clock(one.at, now), source(one.source), result(one.result), gap=" ")
    return beside(told, _("tube {code}").format(code=one.tube) if one.tube else "")


def whose(row: Doubted) -> str:
    """Whose two results differ: somebody's by their door and name, or a tube's."""
    if row.contradiction.against is Against.TUBE_TWICE:
        return _("Tube {code}").format(code=row.contradiction.first.tube)
    return person(row.person)


def doubted(row: Doubted, now: datetime) -> Iterator[str]:
    """Two results that differ, with what to ask whom, in lines."""
    both = row.contradiction
    yield headed(whose(row), against(both.against))
    yield f"  {beside(said(both.first, now), said(both.second, now), gap=' ≠ ')}"
    yield f"  {ask(both.against)}"


def taken(one: Taken) -> str:
    """For whom a name was taken that is nobody's by the register."""
    door = person(one.person._replace(name=""))
    return _(PROBLEMS["testing_taken"]).format(text=one.text, of=one.of, door=door)


# -- what was written down -------------------------------------------------------------------------


def recorded(done: Recorded) -> Iterator[str]:
    """What was written down, in lines, with what follows from it."""
    first = done.rows[0]
    yield ngettext(
        "{who}: {result} ({source}) is written down; undo takes it back.",
        "{who} and others, {count} in all: {result} ({source}) is written down; undo takes it"
        " back.",
        len(done.rows),
    ).format(
        who=who(first),
        count=len(done.rows),
        result=result(first.result),
        source=source(first.source),
    )
    yield from follows(done)


def follows(done: Recorded) -> Iterator[str]:
    """What follows from what was written down, in lines."""
    yield from map(taken, done.taken)
    if done.rows[0].result == Result.POSITIVE:
        yield _(
            "Out of every pool from now on, until released. Whoever lives there is visited, not"
            " called down. Tell the subdistrict; the transfer comes as a case of its own."
        )
    if done.rows[0].result == Result.ABNORMAL:
        yield _("Out of every pool until a single PCR test of their own.")
    if done.called_off:
        yield _("Called off, nobody waits for a result there any more: {visits}").format(
            visits=joined(
                beside(_("re-test {no}").format(no=row.no), short_address(*row.address), gap=" ")
                for row in done.called_off
            )
        )
    for one in done.on_roster:
        yield _(
            "{name} is on the roster, number {no}: their duties need others. Set them isolated in"
            " the roster with i, or with absent {no}."
        ).format(name=one.name, no=one.no)
    yield from map(say, done.told)
    if done.known:
        yield _("Known already, and not written twice: {names}").format(
            names=joined([person(one) for one in done.known])
        )


# -- lists ---------------------------------------------------------------------------------------


def brought_in(line: OwnLine | TubeLine) -> str:
    """What a line of a list brings in: a result, or a tube with its people and what it came to."""
    if isinstance(line, OwnLine):
        return beside(result(line.given.result), source(line.given.source), gap=" ")
    people = ngettext("{count} person put in", "{count} people put in", len(line.members))
    told = people.format(count=len(line.members)) if line.members else ""
    return beside(told, result(line.result) if line.result else "")


PROBLEMS: dict[str, str] = {
    "result_unreadable": N_("{value} is no result: negative, abnormal, positive or released is."),
    "result_to_come": N_("The result is of {value}, which is still to come."),
    "testing_line_unread": N_("This line may tell a result and was not read: {text}"),
    "testing_source_unclear": N_(
        "{value} does not say whose result it is: a single test's, a pooled tube's, an antigen"
        " kit's, the app's or the subdistrict's."
    ),
    "testing_pool_of_whom": N_(
        "{text}: a pooled tube's result, and {people} are in no tube of that round. With the code"
        " of the tube it can be brought in; of one that is not negative give recall --list whoever"
        " is named."
    ),
    "testing_before_sample": N_(
        "{what} was sampled at {sampled}: a result cannot be earlier. Look at its day and time."
    ),
    "testing_long_ago": N_("{value} is more than half a year ago. Look at its year."),
    "result_missing": N_("No result and no tube of this round: nothing to write down."),
    "testing_nobody": N_("The row names nobody and no tube."),
    "testing_time_unreadable": N_("The time is not understood."),
    "testing_no_round": N_(
        "Tube {tube}: there is no round of that day. Make the round first, or take the people as a"
        " list to recall --list."
    ),
    "testing_tube_unknown": N_(
        "Tube {tube} is none of round {no}: with whom was in it, it can be brought in."
    ),
    "testing_tube_void": N_("Tube {tube} was declared void: whoever was in it is sampled again."),
    "testing_tube_void_bad": N_(
        "Tube {tube} was declared void, and is said not to be negative: recall {tube} holds whoever"
        " was in it."
    ),
    "testing_round_closed": N_(
        "Round {no} was closed: whoever was missed and is in a tube of this list counts as sampled;"
        " requests at their doors stay open."
    ),
    "testing_round_to_come": N_(
        "Round {no} is of a day that is still to come: nobody can be in a tube of it yet."
    ),
    "testing_tube_abnormal": N_(
        "Tube {tube} was told to be abnormal, and is said to be negative: it stays abnormal, and"
        " who was in it is held until a single test of their own. Ask the laboratory."
    ),
    "testing_tube_differs": N_(
        "Tube {tube} is said to be negative and not negative: taken as abnormal until somebody asks"
        " the laboratory."
    ),
    "testing_in_other_tube": N_("{who} is in tube {tube} already, and stays in it."),
    "testing_not_sampled": N_("{who} was not sampled in round {no}: no result of it is taken."),
    "testing_unknown": N_("{text} is nobody on file."),
    "testing_no_such_door": N_("{text}: there is no such door on file."),
    "testing_no_room_said": N_("{text} is a building: which room?"),
    "testing_nobody_lives_there": N_("{text}: nobody lives there, by the register."),
    "testing_name_not_behind_door": N_("{text}: nobody of this name lives at {door}, but {names}."),
    "testing_several": N_("{text} may be {people}."),
    "testing_taken": N_("{text} is taken for one of the {of} without a name behind {door}."),
    "testing_gone": N_("{text} lives here no more ({where})."),
    "test_result_unknown": N_("There is no result {no}."),
    "test_result_unclear": N_("{value} is no result: negative, abnormal, positive or released is."),
    "result_nobody": N_("Nobody is named: a door (3-501), a name, or both."),
    "result_no_such_door": N_(
        "{text}: no such door. Look at its compound and building; nothing was written."
    ),
    "result_no_room_said": N_("{text}: which room? Nothing was written."),
    "result_nobody_lives_there": N_("{text}: nobody lives there, by the register."),
    "result_name_not_behind_door": N_(
        "{text}: nobody of that name lives at {door}, but {names}. Nothing was written."
    ),
    "result_no_such_name": N_("{text}: nobody of that name is on file. Nothing was written."),
    "result_no_such_number": N_("{text}: nobody with that number. Nothing was written."),
    "result_words_not_read": N_("{text}: not understood. Nothing was written."),
    "result_several": N_("{text} may be {doors}: say which. Nothing was written."),
    "result_moved_out": N_("{text} moved out of {where}. Nothing was written."),
    "result_died": N_("{text} of {where} died. Nothing was written."),
    "result_still_positive": N_(
        "⚠ {who}: positive since {since}, and in no pool until released. The two differ: results"
        " --contradictions says what to ask."
    ),
    "result_still_pending": N_(
        "⚠ {who}: still in no pool, held since {since}. Only a single PCR test, or the"
        " subdistrict's word, later than that sets free; this result is of {at}."
    ),
    "result_visit_to_come": N_(
        "⚠ Visit {no} at {where} ({at}) has not begun. If nobody has to go any more: recall off"
        " {no}. If the sample is still to be taken, take the result back with undo."
    ),
    "result_in_future": N_("{at} is still to come: when was it told?"),
    "result_known": N_("{name}: that is known already, since {at}. Nothing was written."),
    "result_not_in_round": N_("{name} is not on the sheet of round {no}. Leave the round out."),
    "result_not_sampled": N_(
        "{name} was not sampled in round {no}: tick them first, or leave the round out."
    ),
    "result_before_sampling": N_(
        "{name} was sampled in round {no} at {at}: a result cannot be earlier."
    ),
    "result_of_nobody": N_("{value} is no one person: name one, or give their number."),
    "result_of_no_door": N_("{value} is no one door: name one, or give the household's number."),
}

ACTS: dict[str, str] = {
    "result_negative": N_("negative: {name}, {count} in all"),
    "result_abnormal": N_("abnormal: {name}, {count} in all"),
    "result_positive": N_("positive: {name}, {count} in all"),
    "result_released": N_("released: {name}, {count} in all"),
    "result_taken_back": N_("result {no} taken back: {name}"),
    "results_set": N_("settings of results changed"),
    "results_imported": N_("results from a list: {count}"),
}
