"""log, undo, redo from the command line."""

from __future__ import annotations

import pytest

from data.clock import FixedClock
from data.journal import commands as journal_commands
from data.reading.capture import capture
from data.store import Store
from tests.beginning import another_desk
from tests.commands.running import NOW, Committee, Daiban
from tests.damage import by_hand


def test_log_lists_newest_first_with_stable_fields(daiban: Daiban, committee: Committee) -> None:
    committee.name("小林")
    listed = daiban("log", "--json").json
    assert [step["no"] for step in listed] == [2, 1]
    assert listed[1] | {"entered_at": "", "by": "", "desk": ""} == {
        "no": 1,
        "at": "2022-04-09T08:00:00+08:00",
        "entered_at": "",
        "by": "",
        "desk": "",
        "code": "compound_changed",
        "params": {"name": "大林"},
        "records": 1,
        "damaged": False,
        "undoes": None,
        "undone_by": None,
        "undone_who": None,
        "undone_desk": None,
    }
    assert [step["no"] for step in daiban("log", 1, "--json").json] == [2]


def test_undo_and_redo_reach_the_file(daiban: Daiban, committee: Committee) -> None:
    committee.name("小林")
    assert daiban("undo").status == 0
    assert committee.named == "大林"
    assert daiban("undo").status == 0
    assert committee.named is None
    assert daiban("redo", "--json").json["no"] == 1
    assert daiban("redo").status == 0
    assert committee.named == "小林"
    undone = daiban("undo", 2, "--json").json
    assert (undone["no"], undone["undone_by"]) == (2, 7)


def test_a_step_others_build_on_is_refused_in_one_line(
    daiban: Daiban, committee: Committee
) -> None:
    committee.name("小林")
    assert "step 2" in daiban("undo", 1).refusal
    assert committee.named == "小林"


def test_undo_names_the_last_act_of_another_and_takes_back_none(
    daiban: Daiban, committee: Committee
) -> None:
    mine = Store(committee.file, FixedClock(NOW))
    with another_desk(mine) as theirs:
        theirs.do(capture, "没菜了")
        assert daiban("undo").refusal == (
            "The last act is not yours: request 1 added: 没菜了 (li at desk-2, 04-09 08:00). "
            "undo 2 takes it back; undo 1 takes back your own last: compound 大林 changed"
        )
        assert daiban("undo", 1).status == 0
        assert daiban("undo").refusal.startswith("You have no act of your own to take back.")
        assert daiban("undo", 2, "--json").json["undone_who"] == mine.author.who
        assert daiban("redo").status == 0
        assert daiban("undo", "--lang", "zh").status == 0
    mine.close()


def test_the_log_tells_desks_and_who_undid_where_there_are_several(
    daiban: Daiban, committee: Committee
) -> None:
    assert "desk" not in daiban("log").out.splitlines()[0].split()
    mine = Store(committee.file, FixedClock(NOW))
    with another_desk(mine) as theirs:
        theirs.do(journal_commands.undo, 1)
    mine.close()
    head, undo, act = daiban("log").out.splitlines()
    assert head.split() == ["no", "time", "who", "desk", "what", "undone"]
    assert "li" in undo.split()
    assert "desk-2" in undo.split()
    assert act.endswith("undone by li at desk-2")
    (_undo, step) = daiban("log", "--json").json
    assert (step["undone_by"], step["undone_who"], step["undone_desk"]) == (2, "li", "desk-2")
    assert daiban("undo").refusal == (
        "Your last act was already taken back: compound 大林 changed "
        "(li at desk-2, 04-09 08:00). redo 1 brings it back."
    )


def test_undo_takes_back_the_newest_own_act_and_tells_what_another_took_back(
    daiban: Daiban, committee: Committee
) -> None:
    mine = Store(committee.file, FixedClock(NOW))
    with another_desk(mine) as theirs:
        mine.do(capture, "没菜了")
        mine.do(capture, "水管漏")
        theirs.do(journal_commands.undo, 2)
        assert daiban("undo").out.splitlines() == [
            "Undone: request 2 added: 水管漏",
            "li at desk-2, 04-09 08:00 took back your act #2: request 1 added: 没菜了",
        ]
    mine.close()


def test_undo_tells_who_did_what_one_brought_back(daiban: Daiban, committee: Committee) -> None:
    mine = Store(committee.file, FixedClock(NOW))
    with another_desk(mine) as theirs:
        theirs.do(capture, "没菜了")
        daiban("undo", 2)
        daiban("redo")
        theirs.do(capture, "水管漏")
        told = daiban("undo").refusal
        who = f"{mine.author.who} at {mine.author.desk}, 04-09 08:00"
        assert told.endswith(
            "undo 2 takes back your own last: request 1 added: 没菜了 "
            f"(done by li at desk-2, 04-09 08:00; brought back by {who})"
        )
        theirs.do(journal_commands.undo)
        mine.do(capture, "没药了")
        theirs.do(journal_commands.undo, 7)
        theirs.do(journal_commands.redo)
        assert "done by " + who + "; brought back by li at desk-2" in daiban("undo").refusal
    mine.close()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("undo",), "nothing to undo"),
        (("redo",), "nothing to redo"),
        (("undo", 7), "no step 7"),
    ],
)
@pytest.mark.usefixtures("empty")
def test_nothing_to_take_back_is_said(daiban: Daiban, words: tuple[object, ...], told: str) -> None:
    assert told in daiban(*words).refusal


@pytest.mark.usefixtures("empty")
def test_an_empty_log_says_so(daiban: Daiban) -> None:
    assert daiban("log", "--json").json == []
    assert daiban("log").out == "Nothing has been done yet.\n"


def test_a_broken_line_is_told_and_not_taken_back(daiban: Daiban, committee: Committee) -> None:
    committee.name("小林")
    by_hand(committee.file, "UPDATE journal_step SET params = '{', at = '' WHERE no = 2")
    told = daiban("log")
    assert (told.status, told.err) == (0, "")
    assert "damaged: compound … changed" in told.out
    newest = daiban("log", "--json").json[0]
    assert (newest["no"], newest["at"], newest["params"], newest["damaged"]) == (2, None, {}, True)
    assert "Step 2 is damaged" in daiban("undo").refusal
    assert committee.named == "小林"
    committee.name("大林")
    assert daiban("undo").status == 0
    assert committee.named == "小林"
