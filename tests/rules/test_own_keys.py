"""Acts on keys of one's own: what is possible is done, what is not is told and stays."""

from __future__ import annotations

from importlib import import_module

import pytest

from models.preferences import lines_of, understood
from models.problems import Problem
from screens.keys import Key, id_of
from screens.keys.desk import DESK
from screens.keys.lists import LIST, REQUESTS
from screens.keys.own import OF_PLACES, OwnKeys, movable, put_on
from screens.subjects import SUBJECTS
from tests.test_keys import tables


def own(**keys: str) -> OwnKeys:
    text = "[keys]\n" + "".join(f'{act} = "{key}"\n' for act, key in keys.items())
    return put_on(understood({"keys": keys}, "settings.toml", lines_of(text)))


def why(one: Problem) -> str:
    cause = one.params["cause"]
    assert isinstance(cause, Problem)
    return cause.code


def key_of(table: tuple[Key, ...], action: str) -> Key:
    return next(key for key in table if key.action == action)


def test_an_act_is_done_by_the_key_it_was_put_on_and_by_its_own() -> None:
    found = own(chase="h", mask="F11", search="^b")
    assert not found.problems
    assert found.given == {"chase": "h", "mask": "f11", "search": "ctrl+b"}
    assert found.keymap[id_of(key_of(REQUESTS, "chase"))] == "h,c"
    assert found.keymap[id_of(key_of(DESK, "mask"))] == "f11,m,ctrl+g"


def test_two_acts_change_keys() -> None:
    found = own(chase="t", tell="c")
    assert not found.problems
    assert found.keymap[id_of(key_of(REQUESTS, "chase"))] == "t"
    assert found.keymap[id_of(key_of(REQUESTS, "tell"))] == "c"


@pytest.mark.parametrize(
    ("act", "key", "code"),
    [
        ("chse", "h", "key_act_unknown_near"),
        ("qqqq", "h", "key_act_unknown"),
        ("leave", "h", "key_act_fixed"),
        ("move", "j", "key_act_fixed"),
        ("go_place", "j", "key_act_fixed"),
        ("chase", "hyper+h", "key_unknown"),
        ("chase", "", "key_unknown"),
        ("chase", "催", "key_unknown"),
        ("chase", "esc", "key_fixed"),
        ("chase", "5", "key_fixed"),
        ("chase", "ctrl+c", "key_fixed"),
        ("copy_now", "h", "key_typed"),
        ("save", "ctrl+x", "key_act_fixed"),
        ("left_over", "h", "key_act_fixed"),
        ("chase", "n", "key_taken"),
        ("chase", "f3", "key_taken"),
    ],
)
def test_what_cannot_be_is_told_with_its_line_and_stays(act: str, key: str, code: str) -> None:
    found = own(undo="G", **{act: key})
    (problem,) = found.problems
    assert (problem.params["line"], why(problem)) == (3, code)
    assert found.given == {"undo": "G"}


def test_a_key_that_was_to_be_free_is_not_where_its_act_stays() -> None:
    """`tell` cannot go to n, so it stays on t, which `chase` can have no more."""
    found = own(chase="t", tell="n", undo="h", find="h")
    assert [why(one) for one in found.problems] == ["key_taken", "key_taken", "key_twice"]
    assert found.given == {"undo": "h"}


def test_each_act_that_can_be_moved_can_be_moved() -> None:
    acts = movable()
    assert len(acts) > 50
    assert [one for one in acts if own(**{one.act: "alt+x"}).problems] == []
    assert [one for one in acts if not one.words] == []


def test_no_key_of_the_registry_goes_by_the_name_of_another() -> None:
    ids = [id_of(key) for key in (*DESK, *LIST, *REQUESTS)]
    assert len(set(ids)) == len({(key.action, key.keys) for key in (*DESK, *LIST, *REQUESTS)})


def test_the_tables_of_places_are_known() -> None:
    """A table that a new place binds has to be among them, else its keys could be given twice."""
    for subject in SUBJECTS:
        if subject.place:
            place = getattr(import_module(f"screens.{subject.name}.place"), subject.place)
            bound = {
                str(one.id)
                for base in place.__mro__
                if base.__module__.startswith("screens.")
                for one in vars(base).get("BINDINGS", ())
            }
            of_places = {
                id_of(key)
                for name, table in tables()
                if name.startswith(OF_PLACES)
                for key in table
            }
            assert bound <= of_places, subject.name
