"""Which tubes a laboratory means by all the others."""

from __future__ import annotations

from models.sampling import TubeState, TubeView, codes, rules, waiting
from models.testing import TubeKind


def tube(no: int, *, trip: int | None = None, full: bool = True, **more: object) -> TubeView:
    made = rules.new_tube(1, f"T{no:03}", TubeKind.POOLED, 10)
    made = made._replace(no=no, members=3, trip_no=trip, full_at="2022" if full else None)
    return made._replace(**more)  # type: ignore[arg-type]


def rest(*tubes: TubeView, named: str = "", over: bool = False) -> list[int] | str:
    found, wrong = waiting.rest_of(tubes, named.split(), over=over)
    return wrong[0].code if wrong else [one.no for one in found]


def test_the_others_are_those_that_left_with_the_named_one() -> None:
    tubes = (tube(1, trip=7), tube(2, trip=7), tube(3, trip=8), tube(4))
    assert rest(*tubes, named="T001") == [2]
    assert rest(*tubes, named="T001 T003") == [2]
    assert rest(*tubes) == "rest_of_several", "one laboratory cannot speak of what another has"
    assert rest(*tubes, named="T003") == "rest_of_none"


def test_what_has_a_result_or_is_filled_is_no_other() -> None:
    negative = tube(2, state=TubeState.NEGATIVE)
    tubes = (tube(1), negative, tube(3, full=False), tube(4, members=0), tube(5))
    assert rest(*tubes, named="T001") == [5]
    assert rest(*tubes, named="T001", over=True) == [3, 5]
    assert rest(*tubes, over=True) == [1, 3, 5]


def test_a_tube_is_called_by_how_its_code_ends() -> None:
    known = ["A100012", "A100013", "B200012"]
    assert codes.ending("A100012", known) == ["A100012"]
    assert codes.ending("013", known) == ["A100013"]
    assert codes.ending("012", known) == ["A100012", "B200012"]
    assert codes.ending("", known) == []
