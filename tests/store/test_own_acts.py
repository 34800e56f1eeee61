"""Undo and redo take and bring back one's own last act, another's only when it is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.clock import FixedClock
from data.journal import commands as journal_commands
from data.journal import own
from data.journal import queries as journal
from data.sample.make import SAMPLE_NOW
from data.store import Store
from models.journal import Author
from models.problems import Refused
from tests.beginning import LI, another_desk
from tests.states import refused, state


def _note(store: Store, key: str, value: str = "1") -> int:
    """An act of a store's author on a record of its own; the step's number."""
    with store.step() as step:
        step.act("view_saved", name=f"{key}={value}")
        changed = step.conn.execute("UPDATE setting SET value = ? WHERE id = ?", (value, key))
        if not changed.rowcount:
            step.conn.execute("INSERT INTO setting (id, value) VALUES (?, ?)", (key, value))
    return store.last_written


def _kept(store: Store) -> set[object]:
    return {row[0] for row in state(store)["setting"]}


@pytest.fixture
def theirs(store: Store) -> Iterator[Store]:
    """The other desk."""
    with another_desk(store) as opened:
        yield opened


# -- undo ------------------------------------------------------------------------------------------


def test_another_authors_act_is_named_and_not_taken_back(store: Store, theirs: Store) -> None:
    mine, other = _note(store, "a"), _note(theirs, "b")
    with pytest.raises(Refused) as caught:
        store.do(journal_commands.undo)
    problem = caught.value.problem
    assert problem.code == "last_act_of_other"
    named: dict[str, Any] = dict(problem.params)
    told = {name: named[name].no for name in ("act", "by", "own")}
    assert told == {"act": other, "by": other, "own": mine}
    assert named["by"].author == LI
    assert _kept(store) == {"a", "b"}
    store.do(journal_commands.undo, mine)
    assert _kept(store) == {"b"}
    with refused("only_acts_of_others", step=other):
        store.do(journal_commands.undo)
    assert theirs.do(journal_commands.undo).no == other
    assert _kept(store) == set()
    for one in (store, theirs):
        with refused("nothing_to_undo"):
            one.do(journal_commands.undo)


@pytest.mark.parametrize("author", [Author("li", "desk-1"), Author("me", "desk-2"), Author("", "")])
def test_own_is_the_same_user_at_the_same_machine(store: Store, author: Author) -> None:
    me = Author("me", "desk-1")
    with another_desk(store, me) as mine, another_desk(store, author) as other:
        _note(mine, "a")
        with refused("only_acts_of_others"):
            other.do(journal_commands.undo)
        with another_desk(store, me) as terminal:
            terminal.do(journal_commands.undo)
        assert _kept(store) == set()


def test_an_act_brought_back_is_of_who_brought_it_back(store: Store, theirs: Store) -> None:
    mine, later = _note(store, "a"), _note(store, "b")
    theirs.do(journal_commands.undo, mine)
    theirs.do(journal_commands.redo)
    with refused("last_act_of_other", step=mine):
        store.do(journal_commands.undo)
    assert theirs.do(journal_commands.undo).no == mine
    assert store.do(journal_commands.undo).no == later


def test_what_another_took_back_is_told_before_the_act_before_it(
    store: Store, theirs: Store
) -> None:
    before, mine = _note(store, "a"), _note(store, "b")
    theirs.do(journal_commands.undo, mine)
    with refused("act_taken_back", step=mine, own_step=before):
        store.do(journal_commands.undo)
    assert _kept(store) == {"a"}
    store.do(journal_commands.undo, before)
    with refused("nothing_to_undo"):
        store.do(journal_commands.undo)
    again = _note(store, "c")
    theirs.do(journal_commands.undo, again)
    with refused("only_taken_back", step=again):
        store.do(journal_commands.undo)


def test_the_act_a_message_named_is_taken_back_or_none(store: Store, theirs: Store) -> None:
    mine = _note(store, "a")
    store.do(journal_commands.undo_last, mine)
    with refused("step_already_undone", step=mine):
        store.do(journal_commands.undo_last, mine)
    mine = _note(store, "b")
    later = _note(store, "c")
    with refused("act_not_last"):
        store.do(journal_commands.undo_last, mine)
    other = _note(theirs, "d")
    with refused("last_act_of_other", step=other, own_step=later):
        store.do(journal_commands.undo_last, later)
    theirs.do(journal_commands.undo)
    store.do(journal_commands.undo_last, later)
    assert _kept(store) == {"b"}


def test_an_own_act_newer_than_the_one_another_took_back_is_simply_taken_back(
    store: Store, theirs: Store
) -> None:
    mine, newer = _note(store, "a"), _note(store, "b")
    theirs.do(journal_commands.undo, mine)
    assert store.do(journal_commands.undo).no == newer
    assert _kept(store) == set()
    with refused("nothing_to_undo"):
        store.do(journal_commands.undo)


def test_of_several_that_another_took_back_the_one_done_last_is_told(
    store: Store, theirs: Store
) -> None:
    first, second, third = _note(store, "a"), _note(store, "b"), _note(store, "c")
    theirs.do(journal_commands.undo, third)
    theirs.do(journal_commands.undo, second)
    for command in (journal_commands.undo, journal_commands.redo):
        with pytest.raises(Refused) as caught:
            store.do(command)
        named: dict[str, Any] = dict(caught.value.problem.params)
        assert named["act"].no == third
    assert store.do(journal_commands.redo, third).no == third
    assert store.do(journal_commands.undo).no == third
    assert store.do(journal_commands.undo).no == first


# -- redo ------------------------------------------------------------------------------------------


def test_redo_brings_back_what_one_undid_last_whatever_others_did_since(
    store: Store, theirs: Store
) -> None:
    first, second = _note(store, "a"), _note(store, "b")
    store.do(journal_commands.undo)
    store.do(journal_commands.undo)
    _note(theirs, "c")
    with refused("nothing_to_redo"):
        theirs.do(journal_commands.redo)
    assert store.do(journal_commands.redo).no == first
    assert store.do(journal_commands.redo).no == second
    assert _kept(store) == {"a", "b", "c"}
    with refused("nothing_to_redo"):
        store.do(journal_commands.redo)


def test_redo_is_refused_where_another_built_on_what_was_before(
    store: Store, theirs: Store
) -> None:
    _note(store, "a")
    _note(store, "a", "2")
    store.do(journal_commands.undo)
    other = _note(theirs, "a", "3")
    before = state(store)
    with refused("undo_depends", later=other):
        store.do(journal_commands.redo)
    assert state(store) == before


def test_redo_names_an_older_act_that_another_brought_back(store: Store, theirs: Store) -> None:
    older = _note(theirs, "a", "2")
    theirs.do(journal_commands.undo)
    mine = _note(store, "a")
    store.do(journal_commands.undo)
    theirs.do(journal_commands.redo)
    before = state(store)
    with refused("undo_depends", step=mine, later=older):
        store.do(journal_commands.redo)
    with refused("undo_depends", step=mine, later=older):
        store.do(journal_commands.redo, mine)
    assert state(store) == before
    theirs.do(journal_commands.undo)
    assert store.do(journal_commands.redo).no == mine


def test_redo_ends_with_the_next_own_act(store: Store) -> None:
    _note(store, "a")
    store.do(journal_commands.undo)
    _note(store, "b")
    store.do(journal_commands.undo)
    store.do(journal_commands.redo)
    with refused("nothing_to_redo"):
        store.do(journal_commands.redo)


def test_redo_names_the_own_act_that_another_took_back(store: Store, theirs: Store) -> None:
    mine, newer = _note(store, "a"), _note(store, "b")
    theirs.do(journal_commands.undo, mine)
    with refused("only_taken_back", step=mine):
        store.do(journal_commands.redo)
    store.do(journal_commands.undo, newer)
    assert store.do(journal_commands.redo).no == newer


# -- what a desk hears -----------------------------------------------------------------------------


def test_an_author_hears_which_of_their_acts_others_took_back(store: Store, theirs: Store) -> None:
    first, second, other = _note(store, "a"), _note(store, "b"), _note(theirs, "c")
    theirs.do(journal_commands.undo, first)
    theirs.do(journal_commands.undo, second)
    store.do(journal_commands.undo, other)
    with store.read() as conn:
        gone = own.taken_back(conn, store.author, other)
        assert [(one.act.no, one.by.author) for one in gone] == [(second, LI), (first, LI)]
        assert own.taken_back(conn, store.author, None) == [], "told since: an own step followed"
        assert [one.act.no for one in own.taken_back(conn, LI, None)] == [other]
        assert [one.act.no for one in own.taken_back(conn, store.author, gone[1].by.no)] == [second]
    theirs.do(journal_commands.redo)
    with store.read() as conn:
        assert [one.act.no for one in own.taken_back(conn, store.author, other)] == [first]


def test_an_author_hears_which_of_their_values_others_changed_again(
    store: Store, theirs: Store
) -> None:
    def change(at: Store, **values: str) -> int:
        with at.step() as step:
            step.act("compound_changed", name="大林")
            for name, value in values.items():
                step.conn.execute(f"UPDATE neighbourhood SET {name} = ?", (value,))
        return at.last_written

    with store.step() as step:
        step.act("renamed", name="大林")
        step.conn.execute("INSERT INTO neighbourhood (id, name) VALUES ('one', '大林')")
    begun = store.last_written
    mine = change(store, name="我写的")
    change(theirs, subdistrict="别的一栏")
    with store.read() as conn:
        assert own.written_over(conn, store.author, None) == []
    over = change(theirs, name="别人写的")
    for since in (begun, None):
        found = store.ask(own.written_over, store.author, since)
        assert [(one.act.no, one.by.no, one.by.author) for one in found] == [(mine, over, LI)]
    assert store.ask(own.written_over, LI, begun) == []
    assert store.ask(own.written_over, store.author, over) == []
    theirs.do(journal_commands.undo)
    assert store.ask(own.written_over, store.author, begun) == []


def test_an_own_act_far_behind_those_of_others_is_no_last_one(store: Store, theirs: Store) -> None:
    _note(store, "a")
    for at in range(own.FAR + 60):
        _note(theirs, "b", str(at))
    with refused("only_acts_of_others"):
        store.do(journal_commands.undo)
    with store.read() as conn:
        looked = sum(1 for _ in own.turns(conn, store.author))
    assert own.FAR <= looked < own.FAR + 60
    assert [s.no for s in store.ask(journal.steps, limit=1)] == [theirs.last_written]


# -- two authors at random -------------------------------------------------------------------------


@dataclass
class _Act:
    """An act on one setting, as it is expected to be."""

    no: int
    author: Author
    """Who did it."""
    key: str
    before: str | None
    after: str
    made: int
    """Number of the step since which it stands, or stood."""
    by: Author
    """Whose that step is."""
    mine: int
    """Number of the step by which its author did it or brought it back last."""
    gone: int | None = None
    """Number of the step that took it back; None while it stands."""
    gone_by: Author | None = None


class _Walk:
    """Two authors who act, undo and redo on one file, beside what is expected of them."""

    def __init__(self, folder: str) -> None:
        clock = FixedClock(SAMPLE_NOW)
        self.stores = [
            Store(Path(folder, "walk.db"), clock, author=author)
            for author in (Author("me", "here"), LI)
        ]
        self.acts: list[_Act] = []
        self.values: dict[str, str] = {}
        self.last_step = {store.author: 0 for store in self.stores}

    def close(self) -> None:
        for store in self.stores:
            store.close()

    def move(self, store: Store, what: str, key: str, value: str, told: int) -> None:
        """One move of an author; the state after it is the one expected, to the last value."""
        if what == "act":
            self._act(store, key, value)
        elif what == "undo":
            self._undo(store)
        elif what == "redo":
            self._redo(store)
        elif self.acts:
            self._undo_told(store, self.acts[-1 - told % len(self.acts)])
        assert dict(state(store)["setting"]) == self.values

    def _act(self, store: Store, key: str, value: str) -> None:
        before = self.values.get(key)
        if before == value:
            return
        no = _note(store, key, value)
        self.values[key] = value
        self.acts.append(_Act(no, store.author, key, before, value, no, store.author, no))
        self.last_step[store.author] = no

    def _standing(self, author: Author | None = None) -> _Act | None:
        acts = [a for a in self.acts if a.gone is None and author in (None, a.by)]
        return max(acts, key=lambda act: act.made, default=None)

    def _lost(self, author: Author) -> bool:
        """Whether another took back an act of an author that is newer than those of theirs that
        stand, and the author did nothing since."""
        standing = self._standing(author)
        return any(
            act.author == author != act.gone_by
            and act.gone is not None
            and act.gone > self.last_step[author]
            and act.mine > (standing.made if standing else 0)
            for act in self.acts
        )

    def _lost_any(self, author: Author) -> bool:
        """Whether another took back any act of an author, and the author did nothing since."""
        return any(
            act.author == author != act.gone_by and (act.gone or 0) > self.last_step[author]
            for act in self.acts
        )

    def _undo(self, store: Store) -> None:
        mine, newest = self._standing(store.author), self._standing()
        try:
            done = store.do(journal_commands.undo)
        except Refused as refused:
            code = refused.problem.code
            if self._lost(store.author):
                assert code == ("act_taken_back" if mine else "only_taken_back")
            elif newest is None:
                assert code == "nothing_to_undo"
            elif newest is not mine:
                assert code == ("last_act_of_other" if mine else "only_acts_of_others")
            else:
                assert code == "undo_depends"
                assert self.values.get(newest.key) != newest.after
            return
        assert mine is not None
        assert mine is newest
        assert not self._lost(store.author)
        assert done.no == mine.no
        self._gone(store, mine)

    def _undo_told(self, store: Store, act: _Act) -> None:
        newest = self._standing()
        try:
            done = store.do(journal_commands.undo_last, act.no)
        except Refused as refused:
            code = refused.problem.code
            if act.gone is not None:
                by_another = act.author == store.author != act.gone_by
                told = {"act_taken_back", "only_taken_back"} if by_another else set()
                assert code in {"step_already_undone", *told}
            elif act is not newest:
                assert newest is not None
                assert code == (
                    "act_not_last" if newest.by == store.author else "last_act_of_other"
                )
            else:
                assert code == "undo_depends"
            return
        assert act is newest
        assert done.no == act.no
        self._gone(store, act)

    def _gone(self, store: Store, act: _Act) -> None:
        act.gone, act.gone_by = store.last_written, store.author
        self.last_step[store.author] = store.last_written
        if act.before is None:
            del self.values[act.key]
        else:
            self.values[act.key] = act.before

    def _redo(self, store: Store) -> None:
        author = store.author
        acted = max((act.no for act in self.acts if act.author == author), default=0)
        undone = [a for a in self.acts if a.gone_by == author and (a.gone or 0) > acted]
        last = max(undone, key=lambda act: act.gone or 0, default=None)
        try:
            done = store.do(journal_commands.redo)
        except Refused as refused:
            code = refused.problem.code
            if last is None:
                assert code == ("only_taken_back" if self._lost_any(author) else "nothing_to_redo")
            else:
                assert code == "undo_depends"
                assert self.values.get(last.key) != last.before
            return
        assert last is not None
        assert done.no == last.no
        last.made, last.by = store.last_written, author
        if author == last.author:
            last.mine = last.made
        last.gone = last.gone_by = None
        self.last_step[author] = store.last_written
        self.values[last.key] = last.after


_MOVES = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from(["act", "act", "undo", "redo", "told"]),
        st.sampled_from(["a", "b", "c"]),
        st.sampled_from(["1", "2"]),
        st.integers(0, 2),
    ),
    max_size=30,
)


@settings(max_examples=40)
@given(_MOVES)
@example(
    [
        (1, "act", "a", "1", 0),
        (1, "undo", "a", "1", 0),
        (0, "act", "a", "2", 0),
        (0, "undo", "a", "1", 0),
        (1, "redo", "a", "1", 0),
        (0, "redo", "a", "1", 0),
    ]
)
def test_two_authors_never_take_back_each_others_acts(
    moves: list[tuple[int, str, str, str, int]],
) -> None:
    with TemporaryDirectory() as folder:
        walk = _Walk(folder)
        try:
            for who, what, key, value, told in moves:
                walk.move(walk.stores[who], what, key, value, told)
        finally:
            walk.close()
