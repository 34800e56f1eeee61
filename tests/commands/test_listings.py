"""The listings over the sample: names of fields, filters, tables, what must never be in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from rich.cells import cell_len

from data.clock import FixedClock
from data.duties import commands as duty_commands
from data.store import Store
from models.duties import DutyInput, Role, Work
from tests.commands.running import NOW, Daiban

pytestmark = pytest.mark.usefixtures("on_the_sample")


FIELDS = {
    "households": (
        "no id compound lane building unit room head phone people marks open_requests kind present "
        "fed named"
    ),
    "roster": (
        "no id name kind post place shut reach since on_duty expected_back duties_today only_they "
        "load_hours rest_hours since_rest_hours skills vehicle is_leader no_heavy_work "
        "has_pass hours compound phone"
    ),
    "requests": (
        "no id urgency state kind compound lane building unit room address_said household doors "
        "summary caller phone dial harm_at harm_reason why_first owner rung next_chase_at chases "
        "promised_by promised_until told_at opened_at outcome joined_to doubts"
    ),
    "custody": (
        "no id holder holder_no kind what household compound lane building unit room belongs_to "
        "since due_back returned_at note"
    ),
    "supplies": (
        "no id delivery starts_at position compound unloading_point goods have need short members "
        "state late_minutes warns lacking driver phone"
    ),
    "testing": (
        "no id starts_at ends_at round round_name kind tube_kind from to team frozen_at site "
        "compounds desks people batches have need short skill lead members state late_minutes warns"
    ),
}


@pytest.mark.parametrize("name", list(FIELDS))
def test_fields_are_these(daiban: Daiban, name: str) -> None:
    listed = daiban(name, "--json").json
    assert listed
    assert {tuple(one) for one in listed} == {tuple(FIELDS[name].split())}
    assert len({one["no"] for one in listed}) == len(listed)


@pytest.mark.parametrize("name", list(FIELDS))
@pytest.mark.parametrize("language", ["en", "zh"])
def test_tables_have_a_line_each_and_are_aligned(daiban: Daiban, name: str, language: str) -> None:
    head, *lines, count = daiban(name, "--lang", language).out.splitlines()
    assert len(lines) == len(daiban(name, "--json").json)
    assert str(len(lines)) in count
    first = head.split("  ")[0] if not head.startswith(" ") else head.split()[0]
    width = cell_len(head[: head.index(first) + len(first)])
    numbers = [line.split()[0] for line in lines]
    assert all(
        cell_len(line[: line.index(no) + len(no)]) == width
        for line, no in zip(lines, numbers, strict=True)
    )


def _fields(told: object) -> Iterator[tuple[str, object]]:
    """Every field of what was told, at any depth, but for what the words of a code need."""
    if isinstance(told, list):
        for one in told:
            yield from _fields(one)
    elif isinstance(told, dict):
        for name, value in told.items():
            yield name, value
            if name not in ("params", "by_compound"):
                yield from _fields(value)


def test_the_same_thing_has_the_same_name_and_type_in_every_listing(daiban: Daiban) -> None:
    urgent = daiban("requests", "--urgency", "life", "--json").json[0]["no"]
    compound = daiban("households", "--json").json[0]["compound"]
    # Of a field that was changed whatever it holds; all goods of a drop, the goods of a line
    kept = {"old", "new", "goods"}
    types: dict[str, set[type]] = {}
    for words in (
        *((name,) for name in FIELDS),
        *(("errands",), ("directory",), ("today",), ("cover",), ("suggest",), ("log",)),
        *(("doctor",), ("sheet",), ("absent", "1"), ("emergency", str(urgent))),
        ("add", f"{compound}2号1805 老人没药了，电话13800000000，女儿13900000000"),
    ):
        for field, value in _fields(daiban(*words, "--json").json):
            if value is not None and field not in kept:
                types.setdefault(field, set()).add(type(value))
    assert {
        field: sorted(map(str, found)) for field, found in types.items() if len(found) > 1
    } == {}
    assert types["people"] == {int}
    assert types["members"] == {list}


def test_who_lacks_is_told_by_whom_there_is_and_who_is_needed(daiban: Daiban) -> None:
    told = [one for name in FIELDS for one in daiban(name, "--json").json if "need" in one]
    assert told
    assert all(one["short"] == max(0, one["need"] - one["have"]) for one in told)


def test_what_json_tells_is_the_same_in_every_language(daiban: Daiban) -> None:
    for name in (*FIELDS, "errands", "directory", "today", "cover", "suggest", "log"):
        assert daiban(name, "--json", "--lang", "zh").json == daiban(name, "--json").json


def test_what_somebody_holds_tells_where_it_is_as_the_listing_of_its_own_does(
    daiban: Daiban,
) -> None:
    parts = ("compound", "lane", "building", "unit", "room")
    requests = {
        one["no"]: one
        for one in daiban("requests", "--json").json
        if one["owner"] and one["state"] != "closed" and one["joined_to"] is None
    }
    owners = {one["owner"] for one in requests.values()}
    holds = daiban("absent", *sorted(owners), "--json").json["holds"]
    held = [one for one in holds if one["kind"] == "request"]
    assert {one["no"] for one in held} == set(requests)
    for one in held:
        request = requests[one["no"]]
        assert [one[part] for part in parts] == [request[part] for part in parts]
        assert one["where"] == (None if request["compound"] else request["address_said"])


def test_a_duty_at_a_request_tells_its_address_in_parts_wherever_it_is_told(
    daiban: Daiban, file: Path
) -> None:
    parts = ("compound", "lane", "building", "unit", "room")
    request = next(one for one in daiban("requests", "--json").json if one["building"])
    free = next(
        str(one["no"])
        for one in daiban("roster", "--json").json
        if one["place"] == "on_site" and not one["duties_today"]
    )
    begins = NOW + timedelta(hours=12)
    given = [
        DutyInput(no, Work.GUIDE, Role.GUIDE, begins, begins + timedelta(hours=1), request["no"])
        for no in (int(free), None)
    ]
    store = Store(file, FixedClock(NOW))
    store.do(duty_commands.change_people, given)
    store.close()
    (sheet,) = daiban("sheet", "--person", free, "--json").json
    suggestion = daiban("suggest", "--day", "2022-04-09", "--json").json
    told = [
        one
        for one in (
            *sheet["duties"],
            *daiban("absent", free, "--json").json["holds"],
            *suggestion["given"],
            *suggestion["left"],
        )
        if one["work"] == "guide"
    ]
    assert len(told) == 3
    for one in told:
        assert [one[part] for part in parts] == [request[part] for part in parts]
        assert one["where"] is None


def test_times_are_iso_at_the_local_offset(daiban: Daiban) -> None:
    for name, field in (
        ("requests", "opened_at"),
        ("supplies", "starts_at"),
        ("testing", "starts_at"),
    ):
        times = [one[field] for one in daiban(name, "--json").json]
        assert all(datetime.fromisoformat(time).utcoffset() is not None for time in times)
        assert all(time.endswith("+08:00") for time in times)


def test_addresses_are_bare_and_null_where_there_is_nothing(daiban: Daiban) -> None:
    households = daiban("households", "--json").json
    for part in ("lane", "building", "unit", "room", "head", "phone"):
        assert all(one[part] != "" for one in households)
    assert not any(str(one["building"]).endswith(("号", "幢", "栋")) for one in households)
    assert any(one["lane"] is None for one in households)
    assert all(isinstance(one["marks"], list) for one in households)


@pytest.mark.parametrize(
    ("words", "fits"),
    [
        (("requests", "--state", "open"), lambda r: r["state"] == "open"),
        (("requests", "--kind", "medicine"), lambda r: r["kind"] == "medicine"),
        (("requests", "--urgency", "life"), lambda r: r["urgency"] == "life"),
        (("roster", "--kind", "volunteer"), lambda p: p["kind"] == "volunteer"),
        (("roster", "--place", "isolated"), lambda p: p["place"] == "isolated"),
        (("roster", "--on-duty"), lambda p: p["on_duty"]),
        (("custody", "--kind", "pet"), lambda p: p["kind"] == "pet"),
        (("custody", "--holder", "沈静怡"), lambda p: p["holder"] == "沈静怡"),
        (("households", "--mark", "孕妇"), lambda h: "孕妇" in h["marks"]),
        (("households", "--asking"), lambda h: h["open_requests"] > 0),
        (("supplies", "--day", "today"), lambda d: d["starts_at"].startswith("2022-04-09")),
        (("testing", "--day", "04-09"), lambda s: s["starts_at"].startswith("2022-04-09")),
    ],
)
def test_a_filter_keeps_exactly_what_fits(
    daiban: Daiban, words: tuple[str, ...], fits: Callable[[Any], bool]
) -> None:
    whole = daiban(words[0], "--json").json
    kept = daiban(*words, "--json").json
    assert kept == [one for one in whole if fits(one)]
    assert 0 < len(kept) < len(whole)


def test_find_finds_what_the_desk_would(daiban: Daiban) -> None:
    one = next(h for h in daiban("households", "--json").json if h["phone"] and h["head"])
    for typed in (one["head"], one["phone"][-6:]):
        assert one["no"] in [h["no"] for h in daiban("households", "--find", typed, "--json").json]
    assert daiban("households", "--find", "没有这样的人", "--json").json == []


def test_the_queue_is_in_the_order_of_harm(daiban: Daiban) -> None:
    queue = daiban("requests", "--json").json
    lives = [r["urgency"] == "life" and r["state"] == "open" for r in queue]
    assert lives == sorted(lives, reverse=True)
    assert all(list(r["why_first"]) == ["code", "params"] for r in queue)
    assert {r["why_first"]["code"] for r in queue} >= {"life", "overdue", "closed"}
    closed = [r["state"] == "closed" for r in queue]
    assert closed == sorted(closed)


def test_no_listing_holds_a_private_note(daiban: Daiban, store: Store) -> None:
    secret = "想辞职，不要告诉别人"
    with store.step() as step:
        step.act("person_changed", no=1)
        step.conn.execute("UPDATE person SET private_note = ? WHERE no = 1", (secret,))
    for name in (*FIELDS, "today", "log"):
        for words in ((name,), (name, "--json")):
            told = daiban(*words).out
            assert secret not in told


def test_today_tells_the_board(daiban: Daiban) -> None:
    board = daiban("today", "--json").json
    assert list(board) == [
        "now", "neighbourhood", "in_charge", "on_site", "staff", "absent", "requests", "open",
        "call_backs", "calls", "after_death", "lacking", "offers", "offers_suit", "too_little",
        "red_doors", "samples", "tests", "jobs", "forgotten_check_outs", "standing",
    ]  # fmt: skip
    assert len(board["absent"]) == board["staff"] - board["on_site"]
    roster = daiban("roster", "--json").json
    on_duty = [p for p in roster if p["kind"] in ("staff", "cadre") and p["on_duty"]]
    assert board["on_site"] == len(on_duty)
    told = daiban("today").out
    assert f"{board['on_site']}/{board['staff']}" in told
    assert all(line["name"] in told for line in board["absent"])


def test_a_compound_is_found_by_doors_that_are_not_on_file(daiban: Daiban) -> None:
    name = daiban("households", "--json").json[0]["compound"]
    no = daiban("add", f"{name}77号9901室 没菜", "--json").json["no"]
    answer = daiban("requests", "--compound", name, "--json")
    assert (no, None) in [(one["no"], one["compound"]) for one in answer.json], answer


def test_what_is_found_takes_terms_and_refuses_what_means_nothing(daiban: Daiban) -> None:
    whole = {one["no"] for one in daiban("requests", "--json").json}
    food = {one["no"] for one in daiban("requests", "--find", "kind:food", "--json").json}
    assert food
    assert {
        one["no"] for one in daiban("requests", "--find", "!类别：food", "--json").json
    } == whole - food
    answer = daiban("requests", "--find", "knd:food")
    assert answer.status != 0
    assert "kind:" in answer.err
