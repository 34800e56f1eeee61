"""The tubes of a round at the desk: which are full, which left, what they came to.

What a laboratory says at night is one tube and all the others: that is one choice here, and leads
on to the recall.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import OptionList

from data.sampling import outcomes, queries
from data.sampling import several as tubes_at_once
from data.testing import queries as testing
from models.problems import Problem, Refused
from models.sampling import Outcomes, Put, TubeState, TubeView, codes, waiting
from models.sampling.reading import Outcome
from models.several import Several
from models.testing import RoundView
from models.times import stored
from screens.i18n import _, ngettext
from screens.keys import bindings
from screens.keys.testing import TUBES
from screens.kit import masks
from screens.kit.choose import Act, choose_act
from screens.kit.dialog import BROAD
from screens.kit.marked import LongMarked
from screens.kit.one_line import OneLine
from screens.kit.several import told
from screens.kit.told import Told
from screens.kit.values import beside, headed, joined
from screens.samples.sending import send
from screens.sampling import words
from screens.sampling.putting_right import by_mistake

if TYPE_CHECKING:
    from data.step import Step

_NAMED = 12
"""Codes that are not on file told one by one."""


class Tubes(LongMarked[TubeView]):
    """The tubes of a round that wait for a result, abnormal ones before them; or all.

    Args:
        round_no: the round.
    """

    DEFAULT_CLASSES = BROAD
    DEFAULT_CSS = """
    Tubes #tube-note { color: $foreground 85%; padding: 0 1; margin-top: 1; }
    """
    BINDINGS = bindings(TUBES)
    list_id = "tubes-list"

    def __init__(self, round_no: int) -> None:
        super().__init__()
        self._round_no = round_no
        self._round: RoundView | None = None
        self._all: list[TubeView] = []
        self._over = False
        """Whether no tube is filled any more."""
        self._every = False
        self._abnormal: tuple[str, ...] = ()
        """Codes of those that were said to be abnormal here last: a key leads on to the recall."""

    def notes(self) -> ComposeResult:
        yield Told(id="tube-note")
        yield from super().notes()

    # -- looking -------------------------------------------------------------------------------

    def heading(self) -> str:
        name = "" if self._round is None else self._round.name
        rows = [row for row in self._rows if row is not None]
        if self._every:
            return beside(name, _("all tubes"), str(len(rows)))
        bad = sum(row.state == TubeState.ABNORMAL for row in rows)
        abnormal = _("abnormal {count}").format(count=bad) if bad else ""
        return beside(name, _("tubes without a result"), str(len(rows) - bad), abnormal)

    def foot(self) -> str:
        return _("space  /: code  d: result  <: recall  x: void  R: send  v: all  z: undo")

    def lines(self) -> Iterator[tuple[Content, TubeView | None]]:
        store = self.desk.store
        with store.read() as conn:
            self._round = testing.round_of(conn, self._round_no)
            self._all = queries.tubes(conn, self._round)[::-1]
            self._over = outcomes.waiting_over(conn, self._round, stored(store.now()))
        shown = [one for one in self._all if self._every or one.state == TubeState.PENDING]
        if not self._every:
            shown[:0] = [one for one in self._all if one.state == TubeState.ABNORMAL]
        for row in shown:
            yield self.line(row), row
        if not shown:
            none = _("No tubes yet in this round.")
            yield Content(_("Every tube has its result. v shows all.") if self._all else none), None

    def line(self, row: TubeView) -> Content:
        style = {TubeState.ABNORMAL: "$error bold", TubeState.VOID: "$foreground 65%"}
        sent = "" if row.trip_no is None else _("samples {no}").format(no=row.trip_no)
        return Content.styled(
            beside(f"{self.box(row)} {words.tube_title(row)}", sent),
            style.get(TubeState(row.state), ""),
        )

    @on(OptionList.OptionHighlighted)
    def _note(self) -> None:
        row = self._row()
        self.put("#tube-note", "" if row is None else self._inside(row))
        self.fit()

    def _inside(self, row: TubeView) -> str:
        """Who is in a tube; that it was an abnormal one is a fact of health."""
        said = words.named(self.desk.store.ask(queries.of_tube, row))
        return masks.text(said, self.desk.masked and row.state == TubeState.ABNORMAL)

    def marked(self) -> None:
        self._note()

    # -- acts ----------------------------------------------------------------------------------

    def _codes(self) -> list[str]:
        return [one.code for one in self._chosen()]

    def action_turn(self) -> None:
        """Show those without a result, or all."""
        self._every = not self._every
        self.unmark()

    def action_find(self) -> None:
        """Mark tubes by what is scanned or typed of their codes."""
        self.desk.open_dialog(
            OneLine(
                lambda: _("Which tubes?"),
                lambda: _("codes, or how they end: 012 347"),
                self._find,
                says_when=False,
            )
        )

    async def _find(self, text: str) -> object:
        nos: list[int] = []
        unknown: list[str] = []
        for word in text.replace(",", " ").replace("，", " ").replace("、", " ").split():
            found = codes.ending(codes.tube_code(word), [one.code for one in self._all])
            nos += [one.no for one in self._all if one.code in found[:1] and len(found) == 1]
            unknown += [word] if len(found) != 1 else []
        shown = {row.no for row in self._rows if row is not None}
        self._every = self._every or not shown.issuperset(nos)
        self.mark_these(nos)
        if unknown:
            return Problem("tubes_not_one", {"codes": unknown[:_NAMED]})
        return None

    @on(OptionList.OptionSelected)
    def action_done(self) -> None:
        """Ask what the chosen tubes came to, and all the others."""
        chosen = self._codes()
        if not chosen or self._round is None:
            return
        many = ngettext("{count} tube", "{count} tubes", len(chosen)).format(count=len(chosen))
        which = joined(chosen[:3]) + (" …" if len(chosen) > 3 else "")
        rest, _wrong = waiting.rest_of(self._all, chosen, over=self._over)
        acts: list[Act] = [
            (partial(_of_state, state, many), self._said(chosen, outcome))
            for state, outcome in (
                (TubeState.NEGATIVE, Outcome.NEGATIVE),
                (TubeState.ABNORMAL, Outcome.ABNORMAL),
            )
        ]
        if rest:
            others = _("all the {count} others negative").format(count=len(rest))
            both = self._said(chosen, Outcome.ABNORMAL, Outcome.NEGATIVE)
            acts.append((lambda: joined([_of_state(TubeState.ABNORMAL, many), others]), both))
        acts.append((lambda: headed(_("full"), many), partial(self._full, chosen)))
        bad = [one for one in self._all if one.code in chosen and one.state == TubeState.ABNORMAL]
        if len(chosen) == len(bad) == 1:
            right = partial(by_mistake, self.desk, bad[0], self._after)
            acts.append((lambda: _("abnormal by mistake: the laboratory says so"), right))
        choose_act(self.desk, lambda: _("What did they come to?"), acts, lambda: which, at=None)

    def _said(
        self, chosen: Sequence[str], outcome: Outcome, rest: Outcome | None = None
    ) -> Callable[[], Awaitable[None]]:
        return partial(self._write, chosen, outcome, rest)

    async def _write(self, chosen: Sequence[str], outcome: Outcome, rest: Outcome | None) -> None:
        no = self._round_no
        done = await self.desk.perform(
            lambda step: outcomes.set_results(step, no, chosen, outcome, rest=rest), _told
        )
        if not isinstance(done, Refused):
            bad = [one.code for one in done.tubes if one.state == TubeState.ABNORMAL]
            self._abnormal = tuple(bad)
            self.unmark()

    async def _full(self, chosen: Sequence[str]) -> None:
        no = self._round_no
        await self._each(
            lambda step: tubes_at_once.close_tubes(step, no, chosen),
            lambda count: ngettext("{count} tube full.", "{count} tubes full.", count),
        )

    async def action_take_out(self) -> None:
        """The chosen tubes are void: whoever was in them has to be sampled again."""
        no, chosen = self._round_no, self._codes()
        if chosen:
            await self._each(
                lambda step: tubes_at_once.void_tubes(step, no, chosen),
                lambda count: ngettext(
                    "{count} tube void: its people are to be sampled again.",
                    "{count} tubes void: their people are to be sampled again.",
                    count,
                ),
            )

    async def _each(
        self, command: Callable[[Step], Several[Put]], said: Callable[[int], str]
    ) -> None:
        def sentence(done: Several[Put]) -> str:
            return told(done, said(len(done.done)).format(count=len(done.done)))

        done: Several[Put] | Refused = await self.desk.perform(command, sentence)
        if not isinstance(done, Refused):
            self.unmark()

    def action_recall(self) -> None:
        """Show what is to be done about those marked, else about those that were just said to be
        abnormal, else about the one under the cursor."""
        bad = {one.code for one in self._all if one.state == TubeState.ABNORMAL}
        said = [code for code in self._abnormal if code in bad]
        chosen = self._codes() if self._marks or not said else said
        if chosen:
            from screens.recall.open import recall_tubes

            recall_tubes(self.desk, chosen, self._round_no)

    def action_way(self) -> None:
        """The chosen tubes leave for a laboratory."""
        if chosen := self._codes():
            send(self.desk, self._after, chosen, self._round_no)

    def _after(self, done: object) -> None:
        if done is not None and not isinstance(done, Refused):
            self.unmark()


def _of_state(state: TubeState, many: str) -> str:
    return headed(words.tube_state(state), many)


def _told(done: Outcomes) -> str:
    return beside(*words.outcomes(done, at_desk=True), gap=" ")
