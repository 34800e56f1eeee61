"""Undo and redo: a walk over the commands in which each move gives back exactly what was there."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from tests.faults import stores
from tests.faults.conftest import Effort
from tests.faults.figures import Figures, Row
from tests.faults.judging import judge_doctor, judge_words
from tests.faults.neighbourhood import Neighbourhood, Place
from tests.faults.warm import Answer

_COMPOUNDS = ("桂枝苑", "望潮公寓", "二十六弄")
_STAFF = ("裴一舟", "阮秋水", "滕小满", "祝立㭎", "饶梦泽", "翟玉衡", "蓝晓棠")
_NEEDS = ("胰岛素只剩1天", "急 大出血", "没菜了", "水管漏", 'O\'Brien "q"', "[/] {x} %s", "😀")


@dataclass
class Walk:
    """A file on which acts are done and taken back, with what it held after each.

    Args:
        held: the records before the first act, and after each that stands or can be done again.
        at: which of them the file holds now.
    """

    program: Neighbourhood
    place: Place
    rnd: Random
    row: Row
    held: list[str] = field(default_factory=list)
    at: int = 0
    acts: int = 0

    def state(self) -> str:
        return stores.digest(stores.records(self.place.db))

    def run(self, *words: str) -> tuple[Answer, str]:
        """Run a command; what it left of the records."""
        day, minute = divmod(8 * 60 + self.acts, 1440)
        moment = f"2022-04-{9 + day:02}T{minute // 60:02}:{minute % 60:02}+08:00"
        answer = self.program.run(self.place, *words, now=moment)
        judge_words(self.row, answer, str(words))
        self.row.trials += 1
        return answer, self.state()

    def act(self) -> None:
        """Something is done."""
        self.acts += 1
        words = self._chosen()
        answer, now = self.run(*words)
        if answer.status:
            self.row.check(now == self.held[self.at], "refused, but changed", words)
        elif now != self.held[self.at]:
            del self.held[self.at + 1 :]
            self.held.append(now)
            self.at += 1

    def undo(self) -> None:
        """The last act is taken back."""
        answer, now = self.run("undo")
        row = self.row
        row.check(answer.status == 0, "undo refused", self.acts, answer.err.strip())
        if answer.status == 0:
            self.at -= 1
        row.check(now == self.held[self.at], "undone wrong", self.acts, answer.out.strip())

    def redo(self) -> None:
        """What was taken back is done again."""
        answer, now = self.run("redo")
        row = self.row
        row.check(answer.status == 0, "redo refused", self.acts, answer.err.strip())
        if answer.status == 0:
            self.at += 1
        row.check(now == self.held[self.at], "redone wrong", self.acts, answer.out.strip())

    def pair(self) -> None:
        """Any act is taken back, if no later one builds on it, and done again."""
        step = str(self.rnd.randrange(1, stores.counted(self.place.db, "journal_step") + 1))
        for command in ("undo", "redo"):
            answer, now = self.run(command, step)
            if answer.status:
                wrong = command == "redo"
                self.row.check(not wrong, "redo refused", step, answer.err.strip())
                break
        self.row.check(now == self.held[self.at], "pair undone wrong", step)

    def _chosen(self) -> tuple[str, ...]:
        rnd, n = self.rnd, self.acts
        numbers = stores.counted(self.place.db, "request")
        no, day = str(rnd.randrange(1, numbers + 1)), f"2022-04-{9 + rnd.randrange(4):02}"
        kind = rnd.choice(
            ("add", "add", "chase", "close", "absent", "present", "suggest", "import")
        )
        if kind == "add":
            door = f"{rnd.choice(_COMPOUNDS)}{rnd.randrange(1, 6)}号{rnd.randrange(101, 999)}室"
            return ("add", f"{door} {rnd.choice(_NEEDS)} 138{n:08}")
        if kind == "chase":
            more = rnd.choice((("--no-answer",), ("--said", f"等{n}"), ("--promised", "23:50")))
            return ("chase", no, "--to", rnd.choice(("街道", "12345", "120")), *more)
        if kind == "close":
            outcome = rnd.choice(("met", "met_otherwise", "withdrawn", "hospital", "transferred"))
            told = rnd.choice((("--told", "女儿"), ("--not-reached",)))
            return ("close", no, "--outcome", outcome, *told)
        if kind == "absent":
            return ("absent", *rnd.sample(_STAFF, rnd.choice((1, 1, 2))), "--apply")
        if kind == "present":
            return ("present", rnd.choice(_STAFF), *rnd.choice(((), ("--take", "all"))))
        if kind == "suggest":
            return ("suggest", "--apply", "--day", day)
        return ("import", str(self._paper(n)))

    def _paper(self, n: int) -> str:
        file = self.program.elsewhere / f"paper-{n}.csv"
        between = self.rnd.randrange
        rows = [
            f"{self.rnd.choice(_COMPOUNDS)},{between(1, 4)},{between(101, 120)},"
            f"户{between(99)},137{between(10**8):08},2,备{n}"
            for _ in range(6)
        ]
        head = "小区名称,楼栋,室号,户主,联系电话,人数,备注"
        file.write_text("\n".join([head, *rows, ""]), encoding="utf-8")
        return str(file)


def test_every_move_gives_back_what_was_there(
    neighbourhood: Neighbourhood, effort: Effort, figures: Figures, rnd: Random
) -> None:
    with figures.campaign("undo and redo") as row:
        for _ in range(effort.of(1, 3)):
            walk = Walk(neighbourhood, neighbourhood.fresh(), rnd, row)
            walk.held.append(walk.state())
            _go(walk, 300 if effort.whole else 15)
            now = "2022-04-09T20:00+08:00"
            judge_doctor(row, neighbourhood, walk.place, "after the walk", now)


def _go(walk: Walk, moves: int) -> None:
    """Go to and fro, then all the way back and forth again; then try single steps.

    Those come last: what was brought back by its number is the last act from then on.
    """
    for _ in range(moves):
        can = [walk.act] * 6
        can += [walk.undo] * 3 * (walk.at > 0) + [walk.redo] * 3 * (walk.at + 1 < len(walk.held))
        walk.rnd.choice(can)()
    while walk.at and not walk.row.found:
        walk.undo()
    while walk.at + 1 < len(walk.held) and not walk.row.found:
        walk.redo()
    for _ in range(moves // 5):
        walk.pair()
