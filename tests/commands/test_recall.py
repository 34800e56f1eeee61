"""recall from the command line: planned, applied, from a list, what to say, slips, how far."""

from __future__ import annotations

import io
import sys
from datetime import datetime
from pathlib import Path

import pytest

from data.store import Store
from models.households import CompoundInput, CompoundKind, HouseholdInput
from models.residents import ResidentInput
from models.roster import PersonInput, PersonKind
from models.times import LOCAL
from tests.beginning import begin
from tests.commands.running import Daiban
from tests.tubes import put_round, put_tube

TABLE = datetime(2022, 4, 8, 9, tzinfo=LOCAL)
TWO = ("--now", "2022-04-09T02:00+08:00")


@pytest.fixture
def town(store: Store) -> None:
    """A lane house whose three rooms share a kitchen, one of them in a tube with a flat."""

    def home(compound: str, building: str, room: str, *names: str) -> HouseholdInput:
        people = tuple(map(ResidentInput, names))
        return HouseholdInput(compound, building, room=room, people=len(names), residents=people)

    begin(
        store,
        CompoundInput("甲苑", CompoundKind.COMMODITY),
        CompoundInput("四十三弄", CompoundKind.LANE),
        home("甲苑", "3", "501", "王芳", "李强"),
        home("四十三弄", "21", "前客堂", "陈伯"),
        home("四十三弄", "21", "亭子间", "林婶"),
        HouseholdInput("四十三弄", "21", room="灶披间", people=1),
        PersonInput("赵娟", PersonKind.STAFF),
        PersonInput("蒋师傅", PersonKind.PARTNER, skills=("带路",)),
    )
    with store.step() as step:
        put_round(step, 1, TABLE)
        put_tube(step, 1, "8812001", [1, 3], TABLE, doors=[4])


def test_a_code_gives_a_plan_and_nothing_is_written(daiban: Daiban, town: None) -> None:
    plan = daiban("recall", "8812001", "--json", *TWO).json
    assert (plan["code"], plan["round"], plan["recall"], plan["applied"]) == (
        "8812001", 1, None, False,
    )  # fmt: skip
    first, second, unnamed = plan["members"]
    assert first == {
        "resident": 1, "household": 1, "name": "王芳", "compound": "甲苑", "lane": None,
        "building": "3", "unit": None, "room": "501", "gone": None,
    }  # fmt: skip
    assert second["room"] == "前客堂"
    assert (unnamed["resident"], unnamed["household"], unnamed["room"]) == (None, 4, "灶披间")
    assert [(one["name"], one["shares"]) for one in plan["sharing"]] == [
        ("李强", "home"), ("林婶", "kitchen"),
    ]  # fmt: skip
    assert [(job["resident"], job["who"], job["guide"]) for job in plan["jobs"]] == [
        (3, "赵娟", "蒋师傅"), (None, "赵娟", "蒋师傅"), (1, "赵娟", None),
    ]  # fmt: skip
    assert plan["jobs"][0]["starts_at"] == "2022-04-09T02:30:00+08:00"
    assert [(one["resident"], one["until"]) for one in plan["held"]] == [
        (1, None), (3, None), (None, None),
    ]  # fmt: skip
    assert daiban("log", "--json").json[0]["code"] != "recalled"


def test_applied_it_is_on_record_and_undo_takes_it_back(daiban: Daiban, town: None) -> None:
    done = daiban("recall", "8812001", "--apply", "--json", *TWO).json
    assert (done["applied"], done["recall"], done["told"]) == (True, 1, [])
    assert [job["no"] for job in done["jobs"]] == [1, 2, 3]
    again = daiban("recall", "8812001", "--apply", *TWO)
    assert again.status == 0
    assert "Recalled already" in again.out
    assert daiban("recall", "8812001", "--apply", "--json", *TWO).json["applied"] is False
    daiban("undo")
    assert daiban("recall", "8812001", "--json", *TWO).json["recall"] is None


def test_a_list_is_the_way_in_where_no_tube_is_ours(
    daiban: Daiban, town: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    pasted = "管号 9900123: 甲苑3号501 王芳、四十三弄21号亭子间\n9900124 陈伯\n9900124: 老天爷"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(pasted.encode())))
    plans = daiban("recall", "--list", "-", "--json", *TWO).json
    assert {plan["code"]: [one["name"] for one in plan["members"]] for plan in plans} == {
        "9900123": ["王芳", "林婶"],
        "9900124": ["陈伯"],
    }
    (told,) = (plan["told"] for plan in plans if plan["code"] == "9900124")
    assert [one["code"] for one in told] == ["member_unknown", "recall_by_names"]
    assert told[0]["params"]["value"] == "老天爷"


def test_a_list_of_heads_is_no_contradiction_to_who_has_no_name_there(
    daiban: Daiban, store: Store, tmp_path: Path
) -> None:
    begin(
        store,
        CompoundInput("甲苑", CompoundKind.COMMODITY),
        HouseholdInput("甲苑", "3", room="501", people=2, residents=(ResidentInput("王芳"),)),
    )
    with store.step() as step:
        put_round(step, 1, TABLE)
        put_tube(step, 1, "8812001", [1], TABLE, doors=[1])
    file = tmp_path / "名单.txt"
    file.write_text("8812001: 甲苑3号501 王芳\n", encoding="utf-8")
    plan = daiban("recall", "--list", str(file), "--json", *TWO).json
    assert [(one["code"], one["params"]["count"]) for one in plan["told"]] == [
        ("members_same_doors", 1)
    ]
    assert len(plan["members"]) == 2


def test_codes_are_split_and_one_that_is_unknown_holds_up_no_other(
    daiban: Daiban, town: None
) -> None:
    done = daiban("recall", "8812001、8812009，7745123", *TWO)
    assert done.status == 0
    assert "8812001: " in done.out
    assert "Nearest: 8812001" in done.err
    assert "may be another committee" in done.err


def test_a_list_in_a_file_without_codes(daiban: Daiban, town: None, tmp_path: Path) -> None:
    file = tmp_path / "名单.txt"
    file.write_text("甲苑3号501\n", encoding="utf-8")
    plan = daiban("recall", "--list", str(file), "--json", *TWO).json
    assert plan["code"] is None
    assert [one["name"] for one in plan["members"]] == ["王芳", "李强"]
    assert daiban("recall", "--list", str(file), "--apply", *TWO).status == 0
    assert "Recalled already" in daiban("recall", "--list", str(file), "--apply", *TWO).out


def test_right_after_the_act_it_says_what_was_done(daiban: Daiban, town: None) -> None:
    done = daiban("recall", "8812001", "--apply", "--say", *TWO).out
    assert "Recalled: 8812001.  3 re-tests" in done
    assert "already" not in done
    assert "Recalled already" in daiban("recall", "8812001", *TWO).out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--apply",), "Say which tube"),
        (("back",), "recall back CODE"),
        (("back", "8812001"), "recall alone lists them"),
        (("8812009",), "Nearest: 8812001"),
        (("7745123",), "another committee"),
        (("8812001", "--list", "-"), "not both"),
        (("done",), "recall done 5 6"),
        (("done", "x"), "no number of a re-test"),
        (("8812001", "--to", "x.txt"), "--apply first"),
    ],
)
def test_refusals_say_what_to_do(
    daiban: Daiban, town: None, words: tuple[str, ...], said: str
) -> None:
    assert said in daiban("recall", *words).wrong


def test_what_is_said_names_nobody_else(daiban: Daiban, town: None) -> None:
    said = daiban("recall", "8812001", "--say", "--json", *TWO).json["say"]
    assert [one["kind"] for one in said] == ["member", "member", "member", "kitchen"]
    names = ("王芳", "李强", "陈伯", "林婶", "赵娟")
    assert not any(name in one["text"] for one in said for name in names)
    assert "03:00" in said[0]["text"]


def test_what_is_said_agrees_with_the_sheet(daiban: Daiban, town: None) -> None:
    """Who lives with a member, or shares a kitchen, is called as ever: only members are held."""
    said = {
        one["to"]: one["text"]
        for one in daiban("recall", "8812001", "--say", "--json", *TWO).json["say"]
    }
    assert "Who was in none comes down when we call them" in said["甲苑 3-501"]
    assert "samples each of you alone" in said["四十三弄 21-前客堂"]
    assert "Do not come down" in said["四十三弄 21-前客堂"]
    assert "come down when we call you" in said["四十三弄 21-亭子间"]


def test_alone_it_lists_recalls_and_what_is_to_be_done_and_one_is_taken_back(
    daiban: Daiban, town: None
) -> None:
    assert "No recall is on record" in daiban("recall").out
    told = daiban("tube", "8812001", "8812001", "result", "abnormal", *TWO).out
    assert "Next: recall 8812001" in told
    alone = daiban("recall", *TWO).out
    assert "Abnormal, not recalled yet: 8812001\nNext: recall 8812001" in alone
    daiban("undo")
    daiban("recall", "8812001", "--apply", *TWO)
    found = daiban("recall", "--json", *TWO).json
    (recall,) = found["recalls"]
    assert (recall["code"], recall["people"], recall["held"], len(recall["to_do"])) == (
        "8812001", 3, 3, 3,
    )  # fmt: skip
    assert [one["no"] for one in found["retests"]] == [1, 2, 3]
    assert "8812001" in daiban("recall", *TWO).out
    assert "--corrects" in daiban("recall", "back", "8812001", *TWO).err
    assert "is closed" in daiban("tick", "1", "--close", "--yes", *TWO).out
    words = ("tube", "8812001", "result", "negative", "--corrects", "检验科李工：看错")
    assert "recall back 8812001" in daiban(*words, *TWO).out
    assert "holds nobody any more" in daiban("recall", "back", "8812001", *TWO).out
    found = daiban("recall", "--json", *TWO).json
    assert (found["recalls"][0]["held"], found["retests"]) == (0, [])
    daiban("undo")
    assert len(daiban("recall", "--json", *TWO).json["retests"]) == 3


def test_slips_tell_no_health_and_re_tests_are_marked(
    daiban: Daiban, town: None, tmp_path: Path
) -> None:
    daiban("recall", "8812001", "--apply", *TWO)
    for file in (tmp_path / "slips.txt", tmp_path / "slips.html"):
        assert daiban("recall", "8812001", "--to", str(file), *TWO).status == 0
        text = file.read_text(encoding="utf-8")
        assert "四十三弄 21-前客堂" in text
        assert not any(word in text for word in ("8812001", "abnormal", "re-test"))
    assert daiban("recall", "begin", "1").status == 0
    done = daiban("recall", "done", "1", "2", "--json").json
    assert [row["no"] for row in done] == [1, 2]
    jobs = daiban("recall", "8812001", "--json", *TWO).json["jobs"]
    assert [job["state"] for job in jobs] == ["done", "done", "planned"]


def test_what_is_said_of_a_house_stands_over_what_is_usual(daiban: Daiban, town: None) -> None:
    (lane,) = daiban("shared", "--json").json
    assert (lane["building"], lane["shares"], lane["said"]) == ("21", True, None)
    (lane,) = daiban("shared", "四十三弄", "--no", "--json").json
    assert (lane["shares"], lane["said"]) == (False, False)
    sharing = daiban("recall", "8812001", "--json", *TWO).json["sharing"]
    assert [one["name"] for one in sharing] == ["李强"]
    daiban("undo")
    (lane,) = daiban("shared", "四十三弄", "--json").json
    assert (lane["shares"], lane["said"]) == (True, None)
    assert "which houses" in daiban("shared", "--yes").err


def test_a_name_of_a_list_that_the_register_has_not_is_held(
    daiban: Daiban, town: None, tmp_path: Path
) -> None:
    listed = tmp_path / "named.txt"
    listed.write_text("四十三弄21号灶披间 王小明\n", encoding="utf-8")
    plan = daiban("recall", "--list", str(listed), "--json", *TWO).json
    assert [(one["household"], one["name"]) for one in plan["members"]] == [(4, "王小明")]


def test_what_is_said_follows_what_is_known_now(daiban: Daiban, town: None) -> None:
    """Positive, negative, sampled, late, called off: none of them hears what was true before."""
    daiban("recall", "8812001", "--apply", *TWO)

    def said(at: str) -> dict[str, tuple[str, str]]:
        found = daiban("recall", "8812001", "--say", "--json", "--now", at).json["say"]
        return {one["to"]: (one["kind"], one["text"]) for one in found}

    daiban("recall", "off", "2", "--now", "2022-04-09T04:00+08:00")
    late = said("2022-04-09T04:01+08:00")
    assert "Soon somebody in protective clothing" in late["甲苑 3-501"][1]
    assert "call you again about your own sample" in late["四十三弄 21-灶披间"][1]
    assert not any("02:30" in text or "03:00" in text for _kind, text in late.values())
    for who, result in (("四十三弄21-前客堂", "positive"), ("甲苑3-501 王芳", "negative")):
        daiban("result", who, result, "--source", "single", "--now", "2022-04-09T05:00+08:00")
    now = said("2022-04-09T05:01+08:00")
    assert now["四十三弄 21-前客堂"][0] == "positive"
    assert "not your own result" not in now["四十三弄 21-前客堂"][1]
    assert "you are sampled at your door" in now["四十三弄 21-亭子间"][1]
    kind, text = now["甲苑 3-501"]
    assert (kind, "it is negative" in text, "clothing" in text) == ("negative", True, False)


def test_a_result_of_ones_own_calls_the_visit_off_and_undo_brings_it_back(
    daiban: Daiban, town: None
) -> None:
    """A kit that is positive makes the single test needed all the more."""
    daiban("recall", "8812001", "--apply", *TWO)
    kit = daiban(
        "result", "四十三弄21-前客堂", "positive", "--source", "antigen", "--json", *TWO
    ).json
    assert kit["called_off"] == []
    own = daiban(
        "result", "甲苑3-501 王芳", "negative", "--source", "single",
        "--now", "2022-04-09T02:10+08:00",
    )  # fmt: skip
    assert "re-test 3 甲苑 3-501" in own.out
    to_do = daiban("recall", "--json", "--now", "2022-04-09T02:11+08:00").json["retests"]
    assert [one["no"] for one in to_do] == [1, 2]
    daiban("undo", "--now", "2022-04-09T02:12+08:00")
    to_do = daiban("recall", "--json", "--now", "2022-04-09T02:13+08:00").json["retests"]
    assert [one["no"] for one in to_do] == [1, 2, 3]


def test_a_list_of_results_calls_visits_off_too(daiban: Daiban, town: None, tmp_path: Path) -> None:
    daiban("recall", "8812001", "--apply", *TWO)
    path = tmp_path / "results.csv"
    path.write_text("小区名称,楼号,室号,姓名,结果,来源\n甲苑,3,501,王芳,阴性,单采\n", "utf-8")
    daiban("import", str(path), "--as", "results", "--now", "2022-04-09T02:10+08:00")
    to_do = daiban("recall", "--json", "--now", "2022-04-09T02:11+08:00").json["retests"]
    assert [one["no"] for one in to_do] == [1, 2]
