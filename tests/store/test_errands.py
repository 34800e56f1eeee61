"""Errands in a real file: made, joined, changed, results by exceptions, undo of each."""

from __future__ import annotations

import errno
import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from data import paper as paper_paper
from data.clock import FixedClock
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.errands import commands as errand_commands
from data.errands import queries as errands
from data.errands import results as errand_results
from data.journal import commands as journal_commands
from data.journal import queries as journal
from data.reading.capture import capture
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.requests import joining as request_joining
from data.requests import queries as requests
from data.roster import presence as roster_presence
from data.store import Store
from data.work import kinds
from models.chases import ChaseInput
from models.duties import DutyInput, Role, Work
from models.errands import ErrandInput, LineInput, ResultsInput
from models.errands.rules import groups
from models.requests import ClosingInput, HarmAnswer, Outcome
from models.requests.harm import Answer
from models.roster import PersonInput, PersonKind, Place, PresenceInput
from models.times import LOCAL, loaded, stored
from screens import i18n
from screens.errands.form import read_results
from tests.beginning import begin
from tests.states import refused, state, undone_whole

NINE = datetime(2022, 4, 9, 9, tzinfo=LOCAL)
WAY = ErrandInput(NINE, NINE + timedelta(hours=2), "瑞金医院")


@pytest.fixture
def asking(store: Store) -> Store:
    """Five requests, four of them for medicine, and two volunteers."""
    for text in (
        "1号101 降压药没了 13800000001",
        "1号102 络活喜5mg要2盒 陈阿姨 13800000002",
        "1号103 降压药还剩两天",
        "1号104 安眠药和降压药没了",
        "1号105 猫粮没了",
    ):
        store.do(capture, text)
    begin(store, *(PersonInput(name, PersonKind.VOLUNTEER) for name in ("石磊", "方志远")))
    return store


def view(store: Store, no: int = 1):  # type: ignore[no-untyped-def]
    return store.ask(errands.view, no)


def states(store: Store) -> list[tuple[str, str | None]]:
    with store.read() as conn:
        found = conn.execute("SELECT state, outcome FROM request ORDER BY no").fetchall()
    return [tuple(row) for row in found]


def test_requests_for_medicine_wait_in_groups(asking: Store) -> None:
    made = groups(asking.ask(errands.asked))
    assert [(g.medicine, g.requests) for g in made] == [
        ("降压药", (1, 3, 4)),
        ("安眠药", (4,)),
        ("氨氯地平", (2,)),
    ]


def test_an_errand_has_a_line_for_each_medicine(asking: Store) -> None:
    no = asking.do(errand_commands.add_errand, [1, 2, 4], WAY)
    row, lines = view(asking, no)
    assert (row.medicine, row.place, row.lines, row.households) == (
        "降压药、氨氯地平、安眠药", "瑞金医院", 4, 3,
    )  # fmt: skip
    assert [(line.position, line.request_no, line.medicine) for line in lines] == [
        (1, 1, "降压药"), (2, 2, "氨氯地平"), (3, 4, "安眠药"), (4, 4, "降压药"),
    ]  # fmt: skip
    second = lines[1]
    assert (second.brand, second.strength, second.quantity, second.measure) == (
        "络活喜", "5mg", 2, "盒",
    )  # fmt: skip
    with asking.read() as conn:
        assert [one.no for one in errands.asked(conn)] == [3]
        (own,) = errands.of_request(conn, 4)
        assert (own.row, [line.position for line in own.lines]) == (row, [3, 4])
        assert errands.of_request(conn, 3) == []
    asking.do(request_joining.join_requests, 3, [3, 4])
    assert [len(one.lines) for one in asking.ask(errands.of_request, 3)] == [2], "its errand too"


def test_what_names_no_medicine_gets_a_line_to_fill_in(asking: Store) -> None:
    asking.do(errand_commands.add_errand, [5], WAY)
    assert [line.medicine for line in view(asking).lines] == [""]


@pytest.mark.parametrize(
    ("numbers", "code"), [([], "errand_empty"), ([9], "request_unknown"), ([1], "on_errand")]
)
def test_an_errand_that_cannot_be_leaves_nothing(
    asking: Store, numbers: list[int], code: str
) -> None:
    asking.do(errand_commands.add_errand, [1], WAY)
    before = state(asking)
    with refused(code):
        asking.do(errand_commands.add_errand, numbers, WAY)
    assert state(asking) == before


def test_only_open_requests_go_on_an_errand(asking: Store) -> None:
    asking.do(request_commands.close_requests, {1: ClosingInput(Outcome.MET, "", asking.now())})
    with refused("request_not_open"):
        asking.do(errand_commands.add_errand, [1], WAY)
    with refused("errand_ends_before_start"):
        asking.do(errand_commands.add_errand, [3], WAY._replace(returns_at=NINE))


def test_results_are_told_by_exceptions(asking: Store) -> None:
    asking.do(errand_commands.add_errand, [1, 2, 3, 4], WAY)
    given = ResultsInput(asking.now(), {4: "售罄"}, told=True, untold=frozenset({3}))
    done = asking.do(errand_results.record_results, 1, given)
    assert done == (4, 1, 2, 1, 0)
    assert states(asking) == [
        ("closed", "met"), ("closed", "met"), ("call_back", "met"), ("open", None), ("open", None),
    ]  # fmt: skip
    row, lines = view(asking)
    assert (row.state, row.brought, row.missing, row.waiting) == ("done", 4, 1, 0)
    assert [line.result for line in lines] == ["brought"] * 3 + ["missing", "brought"]
    with asking.read() as conn:
        (chase,) = requests.chases(conn, 4)
        assert (chase.to, chase.said) == ("瑞金医院", "安眠药: 售罄")
        next_at = requests.view(conn, 4).next_chase_at
        assert loaded(next_at) == asking.now(), "due at once"
        assert requests.view(conn, 2).told_whom == "陈阿姨"
        assert [one.no for one in errands.asked(conn)] == [4], "what is missing can go again"


def test_without_a_word_to_the_households_all_are_called_back(asking: Store) -> None:
    asking.do(errand_commands.add_errand, [1, 3], WAY)
    assert asking.do(errand_results.record_results, 1, ResultsInput(asking.now())) == (
        2,
        0,
        0,
        2,
        0,
    )
    assert [state for state, _outcome in states(asking)][:3] == ["call_back", "open", "call_back"]
    with refused("errand_done"):
        asking.do(errand_results.record_results, 1, ResultsInput(asking.now()))
    with refused("errand_done"):
        asking.do(errand_commands.add_requests, 1, [2])


def test_a_request_closed_meanwhile_stays_closed(asking: Store) -> None:
    asking.do(errand_commands.add_errand, [1, 3], WAY)
    for no in (1, 3):
        asking.do(
            request_commands.close_requests,
            {no: ClosingInput(Outcome.WITHDRAWN, "本人", asking.now())},
        )
    asking.do(errand_results.record_results, 1, ResultsInput(asking.now(), {1: "售罄"}, told=True))
    assert states(asking)[0] == states(asking)[2] == ("closed", "withdrawn")


def test_lines_are_changed_added_and_taken_out(asking: Store) -> None:
    asking.do(errand_commands.add_errand, [1, 3], WAY)
    given = LineInput("降压药", "代文", "诺华", "80mg", 2, "盒", True, False, 12000, "按门铃")
    asking.do(errand_commands.change_line, 1, 1, view(asking).lines[0].version, given)
    line = view(asking).lines[0]
    assert (line.brand, line.card_taken, line.box_taken, line.money) == ("代文", 1, 0, 12000)
    with refused("edited_meanwhile"):
        asking.do(errand_commands.change_line, 1, 1, line.version - 1, given)
    with refused("medicine_missing"):
        asking.do(errand_commands.change_line, 1, 1, line.version, LineInput(""))
    assert asking.do(errand_commands.add_requests, 1, [2]) == 1
    assert asking.do(errand_commands.remove_line, 1, 2) == 3
    assert [one.position for one in view(asking).lines] == [1, 3], "numbers on paper stay"
    asking.do(errand_commands.remove_line, 1, 3)
    with refused("errand_last_line"):
        asking.do(errand_commands.remove_line, 1, 1)
    with refused("line_unknown"):
        asking.do(errand_commands.remove_line, 1, 3)


def test_what_was_left_as_it_is_is_no_change(asking: Store) -> None:
    asking.do(errand_commands.add_errand, [1], WAY)
    before = view(asking)
    asking.do(errand_commands.change_errand, 1, before.row.version, {"place": WAY.place})
    line = before.lines[0]
    given = LineInput(
        line.medicine, line.brand, line.maker, line.strength, line.quantity, line.measure
    )
    asking.do(errand_commands.change_line, 1, 1, line.version, given)
    assert view(asking) == before
    assert asking.ask(journal.steps)[0].code == "errand_made"


def test_markup_and_control_characters_stay_text(asking: Store) -> None:
    asking.do(errand_commands.add_errand, [1], WAY._replace(place="[/b]\x1b[31m药房\x00"))
    asking.do(errand_commands.change_line, 1, 1, 1, LineInput("[red]药\x07"))
    row, lines = view(asking)
    assert (row.place, lines[0].medicine) == ("[/b]药房", "[red]药")


def test_who_runs_it_has_a_duty_that_follows_its_times(asking: Store) -> None:
    asking.do(errand_commands.add_errand, [1], WAY)
    duty = asking.ask(kinds.one, Work.ERRAND, 1).duty(1, Role.HAND)
    asking.do(duty_commands.change_people, [duty])
    assert view(asking).row.runners == ("石磊",)
    later = NINE + timedelta(hours=5)
    change = {"leaves_at": later, "returns_at": later + timedelta(hours=1)}
    asking.do(errand_commands.change_errand, 1, view(asking).row.version, change)
    (held,) = asking.ask(duties.of_work, Work.ERRAND, 1)
    assert (loaded(held.starts_at), held.work_no, held.where) == (later, 1, "瑞金医院")
    with refused("person_busy"):
        asking.do(
            duty_commands.change_people,
            [DutyInput(1, Work.PATROL, Role.HAND, later, later + timedelta(minutes=30))],
        )


def test_an_absent_runner_is_refused(asking: Store) -> None:
    with asking.step() as step:
        step.act("began")
        since = asking.now() - timedelta(hours=1)
        roster_presence.record_presence(step, [2], PresenceInput(Place.ISOLATED, since))
    asking.do(errand_commands.add_errand, [1], WAY)
    duty = asking.ask(kinds.one, Work.ERRAND, 1).duty(2, Role.HAND)
    with refused("person_isolated"):
        asking.do(duty_commands.change_people, [duty])


def test_each_act_is_one_step_and_undone_whole(asking: Store) -> None:
    def noted() -> None:
        version = view(asking).row.version
        asking.do(errand_commands.change_errand, 1, version, {"note": "带医保卡"})

    taken = LineInput("降压药", card_taken=True)
    results = ResultsInput(asking.now(), {2: "售罄"}, told=True)
    undone_whole(
        asking,
        lambda: asking.do(errand_commands.add_errand, [1, 3, 4], WAY),
        lambda: asking.do(errand_commands.add_requests, 1, [2]),
        lambda: asking.do(errand_commands.change_line, 1, 2, 1, taken),
        lambda: asking.do(errand_commands.remove_line, 1, 1),
        noted,
        lambda: asking.do(errand_results.record_results, 1, results),
    )


def test_sheets_never_cover_a_file(tmp_path: Path) -> None:
    path = tmp_path / "单子.csv"
    paper_paper.write_sheet(path, "药\r\n")
    assert path.read_bytes() == b"\xef\xbb\xbf" + "药\r\n".encode()
    assert path.stat().st_mode & 0o777 == 0o600
    with refused("file_there"):
        paper_paper.write_sheet(path, "x")
    with refused("file_unwritable"):
        paper_paper.write_sheet(tmp_path / "none" / "a.txt", "x")
    with refused("file_unwritable"):
        paper_paper.write_sheet(tmp_path / "a\0b", "x")


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "disk_full"),
        (errno.EDQUOT, "quota_full"),
        (errno.EIO, "disk_failing"),
        (errno.EINVAL, "file_unwritable"),
    ],
)
def test_a_sheet_that_the_disk_does_not_take_says_why_and_leaves_no_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, code: str
) -> None:
    def fails(_handle: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fails)
    with refused(code, file=str(tmp_path / "a.txt")):
        paper_paper.write_sheet(tmp_path / "a.txt", "药")
    assert not list(tmp_path.glob("a.txt*"))


# -- the next chase follows ------------------------------------------------------------------------


def chased_at(store: Store) -> dict[int, datetime | None]:
    with store.read() as conn:
        found = conn.execute("SELECT no, next_chase_at FROM request").fetchall()
    return {no: None if at is None else loaded(at) for no, at in found}


def test_what_is_on_an_errand_is_chased_when_that_is_back(asking: Store, clock: FixedClock) -> None:
    before = chased_at(asking)
    asking.do(request_commands.answer_harm, [3], Answer(HarmAnswer.NOW))
    life = chased_at(asking)[3]
    noon = NINE + timedelta(hours=1)
    asking.do(
        request_chasing.chase_requests,
        [4],
        ChaseInput("街道", "送来", asking.now(), promised_until=noon),
    )
    asking.do(errand_commands.add_errand, [1, 2, 3, 4], WAY)
    found = chased_at(asking)
    assert (found[1], found[2]) == (WAY.returns_at, WAY.returns_at)
    assert found[3] == life, "a life is chased whatever is on the way"
    assert found[4] == noon, "a promise that ends before is kept to the minute"
    assert found[5] == before[5]

    asking.do(request_chasing.chase_requests, [1], ChaseInput("街道", "在办", asking.now()))
    assert chased_at(asking)[1] == WAY.returns_at, "nor after another push"
    later = WAY.returns_at + timedelta(hours=3)
    asking.do(errand_commands.change_errand, 1, view(asking).row.version, {"returns_at": later})
    assert chased_at(asking)[1] == chased_at(asking)[2] == later
    asking.do(errand_commands.remove_line, 1, 1)
    assert chased_at(asking)[1] == min(later, before[1])

    clock.moment = later + timedelta(minutes=5)
    missing = {line.position: "售罄" for line in view(asking).lines}
    asking.do(errand_results.record_results, 1, ResultsInput(clock.moment, missing))
    assert chased_at(asking)[2] == chased_at(asking)[4] == clock.moment, "due at once"
    assert [c.said for c in asking.ask(requests.chases, 2)] == ["氨氯地平: 售罄"]


def test_what_is_missing_was_asked_of_who_ran_it_where_nothing_else_is_known(asking: Store) -> None:
    asking.do(errand_commands.add_errand, [5], WAY._replace(place=""))
    assert view(asking).row.medicine == ""
    given = ResultsInput(asking.now(), {1: "关门"}, ran="石磊, 方志远")
    asking.do(errand_results.record_results, 1, given)
    with asking.read() as conn:
        assert [chase.to for chase in requests.chases(conn, 5)] == ["石磊, 方志远"]


@pytest.mark.parametrize(("language", "ran"), [("en", "石磊, 方志远"), ("zh", "石磊，方志远")])
def test_who_ran_it_is_told_in_the_language_spoken(language: str, ran: str) -> None:
    spoken = i18n.language()
    i18n.set_language(language)
    found = read_results([1], ("石磊", "方志远"), {"told": "no"}, NINE)
    i18n.set_language(spoken)
    assert isinstance(found, ResultsInput)
    assert found.ran == ran


def test_results_of_what_was_joined_go_to_the_one_that_stays(asking: Store) -> None:
    asking.do(errand_commands.add_errand, [1, 3, 4], WAY)
    asking.do(request_joining.join_requests, 1, [1, 3])
    asking.do(request_joining.join_requests, 2, [2, 4])
    done = asking.do(
        errand_results.record_results, 1, ResultsInput(asking.now(), {2: "售罄"}, told=True)
    )
    assert done == (3, 1, 1, 0, 0)
    assert states(asking)[:4] == [
        ("open", None), ("closed", "met"), ("open", None), ("closed", "met"),
    ]  # fmt: skip


# -- called off ------------------------------------------------------------------------------------


def test_an_errand_that_is_called_off_frees_its_requests_and_its_runner(
    asking: Store, clock: FixedClock
) -> None:
    freed = chased_at(asking)
    asking.do(errand_commands.add_errand, [1, 2], WAY)
    for person, role in ((1, Role.HAND), (2, Role.DRIVE)):
        with asking.step() as step:
            step.act("duty_given")
            duty_commands.assign(
                step, DutyInput(person, Work.ERRAND, role, NINE, WAY.returns_at, work_no=1)
            )
    with asking.step() as step:
        step.act("checked_in")
        step.conn.execute("UPDATE duty SET checked_in_at = ? WHERE no = 2", (stored(NINE),))
    clock.moment = NINE + timedelta(minutes=30)
    before = state(asking)
    assert asking.do(errand_commands.call_off_errand, 1) == 2
    row, lines = view(asking)
    assert (row.state, [line.result for line in lines]) == ("called_off", ["waiting", "waiting"])
    assert row.runners == ("方志远",), "who had left is on record"
    with asking.read() as conn:
        left = conn.execute("SELECT no, checked_out_at FROM duty").fetchall()
        assert {1, 2} <= {one.no for one in errands.asked(conn)}
    assert [tuple(one) for one in left] == [(2, stored(clock.moment))]
    assert chased_at(asking)[1] <= max(freed[1], clock.moment + timedelta(hours=4))
    assert chased_at(asking)[1] <= WAY.returns_at

    with refused("errand_off"):
        asking.do(errand_commands.call_off_errand, 1)
    with refused("errand_off"):
        asking.do(errand_results.record_results, 1, ResultsInput(asking.now()))
    with refused("errand_off"):
        asking.do(errand_commands.add_requests, 1, [3])
    asking.do(journal_commands.undo)
    assert state(asking) == before
    asking.do(journal_commands.redo)
    assert asking.do(errand_commands.add_errand, [1, 2], WAY._replace(place="华山医院")) == 2
    with asking.read() as conn:
        assert [one.no for one in errands.errands(conn)] == [2, 1], "what still goes stands first"
        assert [one.row.no for one in errands.of_request(conn, 1)] == [2, 1]


def test_what_came_back_is_not_called_off(asking: Store) -> None:
    asking.do(errand_commands.add_errand, [1], WAY)
    asking.do(errand_results.record_results, 1, ResultsInput(asking.now()))
    with refused("errand_done"):
        asking.do(errand_commands.call_off_errand, 1)
