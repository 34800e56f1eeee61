"""Every command that writes, as an act the campaigns try; and the names of those that only read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from tests.faults.neighbourhood import CALL, Neighbourhood, Place, full_wal, hot_journal
from tests.faults.warm import NOW

READ_ONLY = frozenset(
    """
    today requests emergency directory errands supplies testing roster cover custody households
    residents closed log doctor demo learned progress received results settings
    testing-progress completion fields
    """.split()
)
"""Commands that write nothing unless asked to, as `doctor` may be; `demo` has a file of its own."""

WITHOUT_FILE = frozenset({"completion", "fields", "settings"})
"""Commands that tell of the program alone, or of whoever uses it."""


class Start(Enum):
    """What stands in the file's place before the act."""

    WHOLE = "whole"
    MARRED = "marred"
    """All is there, but the file no longer says whose it is."""
    AHEAD = "ahead"
    """All is there; some of it was written while the clock was ahead, which the doctor tells."""
    DAMAGED = "damaged"
    MISSING = "missing"

    @property
    def readable(self) -> bool:
        """Whether it can be read what the file holds."""
        return self in (Start.WHOLE, Start.MARRED, Start.AHEAD)


_OF_FILES = ("create", "import", "restore", "undo")
"""Acts that treat the file, or its journal, in a way of their own."""


@dataclass(frozen=True, slots=True)
class Act:
    """A command that writes.

    Args:
        words: as it is typed; a word that begins with a brace is the name of a file.
        before: commands that are done first.
        begin: what is done to the place's files after that.
        start: what stands in the file's place then.
        keeps: whether the store's contents stay as they are.
    """

    name: str
    words: tuple[str, ...]
    before: tuple[tuple[str, ...], ...] = ()
    begin: Callable[[Place], None] | None = None
    start: Start = Start.WHOLE
    now: str = NOW
    keeps: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether it writes into a file that is in order as other commands do, in one step."""
        plain = self.begin is None and self.start is Start.WHOLE and not self.keeps
        return plain and self.name not in _OF_FILES

    def place(self, neighbourhood: Neighbourhood) -> Place:
        """A place where the act can be done."""
        place = neighbourhood.fresh(empty=self.name == "create")
        for words in self.before:
            answer = neighbourhood.run(place, *words)
            assert answer.status == 0, (words, answer)
        if self.begin is not None:
            self.begin(place)
        return place


def _with_journal(place: Place) -> None:
    left = hot_journal(place)
    place.damage()
    place.journal.write_bytes(left)
    place.journal.chmod(0o600)


def _with_wal(place: Place) -> None:
    left = full_wal(place)
    place.damage()
    place.wal.write_bytes(left)
    place.wal.chmod(0o600)


def _gone_but_journal(place: Place) -> None:
    left = hot_journal(place)
    place.db.unlink()
    place.journal.write_bytes(left)
    place.journal.chmod(0o600)


_OWN_MARK = 68
"""Where the number stands in a file by which the program knows its own."""


def _mar(place: Place) -> None:
    content = bytearray(place.content())
    content[_OWN_MARK] ^= 1
    place.db.write_bytes(content)


def _tube_list(place: Place) -> None:
    listed = place.folder / "tube.txt"
    listed.write_text("8812345 桂枝苑1号9901室\n", encoding="utf-8")
    listed.chmod(0o600)


_RECALL = ("recall", "--list", "{folder}/tube.txt")
_RESTORE = ("restore", "{copy}")
_ROUND = (
    *(
        "round",
        "new",
        "--day",
        "2022-04-09",
        "--kind",
        "pooled",
        "--from",
        "06:00",
        "--to",
        "14:00",
    ),
)
"""A round of tests, for what is done in one."""

ACTS = (
    Act("create", ("add", CALL), start=Start.MISSING),
    Act("add", ("add", CALL)),
    Act("chase", ("chase", "1", "--to", "街道", "--said", "等 卟啉病")),
    Act("close", ("close", "1", "--outcome", "met", "--told", "卞哨岗")),
    Act("absent", ("absent", "阮秋水", "--apply")),
    Act("present", ("present", "滕小满", "--take", "all")),
    Act("shut", ("shut", "望潮公寓", "--until", "2022-04-20", "--why", "卟啉病", "--apply")),
    Act(
        "reopen",
        ("reopen", "望潮公寓"),
        before=(("shut", "望潮公寓", "--until", "2022-04-20", "--apply"),),
    ),
    Act(
        "round new",
        (
            *("round", "new", "--day", "2022-04-12", "--kind", "pooled", "--from", "06:00"),
            *("--to", "14:00", "--desks", "2", "--team", "瑞金医疗队"),
        ),
    ),
    Act("call-down", ("call-down", "new", "--over", "1", "--mark", "独居")),
    Act(
        "call-down result",
        ("call-down", "result", "1", "no_answer", "--text", "卟啉病"),
        before=(("call-down", "new", "--over", "1", "--mark", "独居"),),
    ),
    Act(
        "offers",
        ("offers", "take", "1"),
        before=(("add", "滕小满 13800000097 我可以帮大家跑药"),),
    ),
    Act("loads", ("loads", "1", "--apply")),
    Act(
        "samples",
        ("samples", "send", "--round", "1", "--tubes", "3", "--lab", "卟啉病"),
        before=(_ROUND,),
    ),
    Act(
        "samples chase",
        ("samples", "chase", "1", "卟啉病", "--promised", "12:00"),
        before=(
            _ROUND,
            ("samples", "send", "--round", "1", "--tubes", "3", "--lab", "实验室"),
        ),
    ),
    Act("stock", ("stock", "in", "卟啉病药盒", "20", "--unit", "盒", "--from", "滕小满")),
    Act(
        "stock count",
        ("stock", "count", "口罩", "180", "--reason", "卟啉病"),
        before=(("stock", "in", "口罩", "200", "--unit", "只"),),
    ),
    Act("stock key", ("stock", "key", "库房", "滕小满"), before=(("stock", "room", "库房"),)),
    Act("stops", ("stops", "1", "--late", "1", "15")),
    Act("drivers", ("drivers", "note", "1", "promised", "卟啉病")),
    Act("driver-sheet", ("driver-sheet", "1", "--to", "{folder}/stick/driver.txt"), keeps=True),
    Act("suppliers", ("suppliers", "new", "卟啉病", "--listed")),
    Act("result", ("result", "桂枝苑2-803", "异常", "--note", "卟啉病")),
    Act("doors", ("doors", "1", "--compound", "桂枝苑", "2-803 没人")),
    Act(
        "doors, a request",
        ("doors", "--request", "桂枝苑2-803"),
        before=(("doors", "1", "--compound", "桂枝苑", "2-803 没人"),),
    ),
    Act("call-sheet", ("call-sheet", "1", "--freeze"), before=(_ROUND,)),
    Act(
        "call-sheet by hand",
        ("call-sheet", "1", "--visit", "桂枝苑2-803", "--because", "卟啉病"),
        before=(_ROUND,),
    ),
    Act(
        "call-sheet to a file",
        ("call-sheet", "1", "--to", "{folder}/stick/calls.html"),
        before=(_ROUND,),
        keeps=True,
    ),
    Act("tick", ("tick", "1", "桂枝苑1-9901 卟啉病"), before=(_ROUND,)),
    Act("tube", ("tube", "T1", "add", "桂枝苑1-9901", "--round", "1"), before=(_ROUND,)),
    Act(
        "missed",
        ("missed", "1", "--settle", "桂枝苑1-9901", "卟啉病"),
        before=(_ROUND, ("tick", "1", "桂枝苑1-9901 没人")),
    ),
    Act(
        "to-settle",
        ("to-settle", "1", "卟啉病"),
        before=(_ROUND, ("tick", "1", "桂枝苑99-99 没人")),
    ),
    Act("door-list", ("door-list", "1", "--to", "{folder}/stick/doors.html"), keeps=True),
    Act(
        "count",
        (
            *("count", "1", "--stage", "gate", "--compound", "望潮公寓", "--goods", "青菜", "3"),
            *("--reason", "other", "--said", "卟啉病"),
        ),
    ),
    Act("recall", (*_RECALL, "--apply"), begin=_tube_list),
    Act("shared", ("shared", "桂枝苑", "--yes")),
    Act("suggest", ("suggest", "--apply", "--day", "2022-04-10")),
    Act(
        "deliver",
        ("deliver", "明天9点 蔬菜包 30份 每户1份 朱师傅 13800000098 卟啉病", "--drops", "望潮公寓"),
    ),
    Act(
        "deliver, changed",
        ("deliver", "--change", "1", "--came", "--at", "2022-04-10 10:00"),
    ),
    Act("allocate", ("allocate", "1", "--base", "registered", "--apply")),
    Act("import", ("import", "{papers}/calls.txt")),
    Act("undo", ("undo",)),
    Act("undo chase", ("undo", "8")),
    Act("redo", ("redo",), before=(("undo",),)),
    Act(
        "clock",
        ("clock", "--set-right"),
        before=(("add", "望潮公寓2号1002室 胸口痛"),),
        start=Start.AHEAD,
        now="2022-04-09T07:45+08:00",
    ),
    Act("backup", ("backup",), keeps=True),
    Act("backup to a stick", ("backup", "{folder}/stick"), keeps=True),
    Act("first start of a day", ("log",), now="2022-04-10T08:00+08:00", keeps=True),
    Act("sheet", ("sheet", "--masked", "--to", "{folder}/stick/sheet.txt"), keeps=True),
    Act("begin", ("begin",), begin=lambda at: at.db.unlink(), start=Start.MISSING),
    Act("mend", ("doctor", "--mend"), begin=_mar, start=Start.MARRED),
    Act("restore", _RESTORE),
    Act("restore, no file", _RESTORE, begin=lambda at: at.db.unlink(), start=Start.MISSING),
    Act("restore, no file, journal", _RESTORE, begin=_gone_but_journal, start=Start.MISSING),
    Act("restore, damage", _RESTORE, begin=Place.damage, start=Start.DAMAGED),
    Act("restore, damage, journal", _RESTORE, begin=_with_journal, start=Start.DAMAGED),
    Act("restore, damage, wal", _RESTORE, begin=_with_wal, start=Start.DAMAGED),
)
