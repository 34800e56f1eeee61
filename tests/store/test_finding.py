"""People found by what is written of them: doors, names, numbers; nobody is ever guessed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.call_sheet.finding import find_people
from data.clock import FixedClock
from data.sample.make import SAMPLE_NOW
from data.store import Store
from models.call_sheet import Person
from models.call_sheet.finding import Found
from models.households import CompoundInput, HouseholdInput
from models.residents import ResidentInput, Whereabouts
from models.roster import PersonInput, PersonKind
from models.telephones import Telephone
from tests.beginning import begin

PEOPLE = (
    CompoundInput("大林苑", address="大林路338号"),
    CompoundInput("西门雅居", address="大林路256号"),
    CompoundInput("四十三弄", address="大林路43弄"),
    CompoundInput("Maple Close", address="188 Clearwater Road"),
    HouseholdInput(
        "大林苑", "3", room="501", people=3, phone="13800000501",
        residents=(
            ResidentInput("王芳", is_head=True, identity="00000019380305404X"),
            ResidentInput("李强", phones=(Telephone("13800000502"),)),
        ),
    ),
    HouseholdInput("大林苑", "3", room="502", residents=(ResidentInput("赵一"),)),
    HouseholdInput("大林苑", "12", room="203", head="周明", people=2),
    HouseholdInput("大林苑", "12", room="305", people=1),
    HouseholdInput("西门雅居", "3", room="501", people=2, phone="13800000601",
        residents=(ResidentInput("王芳", is_head=True), ResidentInput("孙丽")),
    ),
    HouseholdInput("西门雅居", "9", room="104", residents=(ResidentInput("甲一"),)),
    HouseholdInput("西门雅居", "9", room="104/2", residents=(ResidentInput("乙二"),)),
    HouseholdInput(
        "西门雅居", "9", room="105",
        residents=(
            ResidentInput("钱走", presence=Whereabouts.MOVED_OUT),
            ResidentInput("钱故", presence=Whereabouts.DIED),
            ResidentInput("钱外", presence=Whereabouts.AWAY),
        ),
    ),
    HouseholdInput("西门雅居", "9", room="106", people=2, marks=("空关",)),
    HouseholdInput("四十三弄", "8", room="前客堂", people=2),
    HouseholdInput("四十三弄", "8", room="二楼后楼", residents=(ResidentInput("史军"),)),
    HouseholdInput("西门雅居", "20", people=1, residents=(ResidentInput("别墅"),)),
    HouseholdInput("Maple Close", "5", room="504", residents=(
        ResidentInput("Sam Turner", is_head=True), ResidentInput("Leah O'Neil"),
    )),
    PersonInput("林社工", PersonKind.STAFF),
    PersonInput("李强", PersonKind.VOLUNTEER),
)  # fmt: skip


@pytest.fixture(scope="module")
def town(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Four compounds; only read."""
    path = Path(shutil.copy(empty_file, tmp_path_factory.mktemp("finding") / "store.db"))
    opened = Store(path, FixedClock(SAMPLE_NOW))
    begin(opened, *PEOPLE)
    yield opened
    opened.close()


def who(one: Person) -> str:
    """Somebody in one word: their name, or their door and place."""
    return one.name or f"{one.building}-{one.room}#{one.who.place}"


def told(found: Found) -> tuple[list[str], dict[str, str], dict[str, list[str]], dict[str, str]]:
    return (
        [who(one) for one in found.people],
        {one.text: str(one.why) for one in found.unknown},
        {one.text: [f"{who(p)} {p.compound}" for p in one.people] for one in found.several},
        {one.text: str(one.person.presence) for one in found.gone},
    )


ROOM_501 = ["王芳", "李强", "3-501#1"]
ROOM_203 = ["周明", "12-203#2"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("12号203 305", [*ROOM_203, "12-305#1"]),
        ("12号 203、305 没下来", [*ROOM_203, "12-305#1"]),
        ("12号：203 305", [*ROOM_203, "12-305#1"]),
        ("大林苑\n12号\n203\n305", [*ROOM_203, "12-305#1"]),
        ("大林苑3号501", ROOM_501),
        ("大林路338号3号501", ROOM_501),
        ("大林3-501", ROOM_501),
        ("大林苑3号501 王芳", ["王芳"]),
        ("大林苑3号501王芳", ["王芳"]),
        ("大林苑3号501室王芳、李强", ["王芳", "李强"]),
        ("大林苑3号501 王芳和李强", ["王芳", "李强"]),
        ("大林苑3号501 王芳女士，孙丽", ["王芳", "孙丽"]),
        ("大林苑3号501：\n王芳\n李强", ["王芳", "李强"]),
        ("大林苑 王芳", ["王芳"]),
        ("王芳 大林苑3号501", ["王芳"]),
        ("周明 12号203，史军 43弄8号后楼", ["周明", "史军"]),
        ("王芳，大林苑3号501", ["王芳"]),
        ("王芳,大林苑3号501", ["王芳"]),
        ("大林苑3号501,王芳", ["王芳"]),
        ("大林苑3号501，王芳，女，34，13800000501", ["王芳"]),
        ("王芳 女 年龄34，大林苑3号501", ["王芳"]),
        ("大林苑3号501 王芳（女，34岁）", ["王芳"]),
        ("周明 史军", ["周明", "史军"]),
        ("周明史军", ["周明", "史军"]),
        ("王芳 13800000601", ["王芳"]),
        ("王芳（404X）", ["王芳"]),
        ("王芳 身份证尾号404x", ["王芳"]),
        ("王芳 尾号0601", ["王芳"]),
        ("13800000502 李强", ["李强"]),
        ("43弄8号前客堂", ["8-前客堂#1", "8-前客堂#2"]),
        ("四十三弄 43-8-前客堂", ["8-前客堂#1", "8-前客堂#2"]),
        ("四十三弄43-8-前客堂", ["8-前客堂#1", "8-前客堂#2"]),
        ("四十三弄8号前客堂", ["8-前客堂#1", "8-前客堂#2"]),
        ("西门雅居9号104", ["甲一"]),
        ("西门雅居9号104/2", ["乙二"]),
        ("西门雅居9号104 乙二", ["乙二"]),
        ("西门雅居9号105", ["钱外"]),
        ("西门雅居20号", ["别墅"]),
        ("大林苑3号整栋", [*ROOM_501, "赵一"]),
        ("大林苑3号501 三人阴性 已上传", ROOM_501),
        ("1. 12号203\n2. 12号305", [*ROOM_203, "12-305#1"]),
        ("Maple Close 5-504 sam turner", ["Sam Turner"]),
        ("Maple Close block 5 flat 504 not down", ["Sam Turner", "Leah O'Neil"]),
        ("Sam Turner, Leah O'Neil", ["Sam Turner", "Leah O'Neil"]),
        ("12号203 12号203 周明", ROOM_203),
        ("林社工", ["林社工"]),
        ("", []),
    ],
)
def test_who_is_written_is_found(town: Store, text: str, names: list[str]) -> None:
    assert told(town.ask(find_people, text)) == (names, {}, {}, {})


@pytest.mark.parametrize(
    ("text", "names", "unknown"),
    [
        ("大林苑3号501 张伟", [], {"3号501 张伟": "name_not_behind_door"}),
        ("大林苑3号501 王芳、孙丽", ["王芳"], {"3号501 孙丽": "name_not_behind_door"}),
        ("大林苑3号509", [], {"3号509": "no_such_door"}),
        ("大林苑12号203 周明 99号101", ["周明"], {"99号101": "no_such_door"}),
        ("大林苑3号", [], {"3号": "no_room_said"}),
        ("张伟 周明", ["周明"], {"张伟": "no_such_name"}),
        ("西门雅居9号106", [], {"9号106": "nobody_lives_there"}),
        ("13911112222", [], {"13911112222": "no_such_number"}),
        ("@@ 周明 呃呃呃呃呃呃", ["周明"], {"呃呃呃呃呃呃": "words_not_read"}),
        ("Sam Turner, John Unheard", ["Sam Turner"], {"John Unheard": "no_such_name"}),
    ],
)
def test_what_is_nobody_is_told_as_it_was_written(
    town: Store, text: str, names: list[str], unknown: dict[str, str]
) -> None:
    assert told(town.ask(find_people, text)) == (names, unknown, {}, {})


def test_a_name_of_several_is_asked_about_with_their_doors(town: Store) -> None:
    _people, _unknown, several, _gone = told(town.ask(find_people, "王芳 李强"))
    assert several == {
        "王芳": ["王芳 大林苑", "王芳 西门雅居"],
        "李强": ["李强 大林苑", "李强 None"],
    }


def test_a_door_of_several_compounds_is_asked_about_unless_one_is_preferred(town: Store) -> None:
    found = town.ask(find_people, "3号501")
    assert [one.text for one in found.several] == ["3号501"]
    assert {one.compound for one in found.several[0].people} == {"大林苑", "西门雅居"}
    preferred = town.ask(find_people, "3号501 王芳", None, ["西门雅居"])
    assert [(one.name, one.compound) for one in preferred.people] == [("王芳", "西门雅居")]


def test_who_moved_out_or_died_is_told_and_is_nobody_who_is_tested(town: Store) -> None:
    assert told(town.ask(find_people, "钱走 西门雅居9号105钱故"))[::3] == (
        [],
        {"钱走": "moved_out", "9号105 钱故": "died"},
    )


def test_how_many_are_said_to_be_meant_has_to_be_how_many_there_are(town: Store) -> None:
    people, _unknown, several, _gone = told(town.ask(find_people, "大林苑3号501 两人"))
    assert (people, several) == ([], {"3号501": [f"{one} 大林苑" for one in ROOM_501]})


def test_an_end_of_a_number_that_is_anothers_is_asked_about(town: Store) -> None:
    _people, _unknown, several, _gone = told(town.ask(find_people, "大林苑3号501 王芳(1234)"))
    assert several == {"3号501 王芳": ["王芳 大林苑"]}
