"""One act on a fresh place, and what it has left: nothing, all of it, or something in between."""

from __future__ import annotations

from dataclasses import dataclass

from tests.faults import stores
from tests.faults.acts import Act, Start
from tests.faults.neighbourhood import Neighbourhood
from tests.faults.replay import SECTOR
from tests.faults.shim import Fault
from tests.faults.warm import Answer


@dataclass(frozen=True, slots=True)
class Expected:
    """What an act leaves where nothing goes wrong: shapes before, after it and after it twice."""

    before: str | None
    after: str | None
    twice: str | None
    sheet: str


HEADER = 100
"""Bytes at the start of a file that say how SQLite keeps it, and how often it was changed."""


def still_damaged(now: bytes, begun: bytes, beside: bytes) -> bool:
    """Whether a damaged file is as it was.

    Whoever opens it lets SQLite write into it what the journal or log beside it holds, also in
    part; that changes nothing that anybody has done.

    Args:
        now: the file's content, and `begun` what it was.
        beside: what the journals held that were left with it.
    """
    parts = [slice(HEADER, SECTOR)]
    parts += [slice(at, at + SECTOR) for at in range(SECTOR, len(begun), SECTOR)]
    return len(now) == len(begun) and all(
        now[part] == begun[part] or now[part] in beside for part in parts
    )


class Trial:
    """One act with one fault, and what the file holds by then."""

    def __init__(self, act: Act, at: Neighbourhood, expected: Expected) -> None:
        self.act = act
        self._at = at
        self._expected = expected
        self.place = act.place(at)
        self._begun = self.place.content()
        self._beside = self.place.beside()
        self._copies = set(self.place.backups())

    def run(self, fault: Fault | None = None) -> Answer:
        """Do the act."""
        return self._at.run(self.place, *self.act.words, now=self.act.now, fault=fault)

    def state(self) -> str:
        """`before`, `after` or `twice` the act; `missing`, `unreadable`, or `half` of it."""
        db, start = self.place.db, self.act.start
        if start is Start.DAMAGED and self._is_damaged():
            return "before"
        if not db.exists() or not db.stat().st_size:
            return "before" if start is Start.MISSING else "missing"
        shape = stores.read_shape(db)
        if shape is None:
            return "unreadable"
        expected = self._expected
        known = {expected.twice: "twice", expected.after: "after", expected.before: "before"}
        begun = start is Start.MISSING and not stores.contents(db).get("journal_step")
        return known.get(shape, "before" if begun else "half")

    def _is_damaged(self) -> bool:
        return still_damaged(self.place.content(), self._begun, self._beside)

    def made(self) -> bool:
        """Whether what an act that keeps the store's contents is for has been made, and whole."""
        if self.act.name == "sheet":
            file = self.place.stick / "sheet.txt"
            return file.exists() and file.read_text(encoding="utf-8") == self._expected.sheet
        return set(self.place.backups()) > self._copies


class Expectations:
    """What each act leaves where nothing goes wrong, found out once."""

    def __init__(self, at: Neighbourhood) -> None:
        self._at = at
        self._expected: dict[str, Expected] = {}
        self._calls: dict[tuple[str, str], int] = {}

    def of(self, act: Act) -> Expected:
        """What an act leaves when it is done once, and when it is done twice."""
        if act.name not in self._expected:
            self._expected[act.name] = self._found(act)
        return self._expected[act.name]

    def trial(self, act: Act) -> Trial:
        """The act on a place of its own."""
        return Trial(act, self._at, self.of(act))

    def calls(self, act: Act, kinds: str) -> int:
        """How many calls of these kinds an act makes."""
        if (act.name, kinds) not in self._calls:
            self._calls[act.name, kinds] = self.trial(act).run(Fault(kinds)).seen
        return self._calls[act.name, kinds]

    def _found(self, act: Act) -> Expected:
        place = act.place(self._at)
        before = stores.read_shape(place.db) if act.start.readable else None
        if act.words[0] == "restore":
            copied = stores.read_shape(place.copy)
            return Expected(before, copied, copied, "")
        left = []
        for _ in range(2):
            self._at.run(place, *act.words, now=act.now)
            left.append(stores.read_shape(place.db))
        sheet = place.stick / "sheet.txt"
        content = sheet.read_text(encoding="utf-8") if sheet.exists() else ""
        return Expected(before, left[0], left[1], content)
