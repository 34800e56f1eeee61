"""The words that were learned of corrections, to be looked through, taken out and brought back."""

from __future__ import annotations

from collections.abc import Iterator

from textual.content import Content

from data.learned import queries
from data.learned.commands import set_forgotten
from models.learned import LearnedRow, Standing
from models.problems import Refused
from screens.i18n import _
from screens.keys import bindings
from screens.keys.papers import LEARNED
from screens.kit.list_dialog import ListDialog
from screens.learned import words
from screens.sentences import say


class LearnedWords(ListDialog[LearnedRow]):
    """A line for each word, the latest first."""

    BINDINGS = bindings(LEARNED)
    list_id = "learned-list"

    def heading(self) -> str:
        return _("Words learned from corrections")

    def foot(self) -> str:
        if any(row is not None for row in self._rows):
            return _("x: take out, or bring back   g: its request   esc: back")
        return _("esc: back")

    def lines(self) -> Iterator[tuple[Content, LearnedRow | None]]:
        try:
            found = self.desk.store.ask(queries.rows)
        except Refused as refused:
            yield Content(say(refused.problem)), None
            return
        for row in reversed(found):
            tone = "" if row.standing is Standing.COUNTS else "dim"
            no = Content.styled(f"{row.learned.no:>4}  ", "$foreground 65%")
            line = Content.styled(words.brief(row, self.desk.masked), tone)
            yield Content.assemble(no, line), row
        if not found:
            said = _("Nothing was learned yet: ^E on a request says what it is about.")
            yield Content(said), None

    def action_take_out(self) -> None:
        """Take the word under the cursor out, or bring it back."""
        row = self._row()
        if row is None:
            return
        out = row.standing is not Standing.FORGOTTEN
        try:
            one = set_forgotten(self.desk.store, row.learned.no, out, row.learned.word)
        except Refused as refused:
            self.desk.tell(say(refused.problem), wrong=True)
            return
        said = _("{word} is taken out; x brings it back.") if out else _("{word} counts again.")
        self.desk.tell(said.format(word=words.word(one, self.desk.masked)))
        self.renew()

    def action_go(self) -> None:
        """Go to the request that taught the word under the cursor."""
        row = self._row()
        if row is not None and row.learned.request.isdecimal():
            desk, no = self.desk, int(row.learned.request)
            self.dismiss(None)
            desk.call_later(desk.show_record, "requests", no)
