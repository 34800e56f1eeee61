"""sheet: what people do on a day, without health and numbers where a volunteer reads it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from data.roster import commands as roster_commands
from data.store import Store
from models.roster import PersonInput, PersonKind
from tests.commands.running import Daiban

pytestmark = pytest.mark.usefixtures("on_the_sample")


def test_a_volunteer_reads_the_number_of_a_truck_to_be_met_and_no_other(daiban: Daiban) -> None:
    (sheet,) = daiban("sheet", "--person", "彭国平", "--json").json
    assert sheet["kind"] == "volunteer"
    assert {duty["phone"] for duty in sheet["duties"]} == {"13800009200", None}
    (hidden,) = daiban("sheet", "--person", "彭国平", "--masked", "--json").json
    assert {duty["phone"] for duty in hidden["duties"]} == {"138****9200", None}
    assert sheet["duties"][0]["members"] == ["马德福", "吕兰英"]
    told = daiban("sheet", "--person", "彭国平", "--day", "04-09").out
    assert told.startswith("04-09 Sat duties: 彭国平  快递员\n10:04-10:44  unloading  porter")
    assert "朱师傅 13800009200" in told


def test_everybody_with_a_duty_is_on_it_and_a_file_is_written_once(
    daiban: Daiban, tmp_path: Path
) -> None:
    whole = daiban("sheet", "--json").json
    assert len(whole) > 20
    assert all(one["duties"] for one in whole)
    paper = tmp_path / "duties.md"
    assert daiban("sheet", "--to", paper).status == 0
    text = paper.read_text(encoding="utf-8")
    assert text.count("\n## ") == len(whole)
    numbers = set(re.findall(r"1\d{10}", text))
    drivers = {"13800009200", "13800009201"}
    assert numbers == drivers, "those of the drivers, on the lines of those who meet them"
    assert str(paper) in daiban("sheet", "--to", paper).refusal
    assert paper.read_text(encoding="utf-8") == text


def test_of_two_people_of_one_name_the_number_says_which(daiban: Daiban, store: Store) -> None:
    with store.step() as step:
        step.act("began")
        no = roster_commands.add_person(step, PersonInput("彭国平", PersonKind.STAFF, "保洁"))
    refused = daiban("sheet", "--person", "彭国平").refusal
    assert f"{no} (保洁)" in refused
    assert "13 (快递员)" in refused
    assert daiban("sheet", "--person", no, "--json").json[0]["post"] == "保洁"
    assert "彭国安" in daiban("sheet", "--person", "彭国安").refusal
    assert daiban("sheet", "--day", "someday").status == 2


def test_a_place_is_told_by_the_same_names_as_elsewhere(daiban: Daiban) -> None:
    drops = {one["no"]: one for one in daiban("supplies", "--json").json}
    sessions = {one["no"]: one for one in daiban("testing", "--json").json}
    jobs = {(one["work"], one["no"]): one for one in daiban("today", "--json").json["jobs"]}
    cover = {(one["work"], one["no"]): one for one in daiban("cover", "--json").json["jobs"]}
    assert {work for work, _no in jobs} == {"drop", "session"}
    for (work, no), job in jobs.items():
        if (work, no) in cover:
            assert job["where"] == cover[work, no]["where"]
        if work == "drop":
            assert (job["where"], job["unloading_point"]) == (
                drops[no]["compound"],
                drops[no]["unloading_point"],
            )
        else:
            assert job["where"] == sessions[no]["site"]
    told = [duty for sheet in daiban("sheet", "--json").json for duty in sheet["duties"]]
    assert {duty["where"] for duty in told if duty["work"] == "drop"} <= {
        drop["compound"] for drop in drops.values()
    }
    assert any(duty["compounds"] for duty in told if duty["work"] == "session")
    english = daiban("sheet").out
    assert "（" not in "".join(line for line in english.splitlines() if "testing" in line)
