"""What could not be settled at a table goes into its tube later, by somebody's word."""

from __future__ import annotations

from collections.abc import Callable

from data.sampling import commands, queries, settling, tubes
from data.sampling.commands import Unsettled
from data.step import Step
from data.store import Store
from data.testing.queries import round_of
from models.problems import Problem
from models.sampling.rules import Standing
from tests.states import refused_whole, undone_whole
from tests.tables import HERE, add_round, begin_town, standing

NO, NOBODY = 1, Problem("table_no_such_door", {"text": "505"})


def doubt(store: Store, said: str, tube: str = "T1", where: str = f"{HERE} 3") -> int:
    """Something to be settled; its number."""
    return store.do(commands.note_doubt, NO, Unsettled(NOBODY, said, tube, where))


def into(no: int, text: str, words: str) -> Callable[[Step], object]:
    """What puts people into the tube of something to be settled."""
    return lambda step: settling.settle_into(step, no, text, words)


def test_it_goes_into_its_tube_or_stays_as_it_is(store: Store) -> None:
    begin_town(store)
    add_round(store)
    store.do(tubes.put_into, NO, "T1", f"{HERE}3-501")
    store.do(tubes.close_tube, NO, "T1")
    no = doubt(store, "505")
    refused_whole(store, into(no, "504 王芳 505", "施敏看见的"), "doubt_stays", "who")
    refused_whole(store, into(no, "504 王芳", " "), "settled_words_missing", "words")
    refused_whole(store, into(no, "501", "施敏看见的"), "member_already", None)
    undone_whole(store, lambda: store.do(into(no, "504 王芳", "施敏看见的")))
    found = standing(store, NO)
    assert (found[f"{HERE}王芳"], found["大林苑王芳"]) == (Standing.IN_TUBE, Standing.DUE)
    tube = store.ask(lambda conn: queries.tube(conn, round_of(conn, NO), "T1"))
    assert (tube.members, tube.full_at is None) == (3, False)
    assert store.ask(queries.doubt, no).settled == "施敏看见的"
    refused_whole(store, into(no, "504 王芳", "又说一遍"), "doubt_settled", None)


def test_what_was_said_at_no_tube_goes_into_none_and_a_void_one_takes_nobody(store: Store) -> None:
    begin_town(store)
    add_round(store)
    store.do(tubes.put_into, NO, "T1", f"{HERE}3-501")
    refused_whole(store, into(doubt(store, "505", ""), "3-504", "施敏"), "doubt_no_tube", None)
    store.do(into(doubt(store, "602", "T2"), f"{HERE}3-504 王芳", "施敏"))
    assert store.ask(lambda conn: queries.tube(conn, round_of(conn, NO), "T2")).members == 1
    store.do(tubes.void, NO, "T1")
    refused_whole(store, into(doubt(store, "506"), f"{HERE}3-502", "施敏"), "tube_void", "code")
