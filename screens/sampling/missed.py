"""Who is missed in a round, building by building: the second call, who goes to their doors, what
became of them; and the end of the round."""

from __future__ import annotations

from collections.abc import Awaitable
from datetime import timedelta
from functools import partial

from textual import on
from textual.widgets import OptionList

from data.sampling import closing
from data.sampling import missed as missed_commands
from data.sampling.missed import Said, Visit, Visited
from data.sampling.naming import at_table
from models.problems import Problem, Refused
from models.testing import RoundView
from models.times import stored
from screens.i18n import N_, _, ngettext
from screens.keys import bindings
from screens.keys.testing import LACKING
from screens.kit.choose import Act, choose_act
from screens.kit.fields import FormField, reader, shown
from screens.kit.form import FormDialog
from screens.kit.kinds import PROMISED
from screens.kit.one_line import OneLine
from screens.kit.record import blank
from screens.kit.values import beside, headed, joined
from screens.sampling import words
from screens.sampling.missed_list import MissedList, View

_SOON = timedelta(hours=1)
"""When somebody is proposed to go to doors, from now on."""

_VISIT = (
    FormField("who", N_("who goes"), required=True, hint=N_("a name of the roster, or words")),
    FormField("at", N_("by when"), PROMISED, required=True, hint=N_("18:00")),
)


class Missed(MissedList):
    """Who is missed in a round, and what is done about it."""

    BINDINGS = bindings(LACKING)

    def _keys(self) -> list[str]:
        return [row.one.member.id for row in self._chosen()]

    def action_turn(self) -> None:
        """Show the next view."""
        self._view = View((self._view.value + 1) % len(View))
        self.unmark()

    def action_copy(self) -> None:
        """Copy the second call: of those marked, else of all of the building under the cursor."""
        row = self._row()
        chosen = self._chosen() if self._marks or row is None else self._of_building(row)
        calls = [words.second_call(of) for of in words.of_buildings([one.one for one in chosen])]
        said = "\n".join(filter(None, calls))
        if not said:
            self.desk.tell(_("Nobody here is to be called again."), wrong=True, refused=True)
            return
        self.desk.copy_to_clipboard(said)
        self.desk.tell(headed(_("Copied"), said))

    def action_find(self) -> None:
        """Mark people by doors or names."""
        self.desk.open_dialog(
            OneLine(
                lambda: _("Whom to mark?"),
                lambda: _("12-203 305, or names"),
                self._find,
                says_when=False,
            )
        )

    async def _find(self, text: str) -> object:
        view = self._round
        if view is None or not text.strip():
            return None
        with self.desk.store.read() as conn:
            heard = at_table(conn, view, text)
        wanted = {one.id for group in heard.meant for one in group.people}
        here = [row for row in self._rows if row is not None]
        self.mark_these([row.no for row in here if row.one.member.id in wanted])
        shown_here = {row.one.member.id for row in here}
        unknown = [one.text for one in heard.unfound]
        unknown += [
            group.text
            for group in heard.meant
            if not any(one.id in shown_here for one in group.people)
        ]
        return Problem("missed_not_here", {"text": joined(unknown)}) if unknown else None

    @on(OptionList.OptionSelected)
    def action_done(self) -> None:
        """Ask what became of the chosen ones."""
        keys = self._keys()
        if not keys:
            return
        acts: list[Act] = [
            (lambda: _("came after all, or was sampled at the door"), partial(self._came, keys)),
            (lambda: _("sampled elsewhere"), partial(self._settle, keys, _("sampled elsewhere"))),
            (lambda: _("taken to hospital"), partial(self._settle, keys, _("taken to hospital"))),
            (lambda: _("does not live here now"), partial(self._settle, keys, _("not here now"))),
            (lambda: _("in other words …"), partial(self._settle_said, keys)),
        ]
        choose_act(self.desk, lambda: _("What became of them?"), acts, self._whom)

    def _whom(self) -> str:
        return words.named([row.one.member for row in self._chosen()])

    async def _came(self, keys: list[str]) -> None:
        no = self._round_no
        done = await self.desk.perform(
            lambda step: missed_commands.came_after_all(step, no, keys),
            lambda done: beside(*words.ticked(done, at_desk=True), gap=" "),
        )
        self._after(done)

    async def _settle(self, keys: list[str], said: str) -> object:
        no = self._round_no
        done = await self.desk.perform(
            lambda step: missed_commands.settle_rows(step, no, keys, said), _settled
        )
        self._after(done)
        return done

    def _settle_said(self, keys: list[str]) -> None:
        self.desk.open_dialog(
            OneLine(
                lambda: _("What became of them?"),
                lambda: _("in a few words"),
                partial(self._settle, keys),
                says_when=False,
                about=self._whom,
            )
        )

    def action_assign(self) -> None:
        """Ask who goes to the doors of the chosen ones, and by when."""
        keys = self._keys()
        if not keys:
            return
        stands = shown(_VISIT, Visit("", self.desk.store.now() + _SOON))
        no = self._round_no

        def sent(given: Visit) -> Awaitable[object]:
            return self.desk.perform(
                lambda step: missed_commands.send_to_doors(
                    step, no, keys, given, words.request_text
                ),
                _sent,
            )

        whom = self._whom()
        self.desk.open_dialog(
            FormDialog(
                blank(lambda: headed(_("Home visit"), whom), stands),
                _VISIT,
                reader(_VISIT, Visit),
                lambda edit: sent(edit.given),
                "home-visit",
                first="who",
            ),
            self._after,
        )

    def action_begin(self) -> None:
        """Ask whether the round is over, or goes on."""
        view = self._round
        if view is None:
            return
        acts: list[Act] = [(lambda: _("No, it goes on"), lambda: None)]
        if view.closed_at is not None:
            acts = [(lambda: _("go on with the round"), self._reopen)]
        else:
            acts.append((lambda: _("close it: who lacks becomes a request a door"), self._close))
        choose_act(self.desk, lambda: view.name, acts, lambda: self._at_end(view))

    def _at_end(self, view: RoundView) -> str:
        """How many lack, if it ends now."""
        at = stored(self.desk.store.now())
        found = self.desk.store.ask(closing.at_end, view.no, at)
        return beside(
            words.lacking(found.people, found.doors), words.not_begun(found.ahead), gap=" "
        )

    async def _close(self) -> None:
        no = self._round_no
        done = await self.desk.perform(
            lambda step: closing.close_round(step, no, words.request_text), words.closed
        )
        self._after(done)

    async def _reopen(self) -> None:
        no = self._round_no
        done = await self.desk.perform(lambda step: closing.reopen_round(step, no), words.reopened)
        self._after(done)

    def _after(self, done: object) -> None:
        if done is not None and not isinstance(done, Refused):
            self.unmark()


def _settled(done: Said) -> str:
    return beside(*words.said_of_people(done), gap=" ")


def _sent(done: Visited) -> str:
    told = ngettext(
        "{who} goes to {count} door: {people}.",
        "{who} goes to {count} doors: {people}.",
        len(done.requests),
    )
    return told.format(who=done.who, count=len(done.requests), people=words.named(done.members))
