"""directory and emergency from the command line, in both languages, as tables and as JSON."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from data.clock import FixedClock
from data.emergency import commands as emergency_commands
from data.store import Store
from models.emergency import AttemptInput, EmergencyKind, LineInput, Result, SheetLine
from tests.commands.running import NOW, Daiban

pytestmark = pytest.mark.usefixtures("on_the_sample")


ENTRY = (
    "no person name kind rung phone reachable reachable_from calls calls_answered "
    "calls_accepted calls_refused "
    "promises_kept hours place note last_at last_said last_verdict"
).split()


@pytest.fixture
def bleeding(file: Path, daiban: Daiban) -> int:
    """A life whose sheet has a tick, a refusal, silence, an acceptance, and the family told."""
    no = int(daiban("add", "海棠大楼1号802室 孕妇大出血 13800009617", "--json").json["no"])
    store = Store(file, FixedClock(NOW + timedelta(minutes=30)))
    store.do(emergency_commands.choose_checklist, no, EmergencyKind.BLEEDING)
    store.do(emergency_commands.mark_item, no, "gate", done=True)
    for minutes, to, result, why in (
        (5, "瑞金", Result.REFUSED, "没床"),
        (9, "仁济", Result.NO_ANSWER, ""),
        (15, "[b]市一", Result.ACCEPTED, "直接来"),
    ):
        at = NOW + timedelta(minutes=minutes)
        store.do(emergency_commands.log_attempt, no, AttemptInput(to, result, at, why))
    for line, said in ((SheetLine.FAMILY_TOLD, "丈夫"), (SheetLine.TRANSFER, "救护车15分钟")):
        store.do(
            emergency_commands.add_line, no, LineInput(line, said, NOW + timedelta(minutes=20))
        )
    store.close()
    return no


# -- the directory -------------------------------------------------------------------------------


def test_the_directory_has_these_fields_and_filters(daiban: Daiban) -> None:
    whole = daiban("directory", "--json").json
    assert {tuple(one) for one in whole} == {tuple(ENTRY)}
    assert len({(one["no"], one["person"], one["phone"]) for one in whole}) == len(whole)
    leaders = [one for one in whole if one["kind"] == "leader"]
    assert leaders
    assert all(one["no"] is None and one["person"] > 0 and one["note"] is None for one in leaders)
    open_now = daiban("directory", "--view", "now", "--json").json
    assert open_now == [one for one in whole if one["reachable"]]
    assert 0 < len(open_now) < len(whole)
    hospitals = daiban("directory", "--kind", "hospital", "--json").json
    assert hospitals == [one for one in whole if one["kind"] == "hospital"] != []
    name = hospitals[0]["name"]
    assert name in [one["name"] for one in daiban("directory", "--find", name, "--json").json]


def test_numbers_everybody_has_are_nobody_of_the_roster(daiban: Daiban, tmp_path: Path) -> None:
    nothing_yet = tmp_path / "new.db"
    Store(nothing_yet, FixedClock(NOW)).close()
    services = daiban("directory", "--json", "--db", nothing_yet).json
    assert [(one["phone"], one["person"]) for one in services] == [
        ("12345", None),
        ("120", None),
        ("110", None),
    ]
    assert "-100" not in daiban("directory", "--db", nothing_yet).out


@pytest.mark.parametrize(
    ("language", "heading", "now"), [("en", "reachable", "✓ now"), ("zh", "可打", "✓ 现在可打")]
)
def test_the_directory_is_a_table_in_both_languages(
    daiban: Daiban, language: str, heading: str, now: str
) -> None:
    head, *lines, count = daiban("directory", "--lang", language).out.splitlines()
    assert heading in head
    assert any(now in line for line in lines)
    assert len(lines) == len(daiban("directory", "--json").json)
    assert str(len(lines)) in count


def test_an_unknown_view_of_the_directory_is_bad_usage(daiban: Daiban) -> None:
    answer = daiban("directory", "--view", "friends")
    assert (answer.status, answer.out) == (2, "")
    assert "all, now, hospitals, desks, archived" in answer.err
    chinese = daiban("directory", "--view", "friends", "--lang", "zh").err
    assert "all，now，hospitals，desks，archived" in chinese
    assert daiban("directory", "--kind", "friend").status == 2


def test_private_notes_of_leaders_stay_private(daiban: Daiban, store: Store) -> None:
    with store.step() as step:
        step.act("person_changed", no=1)
        step.conn.execute("UPDATE person SET private_note = '想辞职', note = '胃病'")
    for words in (("directory",), ("directory", "--json")):
        told = daiban(*words).out
        assert "想辞职" not in told
        assert "胃病" not in told


# -- the sheet -----------------------------------------------------------------------------------


def test_a_sheet_is_told_whole_as_json(daiban: Daiban, bleeding: int) -> None:
    sheet = daiban("emergency", bleeding, "--json").json
    assert list(sheet) == [
        "matter", "numbers", "marks", "others", "kind", "members", "checklist", "tried",
        "accepted", "next", "to_try", "family_told", "transfer", "arrived",
    ]  # fmt: skip
    assert (sheet["matter"]["no"], sheet["kind"]) == (bleeding, "bleeding")
    assert {one["code"] for one in sheet["checklist"] if one["done_at"]} == {"gate"}
    assert len(sheet["checklist"]) == 9
    tried = [(one["whom"], one["verdict"], one["answered"]) for one in sheet["tried"]]
    assert tried == [
        ("[b]市一", "accepted", True),
        ("仁济", None, False),
        ("瑞金", "refused", True),
    ]
    assert sheet["accepted"] == sheet["tried"][0]
    assert sheet["accepted"]["at"] == "2022-04-09T08:15:00+08:00"
    assert sheet["accepted"]["entered_at"] == "2022-04-09T08:30:00+08:00"
    assert [one["said"] for one in sheet["family_told"]] == ["丈夫"]
    assert [one["said"] for one in sheet["transfer"]] == ["救护车15分钟"]
    suits = [one["suits"] for one in sheet["to_try"]]
    assert suits == sorted(suits, key=lambda one: one == "not"), "unsuited ones last, not hidden"
    assert {"not", None} < set(suits)
    assert all(one["phone"] for one in sheet["next"])
    assert sheet["next"]


def test_a_sheet_is_told_in_lines(daiban: Daiban, bleeding: int) -> None:
    told = daiban("emergency", bleeding).out
    for part in (
        f"#{bleeding} LIFE", "海棠大楼 1-802", "bleeding", "☑ Somebody at the gate", "Call next",
        "☑ [b]市一 accepted 08:15: 直接来", "☑ family told 08:20 丈夫",
        "☑ transfer 08:20 救护车15分钟", "3 called: 1 refused, 1 no answer",
        "08:05 瑞金 refused: 没床", "08:09 仁济 no answer",
    ):  # fmt: skip
        assert part in told
    chinese = daiban("emergency", bleeding, "--lang", "zh").out
    assert "瑞金 不收：没床" in chinese
    assert "family" not in chinese


def test_a_sheet_nobody_wrote_on_has_the_checklist_its_words_suggest(daiban: Daiban) -> None:
    no = daiban("add", "海棠大楼1号802室 要生了 破水 13800009617", "--json").json["no"]
    told = daiban("emergency", no).out
    for part in ("☐ nobody has accepted yet", "☐ family not told", "Nobody was called yet"):
        assert part in told
    sheet = daiban("emergency", no, "--json").json
    assert (sheet["kind"], sheet["accepted"], sheet["tried"]) == ("birth", None, [])
    assert "no request 9999" in daiban("emergency", 9999).refusal
    assert daiban("emergency").status == 2
