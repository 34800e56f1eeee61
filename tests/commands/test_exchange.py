"""import from the command line: reports, dry runs, one step, refusals in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.running import Daiban

COMPOUNDS = "小区名称,类型,户数\n大林苑,商品房,2\n三十一弄,里弄,1\n"
REGISTER = (
    "小区,楼号,室号,户主,电话,人数,备注\n"
    "大林苑,1号,101室,张三,13800000001,3人,独居老人\n"
    "大林苑,1号,102室,李四,13800000002,2,\n"
    "大林苑,1号,102室,李四,13800000002,2,\n"
    "没有的小区,1号,1室,王五,13800000003,1,\n"
    "三十一弄,10号,亭子间,赵六,13800000004,很多,\n"
)


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    """A folder with a list of compounds and a register."""
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "compounds.csv").write_text(COMPOUNDS, encoding="utf-8")
    (folder / "register.csv").write_text(REGISTER, encoding="utf-8")
    return folder


def test_a_report_says_what_was_done_and_what_was_wrong(daiban: Daiban, lists: Path) -> None:
    assert daiban("import", lists / "compounds.csv", "--json").json["added"] == 2
    done = daiban("import", lists / "register.csv", "--json").json
    counted = ("kind", "added", "updated", "unchanged", "skipped")
    assert [done[name] for name in counted] == ["register", 3, 0, 0, 1]
    assert [(p["row"], p["column"], p["code"], p["kept"]) for p in done["problems"]] == [
        (5, "小区", "compound_unknown", False),
        (6, "人数", "people_unreadable", True),
    ]
    assert set(done["problems"][0]) == {
        "file", "sheet", "row", "column", "code", "params", "message", "kept",
    }  # fmt: skip
    assert done["by_compound"] == {"大林苑": 2, "三十一弄": 1}


def test_files_together_are_one_step_and_a_list_of_reports(daiban: Daiban, lists: Path) -> None:
    done = daiban("import", lists / "register.csv", lists / "compounds.csv", "--json").json
    assert [one["added"] for one in done] == [3, 2]
    assert len(daiban("log", "--json").json) == 1
    assert daiban("undo").status == 0
    assert daiban("households", "--json").json == []
    assert daiban("redo").status == 0
    assert len(daiban("households", "--json").json) == 3


def test_a_dry_run_reports_the_same_and_writes_nothing(daiban: Daiban, lists: Path) -> None:
    files = (lists / "compounds.csv", lists / "register.csv")
    tried = daiban("import", "--dry-run", *files, "--json").json
    assert daiban("log", "--json").json == []
    assert daiban("import", *files, "--json").json == tried


def test_the_same_again_changes_nothing(daiban: Daiban, lists: Path) -> None:
    files = (lists / "compounds.csv", lists / "register.csv")
    daiban("import", *files)
    again = daiban("import", *files, "--json").json
    assert [(one["added"], one["updated"], one["unchanged"]) for one in again] == [
        (0, 0, 2),
        (0, 0, 3),
    ]
    assert len(daiban("log", "--json").json) == 1


def test_a_difference_is_an_update_field_by_field(daiban: Daiban, lists: Path) -> None:
    daiban("import", lists / "compounds.csv", lists / "register.csv")
    changed = REGISTER.replace("13800000001,3人", "13800000009,4人")
    (lists / "register.csv").write_text(changed, encoding="utf-8")
    done = daiban("import", lists / "register.csv", "--json").json
    assert (done["added"], done["updated"], done["unchanged"]) == (0, 1, 2)
    (change,) = done["changes"]
    assert sorted((f["field"], f["old"], f["new"]) for f in change["fields"]) == [
        ("people", 3, 4),
        ("phone", "13800000001", "13800000009"),
    ]
    daiban("undo")
    told = daiban("import", "--dry-run", lists / "register.csv").out
    assert "people 3 → 4" in told


def test_a_copy_is_kept_before_an_import(daiban: Daiban, lists: Path, file: Path) -> None:
    daiban("import", lists / "compounds.csv")
    daiban("import", lists / "register.csv")
    kept = [copy.name for copy in (file.parent / "desk.db-backups").glob("*before-import*")]
    assert kept


def test_help_lists_the_kinds(daiban: Daiban) -> None:
    told = daiban("import", "--help").out
    assert all(kind in told for kind in ("compounds", "register", "staff", "calls"))


def _bad(folder: Path, sort: str) -> Path:
    path = folder / f"{sort}.xlsx"
    content = {
        "empty": b"",
        "lying": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
        "truncated": b"PK\x03\x04" + b"\0" * 200,
        "nul": "小区,楼号\n大林苑,\0\n".encode(),
    }.get(sort)
    if sort == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    return path


@pytest.mark.parametrize("sort", ["missing", "folder", "empty", "lying", "truncated", "nul"])
def test_what_is_no_list_is_refused_in_one_line(daiban: Daiban, lists: Path, sort: str) -> None:
    bad = _bad(lists, sort)
    refusal = daiban("import", bad, "--json").refusal
    assert bad.name in refusal
    assert daiban("log", "--json").json == []


@pytest.mark.parametrize("sort", ["missing", "empty", "lying", "truncated", "nul", "prose"])
def test_what_is_no_list_does_not_stop_the_others(daiban: Daiban, lists: Path, sort: str) -> None:
    bad = _bad(lists, sort)
    good, left_out = daiban("import", lists / "compounds.csv", bad, "--json").json
    assert (good["kind"], good["added"]) == ("compounds", 2)
    assert (left_out["kind"], left_out["added"]) == (None, 0)
    assert bad.name in left_out["problems"][0]["file"]
    assert len(daiban("log", "--json").json) == 1


ORDERS = """\
跟团号,商品,数量,订单金额,收货人,联系电话,楼号,室号
1,鸡蛋,1,45.00,张三,13800000009,1号,101室
"""


def test_a_file_of_another_kind_is_refused_by_name_with_the_reasons(
    daiban: Daiban, lists: Path
) -> None:
    """It would change the telephone of a household if it were taken for a register."""
    daiban("import", lists / "compounds.csv", lists / "register.csv")
    (lists / "other.csv").write_text(ORDERS, encoding="utf-8")
    before = daiban("households", "--json").json
    told = daiban("import", lists / "other.csv", "--json")
    assert told.status == 1
    assert told.json["kind"] is None
    assert [one["kind"] for one in told.json["kinds"]] == ["orders"]
    (why, *_more) = told.json["kinds"][0]["why"]
    assert why["code"] == "kind_headings"
    assert "跟团号" in why["message"]
    assert [one["code"] for one in told.json["problems"]] == ["kind_not_kept"]
    assert daiban("households", "--json").json == before
    refusal = daiban("import", lists / "other.csv").refusal
    assert "list of group orders" in refusal
    assert "list of group orders" not in daiban("import", "--help").out


def test_what_can_be_read_comes_in_beside_what_cannot(daiban: Daiban, lists: Path) -> None:
    (lists / "other.csv").write_text(ORDERS, encoding="utf-8")
    (lists / "letter.txt").write_text("今天天气很好\n", encoding="utf-8")
    told = daiban("import", *sorted(lists.iterdir()), "--json")
    assert told.status == 0
    assert {one["file"]: one["kind"] for one in told.json} == {
        "compounds.csv": "compounds",
        "register.csv": "register",
        "other.csv": None,
        "letter.txt": None,
    }
    assert [line.partition(": ")[0] for line in told.err.splitlines()] == [
        "letter.txt",
        "other.csv",
    ]


def test_two_kinds_that_are_near_are_asked_for(daiban: Daiban, lists: Path) -> None:
    daiban("import", lists / "compounds.csv")
    (lists / "a.csv").write_text(
        "小区,楼号,室号,户主,电话,抗原结果\n大林苑,1号,101室,张三,13800000001,不详\n",
        encoding="utf-8",
    )
    told = daiban("import", lists / "a.csv", "--json")
    assert (told.status, told.json["kind"]) == (1, None)
    assert {one["kind"] for one in told.json["kinds"]} == {"register", "results"}
    assert [one["code"] for one in told.json["problems"]] == ["kind_unclear"]
    said = daiban("import", lists / "a.csv", "--as", "register", "--json")
    assert (said.status, said.json["kind"], said.json["added"]) == (0, "register", 1)
    assert [one["why"][0]["code"] for one in said.json["kinds"]] == ["kind_said"]


def test_refusals_are_in_the_language_spoken(daiban: Daiban, lists: Path) -> None:
    refusal = daiban("--lang", "zh", "import", lists / "nowhere.xlsx").refusal
    assert refusal == f"没有文件 {lists / 'nowhere.xlsx'}。请检查文件名。"


def test_a_folder_stands_for_the_lists_in_it(daiban: Daiban, lists: Path) -> None:
    (lists / "letter.docx").write_text("no list")
    done = daiban("import", lists, "--json").json
    assert [(one["file"], one["added"]) for one in done] == [
        ("compounds.csv", 2),
        ("register.csv", 3),
    ]
    assert len(daiban("log", "--json").json) == 1


def _register(path: Path, head: str, rows: int) -> Path:
    lines = [f"大林苑,1号,{room}室,{head}{room},1" for room in range(101, 101 + rows)]
    path.write_text("\n".join(["小区,楼号,室号,户主,人数", *lines]), encoding="utf-8")
    return path


def test_a_list_of_other_households_asks(daiban: Daiban, lists: Path) -> None:
    daiban("import", _register(lists / "ours.csv", "张", 20))
    theirs = _register(lists / "theirs.csv", "李", 20)
    refusal = daiban("import", theirs).refusal
    assert "20 of 20 households" in refusal
    assert "--yes" in refusal
    assert daiban("households", "--json").json[0]["head"] == "张101"
    assert daiban("import", "--dry-run", theirs, "--json").json["asks"][0]["code"] == "heads_differ"
    assert daiban("import", theirs, "--yes", "--json").json["updated"] == 20
    assert daiban("households", "--json").json[0]["head"] == "李101"


def test_few_households_with_other_heads_do_not_ask(daiban: Daiban, lists: Path) -> None:
    daiban("import", _register(lists / "ours.csv", "张", 19))
    assert daiban("import", _register(lists / "b.csv", "李", 19), "--json").json["updated"] == 19


NO_COMPOUND = "楼号,室号,户主,人数\n1,101,张三,3\n"


def test_the_compound_that_was_said_is_that_of_the_next_such_list(
    daiban: Daiban, lists: Path, file: Path
) -> None:
    daiban("import", lists / "compounds.csv")
    (lists / "a.csv").write_text(NO_COMPOUND, encoding="utf-8")
    (lists / "b.csv").write_text(NO_COMPOUND.replace("101", "102"), encoding="utf-8")
    done = daiban("import", lists / "b.csv", "--json").json
    assert [one["code"] for one in done["problems"]] == ["sheet_without_compound"]
    assert daiban("import", lists / "a.csv", "--compound", "大林苑", "--json").json["added"] == 1
    done = daiban("import", lists / "b.csv", "--json").json
    assert (done["added"], [one["code"] for one in done["notes"]]) == (1, ["compound_as_last_time"])
    done = daiban("import", lists / "b.csv", "--forget-shapes", "--json").json
    assert [one["code"] for one in done["problems"]] == ["sheet_without_compound"]
    done = daiban("import", lists / "b.csv", "--json").json
    assert [one["code"] for one in done["problems"]] == ["sheet_without_compound"]
    assert "没有的小区" in daiban("import", lists / "a.csv", "--compound", "没有的小区").refusal


def test_a_list_of_other_doors_asks_whether_it_is_of_the_compound_said_before(
    daiban: Daiban, lists: Path
) -> None:
    def listed(name: str, building: str) -> Path:
        lines = [f"{building},{room},张{room},1" for room in range(101, 121)]
        path = lists / name
        path.write_text("\n".join(["楼号,室号,户主,人数", *lines]), encoding="utf-8")
        return path

    daiban("import", lists / "compounds.csv")
    daiban("import", listed("a.csv", "1"), "--compound", "大林苑")
    assert daiban("import", listed("b.csv", "1"), "--json").json["unchanged"] == 20
    assert "0 of its 20 doors" in daiban("import", listed("c.csv", "7")).refusal
    assert daiban("import", lists / "c.csv", "--yes", "--json").json["added"] == 20


def test_shapes_that_cannot_be_read_are_told_and_left_as_they_are(
    daiban: Daiban, lists: Path, file: Path
) -> None:
    daiban("import", lists / "compounds.csv")
    shapes = file.with_name(file.name + "-shapes.json")
    shapes.write_text('{"daiban": "shapes of lists", "format": 9}')
    (lists / "a.csv").write_text(NO_COMPOUND, encoding="utf-8")
    done = daiban("import", lists / "a.csv", "--compound", "大林苑", "--json").json
    assert done["added"] == 1
    assert [one["code"] for one in done["notes"]] == ["shapes_broken", "shapes_not_kept"]
    assert shapes.read_text() == '{"daiban": "shapes of lists", "format": 9}'


def test_lists_of_one_shape_and_several_compounds_have_it_said_of_each(
    daiban: Daiban, lists: Path
) -> None:
    daiban("import", lists / "compounds.csv")
    for name, room, compound in (("a", "101", "大林苑"), ("b", "102", "三十一弄")):
        (lists / f"{name}.csv").write_text(NO_COMPOUND.replace("101", room), encoding="utf-8")
        done = daiban("import", lists / f"{name}.csv", "--compound", compound, "--json").json
        assert done["added"] == 1
    (lists / "c.csv").write_text(NO_COMPOUND.replace("101", "103"), encoding="utf-8")
    done = daiban("import", lists / "c.csv", "--json").json
    assert [one["code"] for one in done["problems"]] == ["sheet_without_compound"]
