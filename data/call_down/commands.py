"""What is done to rounds of calls: made, shared out anew, called, ended."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from data import settings
from data.call_down import plans, queries
from data.call_down.homes import IN_TROUBLE
from data.call_down.settings import NAME, call_settings
from data.ids import key_of, key_on_roster, new_id
from data.journal.queries import last_change
from data.requests.queries import settings as request_settings
from data.several import each
from models.call_down import (
    SPOKEN,
    CallAnswer,
    CallLine,
    CallResult,
    RoundWish,
    Share,
    ToCall,
    WhereTo,
)
from models.call_down.rules import is_frail, rung_at, share_out, tried_again_at
from models.call_down.settings import CallSettings, kept
from models.chases import Urgency
from models.problems import Problem, Refused
from models.requests import HarmAnswer, RequestInput, RequestKind
from models.requests.harm import Answer, harm_of
from models.residents import Whereabouts
from models.several import Several
from models.text import clean
from models.times import local_date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from data.step import Step

_WHEREABOUTS = {
    WhereTo.AWAY: Whereabouts.AWAY,
    WhereTo.HOSPITAL: Whereabouts.AWAY,
    WhereTo.MOVED_OUT: Whereabouts.MOVED_OUT,
}


_EMPTY = {WhereTo.AWAY: "不在沪", WhereTo.MOVED_OUT: "空关"}
"""The mark of a household that is not there; of one in hospital there is none."""


class Kept(NamedTuple):
    """A round that was made."""

    no: int
    calls: int
    callers: int


class Recorded(NamedTuple):
    """What came of a call that was written down.

    Attributes:
        line: the call as it is now.
        knock: the number of the request that somebody should knock, where that was made by this.
        tries: how often in a row nobody answered.
    """

    line: CallLine
    knock: int | None = None
    tries: int = 0


def keep_round(step: Step, wish: RoundWish, shares: Sequence[Share], note: str = "") -> Kept:
    """Keep a round as it was planned, or as it was changed.

    Raises:
        Refused: `round_empty`; `round_out_of_date` where others are to be called now than were
            planned; `caller_off_now`, `person_unknown`, `person_archived` of who calls.
    """
    from models.call_down.tables import CallRound, RoundCall

    if not shares:
        raise Refused("round_empty", "marks", left_out=0)
    now = [one for one in plans.to_call(step.conn, wish, step.at) if one.gone is None]
    ids = [(one.household_id, one.resident_id) for one in now]
    if ids != [(one.call.household_id, one.call.resident_id) for one in shares]:
        raise Refused("round_out_of_date")
    callers = _caller_keys(step, {one.caller for one in shares if one.caller is not None})
    queue = call_settings(step.conn)
    made = CallRound(
        id=new_id(),
        no=step.next_no("call_round"),
        marks=json.dumps(_marks(wish), ensure_ascii=False),
        note=clean(note, limit=200),
        made_at=step.at,
        entered_at=step.at,
    )
    step.add(made)
    first = step.next_no("round_call")
    rows = [
        {
            **dict.fromkeys(("tried_at", "result", "spoken_at", "request_id")),
            "id": new_id(),
            "no": first + at,
            "version": 1,
            "round_id": made.id,
            "position": at,
            "household_id": one.call.household_id,
            "resident_id": one.call.resident_id,
            "caller_id": None if one.caller is None else callers[one.caller],
            "due_at": rung_at(step.at, queue, bad=one.call.request_no is not None),
            "tries": 0,
            "note": "",
        }
        for at, one in enumerate(shares)
    ]
    step.add_rows(RoundCall, rows)
    done = Kept(made.no, len(rows), len(callers))
    step.act("call_round_made", no=made.no, count=done.calls, people=done.callers)
    return done


def _marks(wish: RoundWish) -> list[str]:
    return [*wish.marks, *([] if wish.over is None else [f"{wish.over}+"])]


def _caller_keys(step: Step, numbers: Iterable[int]) -> dict[int, str]:
    off = plans.off_now(step.conn, step.at)
    for no in numbers:
        if no in off:
            raise Refused("caller_off_now", "caller", why=Problem(off[no].code, off[no].params))
    return {no: key_on_roster(step.conn, no, "caller") for no in numbers}


def give_calls(step: Step, numbers: Sequence[int], person_no: int | None) -> Several[CallLine]:
    """Give calls that are still to be made to somebody else, or to nobody for now.

    Raises:
        Refused: `person_unknown`, `person_archived`, and a `NoneDone` of `round_call_unknown` and
            `round_call_over`.
    """
    from models.call_down.tables import RoundCall

    key = None if person_no is None else key_on_roster(step.conn, person_no, "caller")

    def give(no: int) -> CallLine:
        line = queries.call(step.conn, no, step.at)
        if not line.left:
            raise Refused("round_call_over", no=no, name=line.name or line.door)
        step.change(RoundCall, line.id, caller_id=key, version=RoundCall.version + 1)
        return line

    done = each(step, numbers, give)
    to = "" if person_no is None else _name(step, person_no)
    step.act("round_calls_given", nos=done.nos, to=to)
    return done


def _name(step: Step, person_no: int) -> str:
    (name,) = step.conn.execute("SELECT name FROM person WHERE no = ?", (person_no,)).fetchone()
    return str(name)


def share_anew(step: Step, chosen: Sequence[int] = ()) -> Several[CallLine]:
    """Share calls out that nobody makes, or somebody who is absent or rests, among the others.

    Args:
        chosen: numbers of people who call beside the staff on duty.

    Raises:
        Refused: `calls_all_made` where each has somebody who can make it, `caller_none` where
            nobody can.
    """
    off = plans.off_now(step.conn, step.at)
    lines = [
        one
        for one in queries.left(step.conn, step.at)
        if one.caller_no is None or one.caller_no in off
    ]
    if not lines:
        raise Refused("calls_all_made")
    callers = plans.callers(step.conn, step.at, chosen)
    by_caller: dict[int, list[int]] = {}
    for one, share in zip(
        lines, share_out([_as_planned(one) for one in lines], callers), strict=True
    ):
        if share.caller is None:
            raise Refused("caller_none")
        by_caller.setdefault(share.caller, []).append(one.no)
    done = [give_calls(step, numbers, no) for no, numbers in by_caller.items()]
    nos = [no for one in done for no in one.nos]
    step.act("round_calls_shared", count=len(nos), people=len(by_caller))
    return Several({no: line for one in done for no, line in one.done.items()}, {})


def _as_planned(line: CallLine) -> ToCall:
    return ToCall(
        line.household_id,
        line.household,
        None,
        line.resident,
        line.name,
        line.compound,
        line.lane,
        line.building,
        line.building_no,
        line.unit,
        line.room,
        line.marks,
        line.phones,
    )


def end_round(step: Step, no: int) -> int:
    """Nothing more is called for a round; how many of its calls were left.

    Raises:
        Refused: `call_round_unknown`, `call_round_over`.
    """
    from models.call_down.tables import CallRound

    key = key_of(step.conn, "call_round", no)
    left = [one for one in queries.left(step.conn, step.at) if one.round == no]
    if not left:
        raise Refused("call_round_over", no=no)
    step.change(CallRound, key, ended_at=step.at, version=CallRound.version + 1)
    step.act("call_round_ended", no=no, count=len(left))
    return len(left)


def set_calls(step: Step, given: CallSettings, *, was: CallSettings | None = None) -> CallSettings:
    """Set when people are called; calls on file keep their times.

    Args:
        was: the settings that were changed into these.

    Raises:
        Refused: `edited_meanwhile` when they are others by now.
    """

    def named(one: CallSettings) -> dict[str, object]:
        return {NAME + name: value for name, value in kept(one).items()}

    settings.renew(step, call_settings(step.conn), given, was, named)
    step.act("call_settings_set")
    return given


# -- results ---------------------------------------------------------------------------------------

Words = Callable[[CallLine, int], str]
"""What the request says that somebody should knock: of a call, after so many tries."""


def record_results(
    step: Step,
    seen: Mapping[int, int | None],
    given: CallAnswer,
    knock: Words,
    *,
    again: bool = False,
) -> Several[Recorded]:
    """Write down what came of calls.

    Who is not here is so on file from then on. A call nobody answers is made again later,
    *setting*, not in the quiet hours; after so many in a row somebody should knock, which is a
    request of today, made once.

    Args:
        seen: the versions of the calls as they were looked at, by number; None where that does
            not matter.
        again: whether calls that have a result get another.

    Raises:
        Refused: a `NoneDone` of `round_call_unknown`, `call_answered_meanwhile` and, unless
            `again`, `call_has_result`, both with who gave it.
    """

    def record(no: int) -> Recorded:
        line = _answerable(step, no, seen[no], again=again)
        _answer(step, line, given, None)
        if given.result is CallResult.NOT_HERE:
            if line.resident is None:
                _nobody_in(step, line.household, given)
            else:
                _not_here(step, line.resident, given)
        tries = queries.in_a_row(step.conn, line)
        made = None
        if given.result is CallResult.NO_ANSWER:
            made = _have_knocked(step, line, tries, knock)
        return Recorded(queries.call(step.conn, no, step.at), made, tries)

    done = each(step, seen, record)
    names = [one.line.name or one.line.door for one in done.done.values()]
    step.act(f"call_{given.result}", nos=done.nos, names=names)
    return done


def record_need(
    step: Step, no: int, seen: int | None, request_no: int, *, again: bool = False
) -> Recorded:
    """Write down that somebody who was called needs what a request asks for; it is theirs from now
    on, whatever door was read in it. Part of a step that takes the request down.

    Raises:
        Refused: as `record_results`, without `NoneDone`; `request_unknown`.
    """
    from data.requests import commands as requests
    from data.requests.queries import view

    line = _answerable(step, no, seen, again=again)
    asked = view(step.conn, request_no)
    if asked.household_no is None:
        requests.change_request(
            step, request_no, asked.version, {"household_no": line.household, "address_said": ""}
        )
    _answer(step, line, CallAnswer(CallResult.NEEDS), asked.id)
    step.act("call_needs", no=no, name=line.name or line.door, request=request_no)
    return Recorded(queries.call(step.conn, no, step.at))


def _answerable(step: Step, no: int, seen: int | None, *, again: bool) -> CallLine:
    """A call as it is now, where a result can be written down."""
    line = queries.call(step.conn, no, step.at)
    changed = seen not in (None, line.version)
    settled = line.result is not None and line.result != CallResult.NO_ANSWER
    if not changed and (again or not settled):
        return line
    by = last_change(step.conn, [line.id], 0)
    told = {"no": no, "name": line.name or line.door, "by": by}
    if changed and (line.result is None or by is None):
        raise Refused("edited_meanwhile", no=no)
    told["result"] = Problem(f"result_{line.result}")
    raise Refused("call_answered_meanwhile" if changed else "call_has_result", **told)


def _answer(step: Step, line: CallLine, given: CallAnswer, request_id: str | None) -> None:
    """Set the result of a call, and of what became the same call when two households did."""
    from models.call_down.tables import RoundCall

    anew = line.result not in (None, CallResult.NO_ANSWER)
    due = None
    if given.result is CallResult.NO_ANSWER:
        due = tried_again_at(step.at, call_settings(step.conn), bad=_in_trouble(step, line))
    said: dict[str, object] = {
        "result": given.result,
        "due_at": due,
        "tried_at": step.at,
        "tries": 1 if anew else line.tries + 1,
        "spoken_at": step.at if given.result in SPOKEN else None,
        "note": clean(given.note, limit=300) or line.note,
        "version": RoundCall.version + 1,
    }
    if anew or request_id is not None:
        said["request_id"] = request_id
    step.change(RoundCall, line.id, **said)
    if due is None:
        for key in queries.twins(step.conn, line):
            step.change(RoundCall, key, **said)


def _in_trouble(step: Step, line: CallLine) -> bool:
    query = f"SELECT {IN_TROUBLE} FROM household h WHERE h.id = ?"
    (found,) = step.conn.execute(query, (line.household_id,)).fetchone()
    return found is not None


def _not_here(step: Step, resident: int, given: CallAnswer) -> None:
    """Keep on file where somebody is who is not behind their door."""
    from data.residents import commands as residents
    from data.residents.queries import resident as resident_now

    where = given.where_to or WhereTo.AWAY
    changes: dict[str, object] = {
        "presence": _WHEREABOUTS[where],
        "presence_since": local_date(step.at).isoformat(),
    }
    note = clean(given.note, limit=300)
    if note:
        was = resident_now(step.conn, resident).note
        changes["note"] = "\n".join(part for part in (was, note) if part)
    residents.change_resident(step, resident, None, changes)


def _nobody_in(step: Step, household: int, given: CallAnswer) -> None:
    """Keep on file that nobody is behind the door of a household of which nobody is named.

    Of several people it is not known who is meant: the household's number stays then, since a pack
    too many is carried back.
    """
    from data.households.commands import change_household
    from data.households.queries import household as household_now

    was = household_now(step.conn, household)
    assert was is not None
    mark = _EMPTY.get(given.where_to or WhereTo.AWAY)
    changes: dict[str, object] = {}
    if was.people in (None, 0, 1):
        changes["present"] = 0
        if mark is not None:
            changes["marks"] = tuple(dict.fromkeys((*was.marks, mark)))
    note = clean(given.note, limit=300)
    if note:
        changes["note"] = "\n".join(part for part in (was.note, note) if part)
    change_household(step, household, None, changes)


def _have_knocked(step: Step, line: CallLine, tries: int, words: Words) -> int | None:
    """Let somebody knock once so many tries in a row were in vain: the number of the request that
    says so; None where it is on file or not time yet."""
    if tries < call_settings(step.conn).knock_after:
        return None
    from data.requests import commands as requests
    from models.call_down.tables import RoundCall

    key = queries.open_knock(step.conn, line)
    no = None
    if key is None:
        no = requests.add_request(step, _knock(step, line, words(line, tries)))
        key = key_of(step.conn, "request", no)
    step.change(RoundCall, line.id, request_id=key)
    return no


def _knock(step: Step, line: CallLine, text: str) -> RequestInput:
    """A matter of today; of who lives alone, is old or lives by insulin or oxygen harm comes
    tonight."""
    given = RequestInput(
        text=text,
        summary=text,
        kind=RequestKind.OTHER,
        urgency=Urgency.TODAY,
        opened_at=step.at,
        household_no=line.household,
        patient=line.name,
    )
    if not is_frail(line.marks):
        return given
    tonight = Answer(HarmAnswer.TONIGHT)
    harm = harm_of(tonight, given.kind, step.at, request_settings(step.conn))
    return given._replace(harm_at=harm.at, harm_reason=harm.reason)
