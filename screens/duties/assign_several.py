"""Giving people to several pieces of work at once: each with for how many of them they are free.

What somebody cannot be at is said and left; the rest is given, as one act.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from data.duties import several
from data.duties.several import Among, Spread
from models.duties import DutyRow, Role, Work
from models.problems import Refused
from screens.duties import candidates
from screens.duties.assign import Assign
from screens.i18n import _
from screens.kit.several import left_lines
from screens.kit.values import beside, joined
from screens.sentences import say

if TYPE_CHECKING:
    from data.duties.candidates import Candidate
    from data.sql import Reader

_TOLD = 4
"""Sentences on what speaks against somebody; how many more there are is told."""


class AssignSeveral(Assign):
    """The people of the roster against several pieces of work.

    Args:
        work: what they are.
        nos: their numbers.
        many: several of them in words, by how many they are.
        given: called with the numbers of those that somebody was given to.
    """

    def __init__(
        self,
        work: Work,
        nos: Sequence[int],
        many: Callable[[int], str],
        given: Callable[[Sequence[int]], None],
    ) -> None:
        super().__init__(lambda store: store.ask(several.together, work, nos))
        self._work, self._nos, self._many, self._given = work, nos, many, given
        self._among: dict[int, Among] = {}

    def _here(self, _conn: Reader) -> list[DutyRow]:
        return []

    def _called(self) -> str:
        return self._many(len(self._nos))

    def _candidates(self) -> list[Candidate]:
        found = self.desk.store.ask(several.among, self._work, self._nos, self._role)
        self._among = {one.person.no: one for one in found}
        return [one.person for one in found]

    def _line(self, person: Candidate) -> Content:
        mark = self._marks.get(person.no)
        return candidates.line_among(self._among[person.no], None if mark is None else mark.role)

    def _against(self, person: Candidate) -> list[str]:
        stands = self._among[person.no].stands
        found = [(no, concern) for no, concerns in stands.items() for concern in concerns]
        found.sort(key=lambda one: not one[1].refuses)
        lines = [f"#{no}: {say(concern.problem)}" for no, concern in found[:_TOLD]]
        more = len(found) - _TOLD
        return [*lines, _("… and {count} more").format(count=more)] if more > 0 else lines

    def _is_clear(self, person: Candidate) -> bool:
        return not any(self._among[person.no].stands.values())

    def _refuse(self, person: Candidate) -> None:
        self._tell()

    async def _give(self, given: Mapping[int, Role], taken: Sequence[int]) -> Refused | None:
        assert not taken, "who is there already is not listed as marked"
        work, nos = self._work, self._nos
        done = await self.desk.perform(
            lambda step: several.spread(step, work, nos, given), self._told
        )
        if isinstance(done, Refused):
            return done
        self._given(sorted({row.work_no for row in done.given if row.work_no is not None}))
        return None

    def _told(self, done: Spread) -> str:
        """Who was given to how many, then where somebody was not and why."""
        wheres: dict[str, list[str]] = {}
        for row in done.given:
            wheres.setdefault(row.person or "", []).append(row.where)
        given: dict[str, list[str]] = {}
        for name, at in wheres.items():
            given.setdefault(at[0] if len(at) == 1 else self._many(len(at)), []).append(name)
        told = _("{given} given to {where}.")
        return beside(
            *(told.format(given=joined(names), where=where) for where, names in given.items()),
            *(f"⚠ {line}" for line in left_lines(done.left)),
            gap=" ",
        )
