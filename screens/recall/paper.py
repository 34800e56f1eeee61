"""The slips of who goes, and what to say to whom an abnormal tube is about, on screen and paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.recall import queries
from data.recall.plans import RecallPlan
from models.recall import RetestRow
from models.times import local_date
from screens.i18n import _
from screens.kit import masks
from screens.kit.paper import PaperDialog
from screens.kit.values import beside, headed
from screens.recall import slips, words
from screens.recall.listing import jobs
from screens.recall.wording import all_said
from screens.sentences import say


class Slips(PaperDialog):
    """The slips of some re-tests that are still to be done; of all where all are.

    Args:
        keys: of the re-tests.
    """

    name_of_folder = "recall-slips"
    endings = frozenset({".txt", ".html"})

    def __init__(self, keys: Sequence[str]) -> None:
        super().__init__()
        self._keys = keys

    def heading(self) -> str:
        return _("Slips for who goes")

    def file_name(self) -> str:
        day = local_date(self.desk.store.now())
        return _("home-sampling-{day}.txt").format(day=f"{day:%m-%d}")

    def shown(self) -> str:
        return slips.text(self._rows(), self.desk.store.now(), masked=masks.is_on())

    def _rows(self) -> Sequence[RetestRow]:
        return self.desk.store.ask(queries.retests_by_key, self._keys)

    def written(self, ending: str) -> str:
        made = slips.page if ending == ".html" else slips.text
        return made(self._rows(), self.desk.store.now())

    def keys(self) -> str:
        return _("enter: write it   ↑ ↓ ctrl+← →: look   esc: back")


class ToSay(PaperDialog):
    """What to say, door by door.

    Args:
        plan: whom it is about.
    """

    name_of_folder = "recall-words"
    DEFAULT_CSS = """
    ToSay #paper-text { width: 100%; }
    """

    def __init__(self, plan: RecallPlan) -> None:
        super().__init__()
        self._plan = plan

    def heading(self) -> str:
        return _("What to say, naming nobody else")

    def file_name(self) -> str:
        return _("what-to-say.txt")

    def shown(self) -> str:
        return "\n".join(self._lines(masked=masks.is_on()))

    def _lines(self, *, masked: bool) -> Iterator[str]:
        """Those who are told the same stand over the words, which are there once.

        Args:
            masked: whether the mask hides who is told.
        """
        now = self.desk.store.now()
        for recall in self._plan.recalls:
            yield words.tube(recall)
            by_text: dict[str, list[str]] = {}
            for said in all_said(recall, jobs(self._plan, recall), now, self._plan.recalls):
                by_text.setdefault(said.text, []).append(said.to)
            for text, to in by_text.items():
                yield ""
                yield from (f"▸ {one}" for one in ([masks.HIDDEN] if masked else to))
                yield from words.in_lines(text)
            yield ""

    def written(self, ending: str) -> str:
        return "\n".join(self._lines(masked=False))

    def keys(self) -> str:
        return _("enter: write it   ↑ ↓ ctrl+← →: look   esc: back")


class Whole(PaperDialog):
    """All that is told of some tubes: what has to be seen to, who shares with whom, who is held
    until when, and why each door is as it is.

    Args:
        plan: whom it is about.
    """

    name_of_folder = "recall-words"
    DEFAULT_CSS = """
    Whole #paper-text { width: 100%; }
    """

    def __init__(self, plan: RecallPlan) -> None:
        super().__init__()
        self._plan = plan

    def heading(self) -> str:
        return _("All of this recall")

    def file_name(self) -> str:
        return _("recall.txt")

    def shown(self) -> str:
        return "\n".join(self._lines(masked=masks.is_on()))

    def _lines(self, *, masked: bool) -> Iterator[str]:
        """
        Args:
            masked: whether the mask hides who is meant.
        """
        yield from (f"⚠ {say(one.problem)}" for one in self._plan.left)
        for recall in self._plan.recalls:
            yield words.counted(recall)
            yield from (f"⚠ {line}" for line in words.told(recall))
            if without := words.unvisited(recall, masked):
                yield without
            yield from (masks.text(line, masked) for line in words.sharing(recall.sharing))
            for held in recall.held:
                who = masks.text(words.person(held.affected), masked)
                yield headed(_("out of pools"), beside(who, words.until(held)))
            yield ""
        for visit in self._plan.visits:
            when = words.span(visit.starts, visit.ends, self.desk.store.now())
            who = words.who(visit.names, visit.to_ask)
            where = masks.text(words.door(visit), masked)
            why = words.visit_why(visit, self._plan.names_behind(visit.door.household))
            yield beside(when, where, who, why)
        for row in self._plan.kept:
            when = words.span(row.starts_at, row.ends_at, self.desk.store.now())
            where = masks.text(words.door(row), masked)
            why = words.kept_why(row, self._plan.positive_at(row), self._plan.freed_at(row))
            yield beside(when, where, words.who((*row.goes, *row.guides), row.asked), why)

    def written(self, ending: str) -> str:
        return "\n".join(self._lines(masked=False))

    def keys(self) -> str:
        return _("enter: write it   ↑ ↓ ctrl+← →: look   esc: back")
