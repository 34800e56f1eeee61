"""Undo and redo at the desk: what the message on screen named, else one's own last; else asked."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from data.journal.commands import redo, undo, undo_last
from models.journal import StepView
from models.problems import Problem
from screens.i18n import _
from screens.journal.words import brought_back, history
from screens.kit.choose import Act, choose_act
from screens.kit.values import headed
from screens.sentences import say, say_act, say_step

if TYPE_CHECKING:
    from data.step import Step
    from screens.kit.desk import Desk

Reversal = Callable[["Step"], StepView]


async def take_back(desk: Desk) -> None:
    """Take back the act that the message shown tells of, else one's own last.

    What another did or took back since is asked about first, and what one did oneself at another
    desk, of which nothing was told here.
    """
    offer = desk.told_offer()
    if offer is not None and offer.takes_back:
        await undone(desk, partial(undo_last, no=offer.act))
    else:
        await undone(desk, partial(undo, known=desk.known_step))


async def bring_back(desk: Desk) -> None:
    """Bring back the act that the message shown tells was undone, else what one undid last."""
    offer = desk.told_offer()
    if offer is not None and not offer.takes_back:
        await redone(desk, partial(redo, no=offer.act))
    else:
        await redone(desk, partial(redo, known=desk.known_step))


async def undone(desk: Desk, command: Reversal) -> None:
    """Take an act back by a command, and tell what came of it."""
    done = await desk.attempt(command)
    if isinstance(done, StepView):
        act = say_act(done.code, done.params, desk.masked)
        desk.tell_of(lambda: _("Undone: {act}").format(act=act), redo=done.no)
        if desk.here is not None:
            desk.here.taken_back(done.no)
    else:
        _refused(desk, done.problem)


async def redone(desk: Desk, command: Reversal) -> None:
    """Bring an act back by a command, and tell what came of it."""
    done = await desk.attempt(command)
    if isinstance(done, StepView):
        act = say_act(done.code, done.params, desk.masked)
        desk.tell_of(lambda: _("Done again: {act}").format(act=act), undo=done.no)
    else:
        _refused(desk, done.problem)


def _refused(desk: Desk, problem: Problem) -> None:
    """Ask where there is something to choose, else say why nothing was done."""
    if "by" in problem.params and "act" in problem.params:
        _ask(desk, problem)
        return
    later = problem.params.get("later") if problem.code == "act_not_last" else None
    desk.tell(
        say(problem, desk.masked),
        wrong=problem.code not in _NOTHING_TO_DO,
        undo=later.no if isinstance(later, StepView) else None,
    )


_NOTHING_TO_DO = ("nothing_to_undo", "nothing_to_redo")
"""Refusals that are no trouble."""

_ELSEWHERE = ("own_act_unknown", "own_undo_unknown")
"""Refusals that name what one did oneself, where nothing was told of it here."""

_TAKEN_BACK = ("act_taken_back", "only_taken_back")


def _ask(desk: Desk, problem: Problem) -> None:
    """Ask which act is meant, where the last one is not one's own or was taken back by another."""
    act, by, own, own_by = (problem.params.get(name) for name in ("act", "by", "own", "own_by"))
    assert isinstance(act, StepView)
    assert isinstance(by, StepView)
    lost = problem.code in _TAKEN_BACK or problem.code == "own_undo_unknown"
    elsewhere = problem.code in _ELSEWHERE

    def told(step: StepView) -> str:
        return f"#{step.no} {say_step(step, desk.masked)}"

    def title() -> str:
        if elsewhere:
            return _("You did this at another desk of yours")
        if lost:
            return _("Your last act was already taken back")
        return _("The last act is not yours")

    def about() -> str:
        return headed(history(act, by), told(act))

    acts: list[Act] = []
    if isinstance(own, StepView) and isinstance(own_by, StepView):
        mine = told(own) + brought_back(own, own_by)
        acts.append((partial(_own_words, mine, lost), lambda: _undo(desk, own.no)))
    if lost:
        acts.append((lambda: _("bring it back"), lambda: redone(desk, partial(redo, no=act.no))))
    else:
        acts.append((lambda: _("take that one back"), lambda: _undo(desk, act.no)))
    acts.append((lambda: _("leave everything as it is"), lambda: None))
    choose_act(desk, title, acts, about, at=len(acts) - 1)


def _own_words(act: str, lost: bool) -> str:
    words = _("take back the one before: {act}") if lost else _("take mine back: {act}")
    return words.format(act=act)


async def _undo(desk: Desk, no: int) -> None:
    await undone(desk, partial(undo, no=no))
