"""Lists of results and of who is in which tube, brought in: matched, told, never guessed."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from data.call_sheet.commands import freeze
from data.clock import FixedClock
from data.exchange.apply import run_import
from data.exchange.plan import plan_import
from data.journal import commands as journal
from data.results import queries
from data.results.holds import holds
from data.sampling import closing, ticking
from data.sampling import queries as sampling
from data.store import Store
from data.testing import commands as testing
from data.testing import queries as testing_queries
from models.exchange import ImportKind, ImportReport
from models.exchange.testing_columns import KINDS, fields_of, kind_by_tube, missing, template
from models.households import CompoundInput, HouseholdInput
from models.residents import ResidentInput
from models.testing import RoundInput, RoundKind, SessionInput
from tests.beginning import begin

DAY = date(2022, 4, 9)


@pytest.fixture
def town(store: Store) -> Store:
    """Two doors with three people each, and a round of today that has begun."""
    begin(
        store,
        CompoundInput("大林苑"),
        HouseholdInput(
            "大林苑", "3", room="501", people=3, phone="13800000501",
            residents=(ResidentInput("王芳", is_head=True), ResidentInput("李强")),
        ),
        HouseholdInput("大林苑", "3", room="502", people=3, residents=(ResidentInput("赵一"),)),
        HouseholdInput("大林苑", "4", room="101", residents=(ResidentInput("王芳"),)),
    )  # fmt: skip
    with store.step() as step:
        no = testing.add_round(step, RoundInput("第一轮", RoundKind.PCR, DAY, 10))
        begins = datetime.fromisoformat("2022-04-09T07:00+08:00")
        testing.add_session(
            step,
            SessionInput(no, "门口", ("大林苑",), begins, begins + timedelta(hours=4), 2),
        )
    store.do(freeze, 1)
    return store


def bring(
    store: Store, tmp_path: Path, *rows: Sequence[str], kind: ImportKind | None = None
) -> ImportReport:
    """Bring a list in, as a csv file; what came of it."""
    path = tmp_path / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    with store.read() as conn:
        plan = plan_import(conn, [path], kind=kind, now=store.now())
    (done,) = run_import(store, plan)
    return done


def counts(done: ImportReport) -> tuple[int, int, int, int]:
    return done.added, done.updated, done.unchanged, len(done.problems)


def members(store: Store) -> dict[str, list[str]]:
    """Who is in which tube."""
    found: dict[str, list[str]] = {}
    with store.read() as conn:
        for code, name, room in conn.execute(
            "SELECT t.code, s.name, s.place FROM sheet_person s JOIN tube t ON t.id = s.tube_id"
            " WHERE s.state = 'sampled' ORDER BY t.code, s.position"
        ):
            found.setdefault(code, []).append(name or f"#{room}")
    return found


TUBES = (
    ("管号", "门牌", "姓名"),
    ("A001", "3号501", "王芳"),
    ("A001", "3号501", "李强"),
    ("A002", "3号502", ""),
    ("A003", "4号101", "王芳"),
)


def test_tubes_are_made_with_their_members_who_are_sampled(town: Store, tmp_path: Path) -> None:
    done = bring(town, tmp_path, *TUBES)
    assert (done.kind, counts(done)) == (ImportKind.SAMPLING, (3, 0, 0, 0))
    assert members(town) == {
        "A001": ["王芳", "李强"],
        "A002": ["赵一", "#1", "#2"],
        "A003": ["王芳"],
    }
    assert counts(bring(town, tmp_path, *TUBES)) == (0, 0, 3, 0)
    town.do(journal.undo)
    assert members(town) == {}


def test_a_list_that_says_negative_of_an_abnormal_tube_frees_nobody(
    town: Store, tmp_path: Path
) -> None:
    bring(town, tmp_path, *TUBES)
    told = ("管号", "结果")
    bring(town, tmp_path, told, ("A001", "异常"), ("A003", "异常"))
    before = town.ask(holds, town.now())
    done = bring(town, tmp_path, told, ("A001", "阴性"), ("A003", "阴性"))
    assert {one.code for one in done.problems} == {"testing_tube_abnormal"}
    assert town.ask(holds, town.now()) == before
    assert {len(before), len(town.ask(queries.contradicting, town.now()))} == {3, 2}
    assert bring(town, tmp_path, told, ("A001", "阴性")).updated == 0


def test_nobody_is_put_into_a_second_tube(town: Store, tmp_path: Path) -> None:
    bring(town, tmp_path, *TUBES)
    done = bring(town, tmp_path, ("管号", "成员"), ("B001", "3号501 王芳"), ("B001", "3号501"))
    assert {one.code for one in done.problems} == {"testing_in_other_tube"}
    assert members(town)["A001"] == ["王芳", "李强"]
    assert members(town)["B001"] == ["#1"]


def test_results_of_tubes_hold_their_members_out(town: Store, tmp_path: Path) -> None:
    bring(town, tmp_path, *TUBES)
    results = (
        ("管号", "结果", "出结果时间"),
        ("A001", "异常", "2022-04-09 07:30"),
        ("A002", "阴性", "2022-04-09 07:30"),
        ("Z999", "阴性", "2022-04-09 07:30"),
    )
    done = bring(town, tmp_path, *results)
    assert (done.kind, counts(done)) == (ImportKind.RESULTS, (0, 2, 0, 1))
    assert done.problems[0].code == "testing_tube_unknown"
    held = town.ask(holds, town.now())
    assert sorted(str(one.why) for one in held.values()) == ["pending", "pending"]
    assert counts(bring(town, tmp_path, *results)) == (0, 0, 2, 1)


def test_results_of_people_are_their_own_and_brought_in_once(town: Store, tmp_path: Path) -> None:
    rows = (
        ("姓名", "地址", "检测结果", "采样时间"),
        ("李强", "大林苑3号501", "阴性", "2022-04-09 07:10"),
        ("赵一", "", "阳性", "2022-04-09 07:10"),
        ("王芳", "", "阴性", "2022-04-09 07:10"),
        ("张三", "大林苑4号101", "阴性", "2022-04-09 07:10"),
        ("李强", "大林苑3号501", "也许", "2022-04-09 07:10"),
    )
    done = bring(town, tmp_path, *rows)
    assert done.kind is ImportKind.RESULTS
    assert [one.code for one in done.problems] == [
        "testing_several", "testing_name_not_behind_door", "result_unreadable",
    ]  # fmt: skip
    assert done.problems[1].params == {
        "text": "大林苑4号101 张三 阴性", "door": "大林苑 4-101", "names": ["王芳"],
    }  # fmt: skip
    told = {(one.name, one.source, one.result) for one in town.ask(queries.results)}
    assert told == {("李强", "single", "negative"), ("赵一", "single", "positive")}
    assert {one.said for one in town.ask(sampling.doubts, 1)} == {
        "王芳 阴性", "大林苑4号101 张三 阴性",
    }  # fmt: skip
    again = bring(town, tmp_path, *rows)
    assert counts(again) == (0, 0, 2, 3)
    town.do(journal.undo)
    assert town.ask(queries.results) == []


def test_a_positive_beside_a_tube_of_several_makes_the_tube_abnormal(
    town: Store, tmp_path: Path
) -> None:
    rows = (
        ("管号", "地址", "姓名", "结果"),
        ("C001", "大林苑3号501", "王芳", "阳性"),
        ("C001", "大林苑3号501", "李强", "阳性"),
    )
    bring(town, tmp_path, *rows)
    told = {(one.name, one.source, one.result) for one in town.ask(queries.results)}
    assert told == {("王芳", "pool", "abnormal"), ("李强", "pool", "abnormal")}


def test_a_pasted_text_is_read_where_somebody_says_what_it_is(town: Store, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    path.write_text("大林苑3号502 赵一 阴性\n大林苑3号501 李强：阳性\n", encoding="utf-8")
    with town.read() as conn:
        plan = plan_import(conn, [path], kind=ImportKind.RESULTS, now=town.now())
    run_import(town, plan)
    told = {(one.name, one.result) for one in town.ask(queries.results)}
    assert told == {("赵一", "negative"), ("李强", "positive")}


def test_a_result_that_is_still_to_come_and_a_round_nobody_was_sampled_in(
    town: Store, tmp_path: Path
) -> None:
    done = bring(
        town, tmp_path, ("姓名", "检测结果", "轮次", "报告时间"),
        ("赵一", "阴性", "1", "2022-04-09 07:00"), ("李强", "阴性", "", "2022-04-12 07:00"),
    )  # fmt: skip
    assert [one.code for one in done.problems] == ["testing_not_sampled", "result_to_come"]
    assert town.ask(queries.results) == []


def test_a_list_of_positives_without_results_is_taken_for_none(town: Store, tmp_path: Path) -> None:
    done = bring(town, tmp_path, ("姓名", "确诊日期", "隔离点"), ("赵一", "2022-04-08", "方舱"))
    assert done.added == 0
    assert town.ask(queries.results) == []


@pytest.mark.parametrize(
    ("headings", "fields", "kind"),
    [
        (("管号", "结果"), ("tube", "result"), ImportKind.RESULTS),
        (("Tube code", "Members"), ("tube", "name"), ImportKind.SAMPLING),
        (("序号", "采样管条码", "楼号", "室号"), ("serial", "tube", "building", "room"), None),
        (("姓名", "电话"), ("name", "phone"), None),
        (("核酸检测结果", "姓名"), ("result", "name"), None),
    ],
)
def test_what_columns_are(
    headings: tuple[str, ...], fields: tuple[str, ...], kind: ImportKind | None
) -> None:
    assert fields_of(headings) == fields
    assert kind_by_tube(headings) is kind
    assert bool(missing(fields)) is (fields == ("name", "phone"))


def test_a_code_as_long_as_a_telephone_number_is_a_tube_where_one_has_it(
    town: Store, tmp_path: Path
) -> None:
    bring(town, tmp_path, TUBES[0], ("8812002", "3号501", "王芳"))
    text = tmp_path / "结果.txt"
    text.write_text("8812002 异常\n8812003 阴性\n", encoding="utf-8")
    with town.read() as conn:
        plan = plan_import(conn, [text], kind=ImportKind.RESULTS, now=town.now())
    (done,) = run_import(town, plan)
    assert len(done.problems) == 1, "8812003 is nobody's"
    query = "SELECT state FROM tube WHERE code = '8812002'"
    with town.read() as conn:
        assert conn.execute(query).fetchone()[0] == "abnormal"


def test_results_come_in_after_the_round_was_closed(town: Store, tmp_path: Path) -> None:
    bring(town, tmp_path, ("管号", "楼栋", "室号", "姓名"), ("T1", "3", "501", "王芳"),
          ("T1", "3", "501", "李强"))  # fmt: skip
    town.do(closing.close_round, 1, lambda _missing: "没做")
    done = bring(town, tmp_path, ("管号", "结果"), ("T1", "异常"))
    assert counts(done) == (0, 1, 0, 0)
    own = bring(town, tmp_path, ("楼栋", "室号", "姓名", "结果"), ("3", "501", "王芳", "阴性"))
    assert counts(own) == (1, 0, 0, 0)
    late = bring(town, tmp_path, ("管号", "楼栋", "室号", "姓名"), ("T2", "3", "502", "赵一"))
    assert {one.code for one in late.problems} == {"testing_round_closed"}
    assert members(town) == {"T1": ["王芳", "李强"], "T2": ["赵一"]}
    (session,) = town.ask(testing_queries.sessions, 1)
    assert session.state == "done"


def test_nobody_is_in_a_tube_of_a_round_that_is_to_come(town: Store, tmp_path: Path) -> None:
    with town.step() as step:
        testing.add_round(step, RoundInput("第二轮", RoundKind.PCR, DAY + timedelta(days=5), 10))
        step.act("began")
    rows = (("轮次", "管号", "楼栋", "室号", "姓名"), ("2", "T1", "3", "501", "王芳"))
    done = bring(town, tmp_path, *rows)
    assert counts(done) == (0, 0, 0, 1)
    assert done.problems[0].code == "testing_round_to_come"


def _sampled_at(store: Store) -> dict[str, str]:
    query = "SELECT name, sampled_at FROM sheet_person WHERE state = 'sampled' AND name <> ''"
    with store.read() as conn:
        return dict(conn.execute(query).fetchall())


def test_a_list_keeps_when_people_were_ticked(
    town: Store, tmp_path: Path, clock: FixedClock
) -> None:
    """The later of two times of one sample would make a result come before it."""
    town.do(ticking.tick, 1, "3号501王芳 来了")
    before = _sampled_at(town)
    clock.moment += timedelta(hours=3)
    head = ("管号", "楼栋", "室号", "姓名")
    bring(town, tmp_path, head, ("T1", "3", "501", "王芳"), ("T1", "3", "501", "李强"))
    after = _sampled_at(town)
    assert after["王芳"] == before["王芳"]
    assert after["李强"] > before["王芳"]


def test_a_tube_told_twice_is_named_by_what_it_was(town: Store, tmp_path: Path) -> None:
    bring(town, tmp_path, ("管号", "楼栋", "室号", "姓名", "结果"),
          ("T1", "3", "501", "王芳", "异常"), ("T1", "3", "501", "李强", "异常"))  # fmt: skip
    path = tmp_path / "again.csv"
    path.write_text("管号,结果\nT1,阴性\n", encoding="utf-8")
    with town.read() as conn:
        (plan,) = plan_import(conn, [path], now=town.now()).files
    ((told,),) = (one.changes for one in plan.updated)
    assert (told.old, told.new) == ("abnormal", "also_negative")


@pytest.mark.parametrize("chinese", [True, False])
@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_list_is_read_as_what_it_is_for(kind: ImportKind, *, chinese: bool) -> None:
    headings = template(kind, chinese=chinese)
    assert kind_by_tube(headings) is kind
    assert None not in fields_of(headings)
    assert all(one.isascii() is not chinese for one in headings)


WHERE = ("小区名称", "楼号", "室号", "姓名", "结果", "来源")


def test_a_pools_result_told_of_a_door_is_its_tubes_and_frees_nobody(
    town: Store, tmp_path: Path
) -> None:
    bring(town, tmp_path, *TUBES)
    bring(town, tmp_path, ("管号", "结果"), ("a001", "异常"))
    before = town.ask(holds, town.now())
    done = bring(
        town, tmp_path, WHERE,
        ("大林苑", "3", "501", "", "阴性", "混管"), ("大林苑", "3", "501", "王芳", "阴性", "10混1"),
        ("大林苑", "3", "501", "王芳", "阴性", "乱写"), ("大林苑", "4", "101", "", "阴性", "混检"),
    )  # fmt: skip
    assert [one.code for one in done.problems] == [
        "testing_pool_of_whom", "testing_tube_abnormal", "testing_source_unclear",
    ]  # fmt: skip
    assert done.problems[0].params["people"] == ["大林苑 3-501"]
    assert town.ask(holds, town.now()) == before
    told = {(one.tube, one.source, one.result) for one in town.ask(queries.results)}
    assert ("A003", "pool", "negative") in told
    assert {source for _tube, source, _result in told} == {"pool"}
    assert len(town.ask(sampling.doubts, 1)) == 1


def test_a_result_is_never_told_before_its_sample(town: Store, tmp_path: Path) -> None:
    head = ("管号", "门牌", "姓名", "采样时间")
    bring(town, tmp_path, head, ("A001", "3号501", "王芳", "2022-04-09 07:10"),
          ("A001", "3号501", "李强", "2022-04-09 07:10"))  # fmt: skip
    told = ("管号", "结果", "出结果时间")
    for early in ("2022-04-09 07:05", "2022-04-08", "2021-04-09 07:30"):
        done = bring(town, tmp_path, told, ("A001", "阴性", early))
        assert (done.updated, len(done.problems)) == (0, 1), early
    assert bring(town, tmp_path, told, ("A001", "阴性", "2022-04-09")).updated == 1
    own = bring(
        town, tmp_path, ("姓名", "检测结果", "采样时间", "报告时间"),
        ("赵一", "阴性", "2022-04-09 07:30", "2022-04-09 07:10"),
        ("李强", "阴性", "2021-04-09 07:30", ""),
    )  # fmt: skip
    assert [one.code for one in own.problems] == ["testing_before_sample", "testing_long_ago"]


def test_a_line_of_a_result_alone_is_that_of_the_lines_below(town: Store, tmp_path: Path) -> None:
    path = tmp_path / "list.txt"
    lines = (
        "以下人员阳性：",
        "1. 大林苑3号502 赵一",
        "",
        "李强 两道杠 抗原",
        "其余：",
        "大林苑4-101",
        "大林苑3-501、4-101 阴性",
    )
    path.write_text("\n".join(lines), encoding="utf-8")
    with town.read() as conn:
        plan = plan_import(conn, [path], kind=ImportKind.RESULTS, now=town.now())
    (done,) = run_import(town, plan)
    told = {(one.name, one.source, one.result) for one in town.ask(queries.results)}
    assert {("赵一", "single", "positive"), ("李强", "antigen", "positive")} < told
    assert {one.building for one in town.ask(queries.results) if one.result == "negative"} == {
        "3", "4",
    }  # fmt: skip
    assert [(one.code, one.row, one.column) for one in done.problems] == [
        ("result_missing", 5, None), ("result_missing", 6, None),
    ]  # fmt: skip


def test_a_row_of_nobody_is_counted_as_one_to_settle(town: Store, tmp_path: Path) -> None:
    done = bring(town, tmp_path, ("姓名", "地址", "结果"), ("王不存", "", "阴性"))
    assert (counts(done), done.to_settle, done.changes) == ((0, 0, 0, 1), 1, ())


def test_a_line_in_a_table_that_may_be_a_result_is_a_problem(town: Store, tmp_path: Path) -> None:
    rows = (
        ("姓名", "地址", "结果"), ("赵一", "", "阴性"), ("另：3号501 李强 两道杠", "", ""),
        ("制表人：老王 复核人：小李", "", ""),
    )  # fmt: skip
    done = bring(town, tmp_path, *rows)
    assert [(one.code, one.row) for one in done.problems] == [("testing_line_unread", 3)]


def test_a_list_tells_who_stays_held_by_what_it_says(
    town: Store, tmp_path: Path, clock: FixedClock
) -> None:
    bring(town, tmp_path, *TUBES)
    clock.moment += timedelta(hours=1)
    bring(town, tmp_path, ("管号", "结果"), ("A001", "异常"))
    head = ("姓名", "地址", "结果", "来源", "报告时间")
    early = bring(
        town, tmp_path, head, ("王芳", "3号501", "阴性", "单采", "2022-04-09 00:30"),
        ("李强", "3号501", "阴性", "抗原", ""),
    )  # fmt: skip
    assert [(one.code, one.taken) for one in early.problems] == [("result_still_pending", True)] * 2
    clock.moment += timedelta(minutes=5)
    late = bring(town, tmp_path, head, ("王芳", "3号501", "阴性", "单采", ""))
    assert (late.added, late.problems, len(town.ask(holds, town.now()))) == (1, (), 1)
