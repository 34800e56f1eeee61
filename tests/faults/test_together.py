"""Several programs on one file: what each has acknowledged is there once, none stops another."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

from tests.faults import stores
from tests.faults.conftest import Effort
from tests.faults.figures import Figures, Row
from tests.faults.judging import judge_backups, judge_doctor, judge_files, judge_words
from tests.faults.neighbourhood import Neighbourhood, Place
from tests.faults.told import codes
from tests.faults.warm import NOW, Answer, Command

_PROGRAMS = 4
_TOMORROW = "2022-04-10T08:00+08:00"


_OTHERS = {"not_saved_yet", "store_busy", "lock_busy", "file_moved"}
"""What is said where another program writes too long, or has just taken a copy back."""


def _judge(
    row: Row, at: Neighbourhood, place: Place, answers: Sequence[Answer], case: str, now: str = NOW
) -> None:
    """What holds after any such meeting."""
    row.trials += len(answers)
    for answer in answers:
        judge_words(row, answer, case)
    judge_files(row, at, place, case, None)
    judge_backups(row, place, case)
    judge_doctor(row, at, place, case, now)


def _refused(row: Row, answer: Answer, case: str) -> None:
    """A command is done and says nothing else, but that others are at it, on a slow machine."""
    told = codes(answer.err)
    done = (answer.status, answer.err) == (0, "")
    row.check(done or bool(told & _OTHERS), "refused", case, answer.status, answer.err.strip())


def _once(row: Row, place: Place, said: str, answer: Answer, case: str) -> None:
    """A call that was taken down is there once; one that was refused is not."""
    count = stores.counted(place.db, "request WHERE text LIKE ?", f"%{said}%")
    row.check(count == (answer.status == 0), "not as said", case, said, answer, count)


def test_acts_at_once(
    neighbourhood: Neighbourhood, effort: Effort, figures: Figures, rnd: Random
) -> None:
    with figures.campaign("together: acts of four programs") as row:
        place = neighbourhood.fresh()
        lists: list[list[Command]] = []
        for program in range(_PROGRAMS):
            acts: list[tuple[str, ...]] = []
            for n in range(effort.of(4, 60)):
                said = f"望潮公寓1号502室 第{program}个第{n}句完"
                other = rnd.choice((("chase", "1", "--to", "街道"), ("undo",), ("redo",), ("log",)))
                acts += [("add", said), other]
            lists.append([Command(words, place.db) for words in acts])
        answers = neighbourhood.warm.run_all(lists)
        flat = [answer for some in answers for answer in some]
        _judge(row, neighbourhood, place, flat, "acts")
        numbers = stores.contents(place.db)["request"]
        row.check(len(numbers) == len(set(numbers)), "number twice", numbers)


def test_calls_taken_down_at_once(
    neighbourhood: Neighbourhood, effort: Effort, figures: Figures
) -> None:
    with figures.campaign("together: calls taken down") as row:
        place = neighbourhood.fresh()
        said = [
            [f"第{program}个第{n}句完" for n in range(effort.of(4, 60))]
            for program in range(_PROGRAMS)
        ]
        lists = [[Command(("add", f"断菜了 {one}"), place.db) for one in some] for some in said]
        answers = neighbourhood.warm.run_all(lists)
        for some, told in zip(said, answers, strict=True):
            for one, answer in zip(some, told, strict=True):
                _refused(row, answer, one)
                _once(row, place, one, answer, "calls")
        _judge(row, neighbourhood, place, [one for some in answers for one in some], "calls")


def test_first_starts_of_a_day_at_once(
    neighbourhood: Neighbourhood, effort: Effort, figures: Figures
) -> None:
    with figures.campaign("together: first starts of a day") as row:
        for _ in range(effort.of(1, 12)):
            place = neighbourhood.fresh()
            before = set(place.backups())
            start = [Command(("log",), place.db, _TOMORROW)]
            answers = [some[0] for some in neighbourhood.warm.run_all([start] * 8)]
            for answer in answers:
                _refused(row, answer, "first starts")
            row.check(set(place.backups()) > before, "no backup", sorted(place.backups()))
            _judge(row, neighbourhood, place, answers, "first starts", _TOMORROW)


def test_a_new_file_is_begun_at_once(
    neighbourhood: Neighbourhood, effort: Effort, figures: Figures
) -> None:
    with figures.campaign("together: climbing the format") as row:
        for _ in range(effort.of(1, 12)):
            place = neighbourhood.fresh(empty=True)
            lists = [[Command(("add", f"断菜了 第{n}句完"), place.db)] for n in range(8)]
            answers = [some[0] for some in neighbourhood.warm.run_all(lists)]
            for n, answer in enumerate(answers):
                _refused(row, answer, "climbing")
                _once(row, place, f"第{n}句完", answer, "climbing")
            _judge(row, neighbourhood, place, answers, "climbing")


def test_copies_are_made_and_taken_back_while_others_write(
    neighbourhood: Neighbourhood, effort: Effort, figures: Figures
) -> None:
    with figures.campaign("together: backup and restore") as row:
        for _ in range(effort.of(1, 12)):
            place = neighbourhood.fresh()
            copy = str(place.copy)
            lists = [
                [Command(("backup",), place.db)] * 2,
                [Command(("backup",), place.db)] * 2,
                [Command(("restore", copy), place.db)],
                [Command(("add", f"断菜了 第{n}句完"), place.db) for n in range(4)],
            ]
            answers = neighbourhood.warm.run_all(lists)
            for answer in (one for some in answers for one in some):
                _refused(row, answer, "copies")
            _judge(row, neighbourhood, place, [one for some in answers for one in some], "copies")
