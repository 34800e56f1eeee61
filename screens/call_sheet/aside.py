"""Setting somebody aside for one round at the desk: who, what instead, and why."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING

from data.call_sheet import commands
from data.call_sheet.naming import named
from data.call_sheet.told import Told
from models.call_sheet import ByHand, Part, SheetEntry, Why
from models.problems import Refused
from screens.call_sheet import words
from screens.i18n import _
from screens.kit.choose import Act, choose_act
from screens.kit.one_line import OneLine
from screens.kit.values import headed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from data.step import Step
    from models.call_sheet import Who
    from screens.kit.desk import Desk


def set_aside(desk: Desk, told: Told, people: Sequence[SheetEntry]) -> None:
    """Ask what is to become of whom.

    Args:
        people: whom the cursor is on; who is set aside already can be called again.
    """
    acts: list[Act] = [
        (lambda: _("do not call somebody"), partial(_ask_who, desk, told, ByHand.LEFT_OUT)),
        (lambda: _("visit somebody instead"), partial(_ask_who, desk, told, ByHand.VISITED)),
    ]
    here = [one for one in people if one.why != Why.BY_HAND]
    who, keys = words.doors(here), [one.who for one in here]
    if any(one.part != Part.VISITED for one in here):
        visit = partial(_ask_why, desk, told, ByHand.VISITED, who, keys)
        acts.insert(0, (lambda: headed(_("visit instead"), who), visit))
    if any(one.part != Part.LEFT_OUT for one in here):
        out = partial(_ask_why, desk, told, ByHand.LEFT_OUT, who, keys)
        acts.insert(0, (lambda: headed(_("do not call"), who), out))
    aside = [one for one in people if one.why == Why.BY_HAND]
    if aside:
        called = partial(_call_again, desk, told, aside)
        acts.insert(0, (lambda: _("call again: {who}").format(who=words.doors(aside)), called))
    choose_act(desk, lambda: _("Set aside for this round"), acts)


async def _call_again(desk: Desk, told: Told, aside: Sequence[SheetEntry]) -> None:
    no = told.its_round.no
    await desk.perform(
        lambda step: commands.call_again(step, no, [one.who for one in aside]),
        lambda _done: _("Called again in round {no}: {people}.").format(
            no=no, people=words.doors(aside)
        ),
    )


def _ask_who(desk: Desk, told: Told, part: ByHand) -> None:
    """Ask who is meant, then why."""
    meant: list[tuple[str, Sequence[Who]]] = []

    async def take(text: str) -> object:
        try:
            meant.append((text, desk.store.ask(named, told.its_round.no, text)))
        except Refused as refused:
            return refused.problem
        return None

    def go_on(_done: bool | None) -> None:
        if meant:
            _ask_why(desk, told, part, *meant[-1])

    who = OneLine(
        lambda: _("Who?"),
        lambda: _("doors or names: 12-203, Blossom 3-501 Ann Wood"),
        take,
        says_when=False,
    )
    desk.open_dialog(who, go_on)


def _ask_why(desk: Desk, told: Told, part: ByHand, text: str, people: Sequence[Who]) -> None:
    desk.open_dialog(
        OneLine(
            lambda: _("Why?"),
            lambda: _("in words: whoever asks is told by them"),
            _kept(desk, told, part, people),
            about=lambda: text,
            says_when=False,
        )
    )


def _kept(
    desk: Desk, told: Told, part: ByHand, people: Sequence[Who]
) -> Callable[[str], Awaitable[object]]:
    no = told.its_round.no

    async def keep(said: str) -> object:
        def act(step: Step) -> object:
            return commands.set_aside(step, no, people, part, said)

        return await desk.perform(act, lambda _done: words.set_aside(no, part, len(people)))

    return keep
