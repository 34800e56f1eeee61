"""Closing requests: the outcome, then who was told; nobody told leaves them as call-backs."""

from __future__ import annotations

from collections.abc import Awaitable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from data.emergency import queries as emergency
from data.requests import commands as request_commands
from models.chases import Urgency
from models.emergency.closing import death_problems, life_problems
from models.emergency.rules import said_when
from models.problems import Problem, Refused
from models.requests import ClosingInput, Outcome, RequestState
from models.requests.rules import move_problems, told_problems
from models.several import Several
from screens.i18n import _
from screens.kit.choose import Act, choose_act, choose_from
from screens.kit.fields import FormField
from screens.kit.form import FormDialog
from screens.kit.one_line import OneLine
from screens.kit.record import Edit, blank
from screens.kit.several import left_lines
from screens.kit.values import beside
from screens.requests import end_words, words
from screens.requests.calling import after_death
from screens.requests.form import TOLD, WITHDREW, read_told
from screens.sentences import say

if TYPE_CHECKING:
    from screens.requests.detail import Known
    from screens.requests.request_place import RequestPlace


def close_requests(place: RequestPlace, known: Sequence[Known]) -> None:
    """Ask how they ended and who was told; of call-backs only who was told at last.

    Of several, those that cannot be closed stay as they are and marked, and it is told why.
    """
    if len(known) == 1:
        only = known[0]
        if only.view.joined_to is not None:
            place.say(say(move_problems(only.view, "reopen")[0]), wrong=True)
            return
        if only.row.state == RequestState.CLOSED:
            _reopen(place, only)
            return
    ended = {
        one.row.no: Outcome(one.row.outcome)
        for one in known
        if one.row.state == RequestState.CALL_BACK and one.row.outcome is not None
    }
    if len(ended) == len(known):
        _ask_told(place, known, ended)
        return

    several = len(known) > 1
    # A death is asked of one alone: one name told must not end several lives.
    offered = [one for one in Outcome if not (several and one is Outcome.DIED)]

    def ending(outcome: Outcome) -> dict[int, Outcome]:
        return {one.row.no: ended.get(one.row.no, outcome) for one in known}

    barred = {one for one in offered if len(_not_yet(place, known, ending(one))) == len(known)}

    def called(outcome: Outcome) -> str:
        told = words.label(outcome, "outcome")
        return _("{outcome}  (not yet)").format(outcome=told) if outcome in barred else told

    def about() -> str:
        alone = [_("A death is written down of one request at a time.")] if several else []
        return "\n".join((place.about(known), *alone))

    def title() -> str:
        if several:
            return _("How did {count} requests end?").format(count=len(known))
        return _("How did request {no} end?").format(no=known[0].row.no)

    choose_from(
        place.desk,
        title,
        offered,
        called,
        lambda one: _ask_told(place, known, ending(one)),
        about,
    )


def _not_yet(
    place: RequestPlace, known: Sequence[Known], outcomes: Mapping[int, Outcome]
) -> dict[int, Problem]:
    """Those that cannot be ended so, whoever was told of it, each with why."""
    found: dict[int, Problem] = {}
    with place.store.read() as conn:
        for one in known:
            no, outcome = one.row.no, outcomes[one.row.no]
            given = ClosingInput(outcome, "", place.store.now())
            wrong = death_problems(no, outcome, len(known))
            if one.view.urgency == Urgency.LIFE:
                wrong += life_problems(one.view, given, emergency.way(conn, one.view))
            if wrong and wrong[0].field == "outcome":
                found[no] = wrong[0]
    return found


def _names(known: Known) -> list[str]:
    """Who may have been told, the likeliest first."""
    people = [name for name in (known.view.caller, known.head, known.view.patient) if name]
    return list(dict.fromkeys(people)) or [_("the caller")]


def _ask_told(place: RequestPlace, known: Sequence[Known], outcomes: Mapping[int, Outcome]) -> None:
    """Ask who was told; where none can be ended so, that is told before.

    Of a life that was withdrawn the name is typed: none is ever proposed.
    """
    not_yet = _not_yet(place, known, outcomes)
    if len(not_yet) == len(known):
        place.say(beside(*left_lines(not_yet.items()), gap=" "), wrong=True)
        return
    if len(known) == 1 and any(outcome is Outcome.DIED for outcome in outcomes.values()):
        _ask_of_death(place, known, outcomes)
        return
    if any(
        one.view.urgency == Urgency.LIFE and outcomes[one.row.no] is Outcome.WITHDRAWN
        for one in known
    ):
        _ask_name(place, known, outcomes, _("Life safety: who withdrew it?"), WITHDREW)
        return
    first, *others = _names(known[0]) if len(known) == 1 else [_("who called, each")]

    def told(name: str, whom: Mapping[int, str]) -> Act:
        return (
            lambda: _("{who} was told").format(who=name),
            lambda: _close(place, known, outcomes, whom),
        )

    acts: list[Act] = [
        told(first, {one.row.no: _names(one)[0] for one in known}),
        (
            lambda: _("nobody reached: update owed"),
            lambda: _close(place, known, outcomes, dict.fromkeys(outcomes, "")),
        ),
        (
            lambda: _("somebody else was told …"),
            lambda: _ask_name(place, known, outcomes, _("Who was told?")),
        ),
        *(told(name, dict.fromkeys(outcomes, name)) for name in others),
    ]
    title = words.asked(_("Who was told?"), len(known))

    def about() -> str:
        open_still = words.numbers(list(not_yet))
        stay = [_("these stay open: {numbers}").format(numbers=open_still)] if not_yet else []
        return "\n".join((place.about(known), *stay))

    choose_act(place.desk, lambda: title, acts, about)


def _ask_of_death(
    place: RequestPlace, known: Sequence[Known], outcomes: Mapping[int, Outcome]
) -> None:
    """Ask, before a death is written down, whom of the family was told, and when."""

    async def told(line: str) -> object:
        at, whom = said_when(line, place.store.now())
        wrong = told_problems(whom) if whom else [Problem("told_nobody", {}, "told_whom")]
        return (
            wrong[0]
            if wrong
            else await _close(place, known, outcomes, dict.fromkeys(outcomes, whom), at)
        )

    def show(done: object) -> None:
        """What has to be done now is seen at once, where it is one."""
        if done is not None and not isinstance(done, Refused) and len(known) == 1:
            from screens.emergency.sheet import open_sheet

            open_sheet(place.desk, known[0].row.no)

    async def to_be_told() -> None:
        show(await _close(place, known, outcomes, dict.fromkeys(outcomes, "")))

    def ask() -> None:
        place.desk.open_dialog(
            OneLine(
                words.asked_of_death,
                lambda: _("daughter   or   02:50 daughter"),
                told,
                draft=f"died-{words.joined_numbers(list(outcomes))}",
                about=lambda: place.about(known),
            ),
            show,
        )

    acts: list[Act] = [
        (lambda: _("the family was told …"), ask),
        (
            lambda: _("nobody of them reached yet: an update stays owed"),
            to_be_told,
        ),
        (lambda: _("not so: go back"), lambda: None),
    ]
    choose_act(place.desk, words.asked_of_death, acts, lambda: place.about(known))


def _ask_name(
    place: RequestPlace,
    known: Sequence[Known],
    outcomes: Mapping[int, Outcome],
    asked: str,
    fields: tuple[FormField, ...] = TOLD,
) -> None:
    def save(edit: Edit[str]) -> Awaitable[object]:
        return _close(place, known, outcomes, dict.fromkeys(outcomes, edit.given))

    title = words.asked(asked, len(known))
    draft = f"close-{words.joined_numbers(list(outcomes))}"
    place.desk.open_dialog(FormDialog(blank(lambda: title), fields, read_told, save, draft))


async def _close(
    place: RequestPlace,
    known: Sequence[Known],
    outcomes: Mapping[int, Outcome],
    told: Mapping[int, str],
    at: datetime | None = None,
) -> object:
    """Close them, each with its outcome and who was told; the refusal when none could be.

    Args:
        at: when they were told; now when None.
    """
    moment = at or place.store.now()
    given = {no: ClosingInput(outcome, told[no], moment) for no, outcome in outcomes.items()}

    def said(done: Several[RequestState]) -> str:
        ended = {no: outcomes[no] for no in done.nos}
        gone = [no for no, outcome in ended.items() if outcome is Outcome.DIED]
        waits = RequestState.CALL_BACK in done.done.values()
        told_of = end_words.to_be_told(ended) if waits else end_words.closed(ended)
        return f"{told_of} {after_death(place.store, gone)}" if gone else told_of

    return await place.act_on(lambda step: request_commands.close_requests(step, given), said)


def _reopen(place: RequestPlace, known: Known) -> None:
    no = known.row.no

    def reopen() -> Awaitable[object]:
        return place.perform(
            lambda step: request_commands.reopen_request(step, no),
            lambda _no: _("Request {no} is open again.").format(no=no),
        )

    title = _("Request {no} is resolved").format(no=no)
    acts = [(lambda: _("take it up again"), reopen)]
    choose_act(place.desk, lambda: title, acts, lambda: place.about([known]))
