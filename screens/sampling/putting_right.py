"""What is put right later at the desk, by somebody's word: who was in a tube after all, and that a
tube was abnormal by mistake."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from data.sampling import commands, settling, tube_results
from models.sampling import Doubt, TubeView
from models.sampling.reading import Outcome
from screens.i18n import N_, _, ngettext
from screens.kit.choose import Act, choose_act
from screens.kit.fields import FormField, reader
from screens.kit.form import FormDialog
from screens.kit.one_line import OneLine
from screens.kit.record import blank
from screens.kit.values import headed, joined
from screens.sampling import words
from screens.sampling.scanning import put_told

if TYPE_CHECKING:
    from screens.kit.desk import Desk

INTO: tuple[FormField, ...] = (
    FormField("who", N_("who"), required=True, hint=N_("12-203 Ann Wood; doors or names")),
    FormField("words", N_("says who"), required=True, hint=N_("who says so, and why")),
)
"""Who was in a tube after all, and whose word that is."""


_NAMED = 3
"""Tubes that are named one by one."""


class _Into(NamedTuple):
    who: str
    words: str


def settle(desk: Desk, doubt: Doubt, then: Callable[[object], None]) -> None:
    """Ask what became of something that is to be settled: words, or its people into its tube.

    Args:
        then: called when that was answered, or left.
    """
    if not doubt.tube:
        _settle_in_words(desk, doubt, then)
        return
    acts: list[Act] = [
        (lambda: _("say in words what became of it"), lambda: _settle_in_words(desk, doubt, then)),
        (
            lambda: _("they were in tube {code} after all").format(code=doubt.tube),
            lambda: _settle_into(desk, doubt, then),
        ),
    ]
    now = desk.store.now()
    choose_act(
        desk,
        lambda: _("What became of number {no}?").format(no=doubt.no),
        acts,
        lambda: words.doubt_line(doubt, now),
    )


def _settle_in_words(desk: Desk, doubt: Doubt, then: Callable[[object], None]) -> None:
    async def write(said: str) -> object:
        return await desk.perform(
            lambda step: commands.settle_doubt(step, doubt.no, said),
            lambda done: headed(_("settled"), done.settled),
        )

    desk.open_dialog(
        OneLine(
            lambda: _("What became of number {no}?").format(no=doubt.no),
            lambda: _("in a few words"),
            write,
            says_when=False,
        ),
        then,
    )


def _settle_into(desk: Desk, doubt: Doubt, then: Callable[[object], None]) -> None:
    desk.open_dialog(
        FormDialog(
            blank(
                lambda: _("In tube {code} after all").format(code=doubt.tube),
                {"who": doubt.said},
            ),
            INTO,
            reader(INTO, _Into),
            lambda edit: desk.perform(
                lambda step: settling.settle_into(step, doubt.no, edit.given.who, edit.given.words),
                put_told,
            ),
            f"settle-{doubt.no}",
            first="words",
        ),
        then,
    )


def ask_void(desk: Desk, tubes: Sequence[TubeView], void: Callable[[], Awaitable[object]]) -> None:
    """Ask whether tubes are void: a key beside the one that was meant would send people down again.

    Args:
        void: says so.
    """
    people = sum(one.members for one in tubes)
    codes = joined([one.code for one in tubes[:_NAMED]]) + (" …" if len(tubes) > _NAMED else "")

    def yes() -> str:
        told = ngettext(
            "void: {count} person is to be sampled again",
            "void: {count} people are to be sampled again",
            people,
        )
        return told.format(count=people)

    acts: list[Act] = [(lambda: _("No, leave it"), lambda: None), (yes, void)]
    choose_act(desk, lambda: headed(_("Void"), codes), acts)


def by_mistake(desk: Desk, tube: TubeView, then: Callable[[object], None]) -> None:
    """Ask who of the laboratory says that a tube was abnormal by mistake: its people are free.

    Args:
        then: called when that was answered, or left.
    """

    async def write(said: str) -> object:
        return await desk.perform(
            lambda step: tube_results.set_result(
                step, tube.round_no, tube.code, Outcome.NEGATIVE, corrects=said
            ),
            put_told,
        )

    desk.open_dialog(
        OneLine(
            lambda: _("Tube {code} was abnormal by mistake").format(code=tube.code),
            lambda: _("who of the laboratory says so, and why"),
            write,
            draft=f"corrects-{tube.no}",
            about=lambda: _("Who says so is kept with the tube. Who was recalled stays held."),
            says_when=False,
        ),
        then,
    )
