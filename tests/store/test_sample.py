"""The sample neighbourhood: complete, invented, the same each time, and sensible to undo."""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from data.clock import FixedClock
from data.counts import queries as counts
from data.directory import queries as directory
from data.doors import queries as doors
from data.drivers import queries as drivers
from data.emergency import queries as emergency
from data.households import queries
from data.journal import commands as journal_commands
from data.loads import queries as loads
from data.requests import queries as requests
from data.sample.make import SAMPLE_NOW, make
from data.stock import queries as stock
from data.store import Store
from data.supplies import queries as supplies
from data.supplies.left_over import left_over
from data.testing import queries as testing
from data.today import queries as today
from data.today.badges import badges
from models.counts import Stage
from models.counts import rules as count_rules
from models.drivers import NoteKind
from models.duties import Work
from models.duties import rules as duty_rules
from models.times import stored
from screens.sentences import sentences_of
from tests.states import refused

_MARKS = "SELECT mark FROM household_mark UNION ALL SELECT mark FROM resident_mark"
"""Marks of households and of their people."""


def one(store: Store, sql: str, *values: object) -> object:
    return store.ask(sqlite3.Connection.execute, sql, values).fetchone()[0]


def test_ten_compounds_with_their_doors(sample: Store) -> None:
    kinds = dict(
        sample.ask(sqlite3.Connection.execute, "SELECT kind, count(*) FROM compound GROUP BY kind")
    )
    assert kinds == {"commodity": 8, "lane": 2}
    assert one(sample, "SELECT count(*) FROM household") == 1716
    assert one(sample, "SELECT sum(people) FROM household") == 4387
    assert one(sample, "SELECT count(*) FROM resident") == 4387
    assert one(sample, f"SELECT count(DISTINCT mark) FROM ({_MARKS})") == 14


def test_ten_staff_of_whom_five_are_left_and_the_leaders_can_be_called(sample: Store) -> None:
    shown = sample.ask(badges, SAMPLE_NOW)
    assert (shown.on_duty, shown.staff, shown.in_charge) == (5, 10, "林一舟")
    leaders = sample.ask(
        sqlite3.Connection.execute,
        "SELECT p.post, a.place, a.reach FROM person p JOIN presence a ON a.person_id = p.id"
        " WHERE p.post IN ('书记', '主任', '副书记')",
    ).fetchall()
    assert {row[1:] for row in leaders} == {("isolated", "any_time")}
    assert len(leaders) == 3
    kinds = dict(
        sample.ask(sqlite3.Connection.execute, "SELECT kind, count(*) FROM person GROUP BY kind")
    )
    assert (kinds["volunteer"], kinds["partner"]) == (36, 4)
    assert one(sample, "SELECT count(*) FROM person WHERE vehicle = '三轮货车'") == 1


def test_a_directory_of_invented_numbers_and_the_leaders_beside_it(sample: Store) -> None:
    found = {one.name: one for one in sample.ask(directory.contacts, SAMPLE_NOW)}
    assert len(found) == 25
    assert {one.kind for one in found.values()} >= {"desk", "hospital", "ambulance", "leader"}
    assert {one.phone[:7] for one in found.values() if len(one.phone) == 11} == {"1380000"}
    assert found["120"].record.tried == 6
    assert found["区妇产科"].record.refused == 1
    assert not found["社区卫生中心配药"].open
    assert found["沈静怡书记"].record.tried == 1


def test_the_sheet_of_the_life_at_stake_is_filled_in_partly(sample: Store) -> None:
    with sample.read() as conn:
        life, dialysis = requests.lives(conn, SAMPLE_NOW, requests.settings(conn))
        sheet = emergency.sheet(conn, life.no)
    assert (sheet.kind, dialysis.kind) == ("birth", "dialysis")
    assert [one.name for one in sheet.callers] == ["林一舟", "韩雪梅"]
    assert len(sheet.attempts) == life.chases
    assert {one.verdict for one in sheet.attempts} == {None, "refused"}
    assert {line.line for line in sheet.lines} == {"item", "family_told"}
    assert life.told_at == stored(SAMPLE_NOW.replace(hour=3, minute=15))
    with sample.read() as conn:
        (told,) = requests.tellings(conn, life.no)
        assert (told.whom, told.said) == ("丈夫", "还在找床，别走开")
        assert requests.view(conn, life.no).told_whom == "丈夫"


def test_calls_in_every_state_with_chases_and_promises(sample: Store) -> None:
    states = dict(
        sample.ask(sqlite3.Connection.execute, "SELECT state, count(*) FROM request GROUP BY state")
    )
    assert sum(states.values()) == 40
    assert set(states) == {"open", "call_back", "closed"}
    now = stored(SAMPLE_NOW)
    assert (
        one(sample, "SELECT count(*) FROM request WHERE state = 'open' AND urgency = 'life'") == 1
    )
    overdue = "state = 'open' AND next_chase_at <= ?"
    assert int(str(one(sample, f"SELECT count(*) FROM request WHERE {overdue}", now))) >= 5
    broken = "state = 'open' AND promised_until < ?"
    assert int(str(one(sample, f"SELECT count(*) FROM request WHERE {broken}", now))) >= 2
    assert one(sample, "SELECT count(*) FROM request WHERE household_id IS NULL") == 0


def test_yesterday_is_done_and_today_has_gaps(sample: Store) -> None:
    yesterday, today, tomorrow = (sample.ask(supplies.drops, no) for no in (1, 2, 4))
    assert {row.state for row in yesterday} == {"done"}
    assert [len(rows) for rows in (yesterday, today, tomorrow)] == [10, 10, 10]
    assert any(row.hands == row.hands_needed for row in today)
    assert any(row.hands < row.hands_needed for row in today)
    for no, total in ((1, 1716), (2, 1716), (4, 858)):
        item = sample.ask(supplies.delivery, no).items[-1 if no == 1 else 0]
        planned = one(sample, "SELECT sum(planned) FROM drop_item WHERE item_id = ?", item.id)
        over = sample.ask(left_over, no).get(item.id)
        assert planned + (over.units if over else 0) == item.quantity == total
    pcr = sample.ask(testing.sessions, 2)
    assert [row.state for row in pcr] == ["running", *["planned"] * 4]
    assert {row.have < row.need for row in pcr} == {True, False}
    assert any(row.lead is None for row in pcr)


def test_what_was_counted_and_kept_adds_up(sample: Store) -> None:
    lines = sample.ask(counts.figures, 1)
    gates = [(line, count_rules.figure(line, Stage.GATE)) for line in lines]
    assert {
        (line.compound, line.goods): line.planned - came
        for line, came in gates
        if came is not None and came != line.planned
    } == {("晴川花园", "鸡蛋"): 12, ("兰亭小区", "抗原试剂"): 50}
    brought = [(line, count_rules.figure(line, Stage.BUILDING)) for line in lines]
    assert {came for line, came in brought if came != line.planned} == {None}, "made good since"
    rows = {row.goods: row for row in sample.ask(stock.goods, SAMPLE_NOW)}
    for row in rows.values():
        moved = row.came_in - row.went_out + row.came_back + row.counted
        assert moved == row.balance >= 0
    over = sum(line.planned for line in lines if line.goods == "鸡蛋") + rows["鸡蛋"].came_in
    assert over == 1716
    (low,) = sample.ask(stock.short, SAMPLE_NOW)
    assert (low.goods, low.low, low.days_left) == ("防护服", True, 1)


def test_who_missed_out_leads_the_next_truck(sample: Store) -> None:
    missed = sample.ask(doors.missed_at, range(1, 11))
    assert len({row.household_no for row in missed}) == 13
    assert {row.why for row in missed} == {"absent", "lacking", "refused"}
    twice = {row.household_no for row in sample.ask(doors.waiting) if row.times == 2}
    assert len(twice) == sample.ask(doors.red_count) == 2
    owed = one(
        sample,
        "SELECT sum(n.owed) FROM drop_item n JOIN delivery_item i ON i.id = n.item_id"
        " JOIN delivery y ON y.id = i.delivery_id WHERE y.no = 3 AND i.goods = '鸡蛋'",
    )
    wanted = [row.quantity for row in missed if row.goods == "鸡蛋" and row.why != "refused"]
    assert owed == sum(wanted) > 0


def test_a_driver_who_is_known_stands_at_a_gate(sample: Store) -> None:
    card = sample.ask(drivers.card_of, 3)
    assert (card.name, len(card.deliveries), card.kept, card.broken) == ("高师傅", 2, 2, 0)
    assert all(card.of(kind) for kind in NoteKind)
    (lack,) = sample.ask(counts.lacking_now, SAMPLE_NOW)
    assert (lack.compound, lack.difference, lack.reason) == ("海棠大楼", -6, "short")
    drops = sample.ask(supplies.drops, 3)
    assert [row.state for row in drops] == ["done"] * 3 + ["unloaded"] * 2 + ["planned"] * 5
    carried = sample.ask(loads.loads_at, [row.no for row in drops])
    assert {row.state for row in carried} == {"planned", "under_way"}


def test_the_guide_until_two_leads_at_six(sample: Store) -> None:
    rows = sample.ask(
        sqlite3.Connection.execute,
        "SELECT d.work, d.starts_at, d.ends_at FROM duty d JOIN person p ON p.id = d.person_id"
        " WHERE p.name = '石磊' ORDER BY d.starts_at LIMIT 2",
    ).fetchall()
    assert [row[0] for row in rows] == [Work.GUIDE, Work.SESSION]
    assert (rows[0][2], rows[1][1]) == ("2022-04-08T18:00:00Z", "2022-04-08T22:00:00Z")


def test_nobody_is_at_two_places_at_once_or_works_while_absent(sample: Store) -> None:
    from data.duties import candidates as duty_candidates
    from data.duties import queries as duties
    from models.duties import DutyInput, Role
    from models.times import loaded

    held = sample.ask(
        duties.between, SAMPLE_NOW - timedelta(days=3), SAMPLE_NOW + timedelta(days=3)
    )
    assert len(held) > 60
    for duty in held:
        given = DutyInput(
            duty.person_no, Work(duty.work), Role(duty.role), loaded(duty.starts_at),
            loaded(duty.ends_at),
        )  # fmt: skip
        found: list[duty_rules.Concern] = sample.ask(duty_candidates.concerns, given, (duty.no,))
        assert [c.problem for c in found if c.refuses] == []


def test_nothing_dangles_and_the_file_is_sound(sample: Store) -> None:
    assert sample.ask(sqlite3.Connection.execute, "PRAGMA foreign_key_check").fetchall() == []
    assert one(sample, "PRAGMA integrity_check") == "ok"


def _phones(store: Store) -> list[str]:
    """The numbers of everybody: of a resident who has that of the household once."""
    return [
        phone
        for sql in (
            "SELECT phone FROM household WHERE phone <> ''",
            "SELECT phone FROM person WHERE phone <> ''",
            "SELECT leader_phone FROM compound",
            "SELECT number FROM telephone WHERE number NOT IN (SELECT phone FROM household)",
        )
        for (phone,) in store.ask(sqlite3.Connection.execute, sql)
    ]


def test_numbers_are_dummies_and_each_households_own(sample: Store) -> None:
    phones = _phones(sample)
    assert len(phones) > 1_500
    assert all(re.fullmatch(r"1380000\d{4}", phone) for phone in phones)
    assert len(set(phones)) == len(phones)


@pytest.mark.parametrize(("hours", "days"), [(-9, -1), (14, 0), (24 * 400, 400)])
def test_it_can_be_told_for_any_other_day(tmp_path: Path, hours: int, days: int) -> None:
    path = tmp_path / "other.db"
    now = SAMPLE_NOW + timedelta(hours=hours)
    make(path, FixedClock(now))
    store = Store(path, FixedClock(now))
    truck = store.ask(supplies.delivery, 2)
    assert truck.arrives_at == stored(SAMPLE_NOW + timedelta(days=days, hours=1))
    store.close()


@pytest.mark.parametrize("minutes", [0, 4 * 60 + 55, 7 * 60 + 51])
def test_in_the_night_before_it_is_told_as_far_as_that(tmp_path: Path, minutes: int) -> None:
    now = SAMPLE_NOW.replace(hour=0) + timedelta(minutes=minutes)
    make(tmp_path / "night.db", FixedClock(now))
    store = Store(tmp_path / "night.db", FixedClock(now))
    for table, column in (
        ("request", "opened_at"),
        ("request", "closed_at"),
        ("chase", "at"),
        ("telling", "at"),
        ("emergency_line", "at"),
        ("custody", "since"),
        ("presence", "since"),
        ("journal_step", "at"),
    ):
        last = one(store, f"SELECT max({column}) FROM {table}")
        assert last is None or str(last) <= stored(now), (table, column)
    found = store.ask(today.board, now, store.ask(requests.settings))
    assert [line for line in found.work if line.due_at and line.due_at < stored(now)] == []
    store.close()


def test_undo_takes_back_the_last_push_only_and_everything_can_go(sample: Store) -> None:
    last = int(str(one(sample, "SELECT max(no) FROM journal_step")))
    assert last > 150
    before = one(sample, "SELECT count(*) FROM chase")
    with refused("only_acts_of_others", step=last):
        sample.do(journal_commands.undo)
    assert sample.do(journal_commands.undo, last).code == "request_promised"
    assert int(str(before)) - int(str(one(sample, "SELECT count(*) FROM chase"))) == 1
    for no in range(last - 1, 0, -1):
        sample.do(journal_commands.undo, no)
    for table in ("compound", "household", "resident", "person", "request", "duty", "supply_drop"):
        assert one(sample, f"SELECT count(*) FROM {table}") == 0


def test_every_act_has_its_words(sample: Store) -> None:
    codes = sample.ask(sqlite3.Connection.execute, "SELECT DISTINCT code FROM journal_step")
    assert {code for (code,) in codes} <= sentences_of("ACTS").keys()


# -- in English ------------------------------------------------------------------------------------


@pytest.fixture
def english(english_sample_file: Path, tmp_path: Path) -> Iterator[Store]:
    """The English-speaking neighbourhood, as a store of the test's own."""
    opened = Store(
        Path(shutil.copy(english_sample_file, tmp_path / "en.db")), FixedClock(SAMPLE_NOW)
    )
    yield opened
    opened.close()


_STORY = (
    "SELECT no, kind, urgency, state, opened_at, harm_at, days_left, closed_at FROM request",
    "SELECT work, role, starts_at, ends_at, count(*) FROM duty GROUP BY 1, 2, 3, 4",
    "SELECT at, rung, answered, promised_until, verdict FROM chase ORDER BY at, rung",
    "SELECT person_id IS NULL, place, since, reach, expected_back FROM presence ORDER BY 3",
    "SELECT kind, count(*) FROM person GROUP BY kind",
    "SELECT quantity, rule FROM delivery_item ORDER BY 1, 2",
    f"SELECT mark, count(*) FROM ({_MARKS}) GROUP BY mark",
    "SELECT people, elders FROM household ORDER BY no",
    "SELECT born, sex, presence FROM resident ORDER BY no",
    "SELECT at, line, item FROM emergency_line ORDER BY 1, 2, 3",
    "SELECT stage, quantity, reason, counted_at FROM supply_count ORDER BY no",
    "SELECT quantity, why, times, noted_at FROM missed_door ORDER BY no",
    "SELECT kind, quantity, change, happened_at FROM stock_move ORDER BY no",
    "SELECT kind, is_kept, happened_at FROM driver_note ORDER BY no",
    "SELECT state, means, units, trips, starts_at, ends_at FROM carry_load ORDER BY no",
)
"""What is told alike in both languages."""


@pytest.mark.parametrize("rows", _STORY)
def test_it_is_the_same_story(sample: Store, english: Store, rows: str) -> None:
    told, retold = (
        one.ask(sqlite3.Connection.execute, rows).fetchall() for one in (sample, english)
    )
    assert told == retold


def test_it_has_its_own_compounds_and_words(english: Store) -> None:
    names = [one.name for one in english.ask(queries.compounds)]
    assert len(names) == 10
    assert {"Rose Mews", "Foundry Court"} <= set(names)
    said = "SELECT text || summary || caller FROM request UNION ALL SELECT name || note FROM person"
    for (words,) in english.ask(sqlite3.Connection.execute, said):
        assert not re.search("[\u4e00-\u9fff]", words), words


def test_its_numbers_are_those_of_dramas_and_each_households_own(english: Store) -> None:
    phones = _phones(english)
    assert len(phones) > 1_500
    assert all(re.fullmatch(r"02079460\d{3}|07700900\d{3}", phone) for phone in phones)
    assert len(set(phones)) == len(phones)


def test_all_of_each_call_was_read(english: Store) -> None:
    assert one(english, "SELECT count(*) FROM request WHERE household_id IS NULL") == 0
    assert one(english, "SELECT count(*) FROM request WHERE summary GLOB '*[0-9]:[0-9]*'") == 0
