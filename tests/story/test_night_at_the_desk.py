"""The night of calls at the desk, by keys alone in one sitting: calls, chases, a life, its end."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.clock import FixedClock
from data.directory import commands as directory_commands
from data.emergency import queries as emergency
from data.exchange.apply import run_import
from data.exchange.plan import plan_import
from data.requests import queries as requests
from data.store import Store
from models.directory import ContactInput, ContactKind
from models.emergency import SheetLine
from models.requests import RequestState
from models.requests.reasons import why_first
from models.requests.rules import order_key
from screens.requests.why_words import why
from screens.requests.words import address
from tests.paperwork.make import CALLS
from tests.story.typist import Said, Typist
from tests.ui.driving import BLEEDING, PETS, desk

ORDER_AT_2345 = (
    (14, "桂枝苑 1-1204", "life", "life safety, for 5 min"),
    (11, "桂枝苑 3-602", "life", "life safety, for 4 h 15"),
    (5, "二十六弄 12-三层阁", "promise_broken", "王科长 promised it by 22:00, 1 h 45 ago"),
    (1, "二十六弄 5-亭子间", "promise_broken", "街道值班室 promised it by 16:00, 7 h 45 ago"),
    (2, "桂枝苑 1-1704", "overdue", "the chase is 11 h 05 late"),
    (8, "二十六弄 3-2", "promise_broken", "街道值班室 promised it by 23:30, 15 min ago"),
    (
        3,
        "望潮公寓 1-502",
        "call_back",
        "an update is owed to the resident (met another way), 6 h 15 late",
    ),
    (13, "二十六弄 7-后客堂", "harm", "harm 04-11 21:05, in 1 d 21 h: vital medicine runs out"),
    (9, "桂枝苑 2-1101", "harm", "harm 04-12 18:20, in 2 d 18 h: milk or nappies run out"),
    (10, "望潮公寓 2-405", "waiting", "soon, waiting for 5 h"),
    (4, "桂枝苑 2-803", "waiting", "routine, waiting for 10 h 35"),
    (6, "二十六弄 1-晒台间", "waiting", "routine, waiting for 8 h 45"),
)
"""Number, door, code and words of the reason, from the first to the last."""

CALL, CHASE_AGAIN, CALL_BACK, TOLD, REFUSAL = 2, 2, 3, 2, 3
"""Keystrokes beyond the words typed, with the cursor on the request."""


@pytest.fixture
def known(store: Store, own_paperwork: Path) -> Store:
    """Compounds, register and staff brought in; desks and hospitals in the directory."""
    for name in ("compounds.xlsx", "register.xlsx", "staff.xlsx"):
        plan = store.ask(plan_import, [own_paperwork / name], now=store.now())
        run_import(store, plan)
    for name, kind, phone in (
        ("120", ContactKind.AMBULANCE, "120"),
        ("红房子医院", ContactKind.HOSPITAL, "13800008101"),
        ("九院", ContactKind.HOSPITAL, "13800008102"),
        ("定点医院", ContactKind.HOSPITAL, "13800008103"),
        ("街道值班室", ContactKind.DESK, "13800008001"),
        ("王科长", ContactKind.LINE_LEADER, "13800008002"),
    ):
        store.do(directory_commands.add_contact, ContactInput(name, kind, phone=phone))
    return store


@pytest.fixture
def calls() -> dict[str, str]:
    """The calls by the clock time they begin with."""
    return {call.clock: call.line for call in CALLS}


async def take(typist: Typist, calls: dict[str, str], clock: str) -> None:
    """Write down the call of a time when it is that time."""
    typist.at(clock)
    with typist.counted() as spent:
        await typist.takes_call(calls[clock], no=sorted(calls).index(clock) + 1)
    assert spent.keys == CALL


async def chase_again(typist: Typist, no: int) -> None:
    """The same desk again, and no answer."""
    await typist.goes_to(no)
    before = typist.row(no).chases
    with typist.counted() as spent:
        await typist.does(
            "c", "1", until=lambda: typist.in_queue() and typist.row(no).chases == before + 1
        )
    assert spent.keys == CHASE_AGAIN <= 3


async def close_untold(typist: Typist, no: int) -> None:
    """It was met another way, and the resident could not be reached."""
    await typist.goes_to(no)
    with typist.counted() as spent:
        await typist.does(
            "d", "2", "2", until=lambda: typist.in_queue() and typist.row(no).state == "call_back"
        )
    assert spent.keys == CALL_BACK
    assert (typist.row(no).outcome, typist.row(no).told_at) == ("met_otherwise", None)


async def tell(typist: Typist, no: int) -> None:
    """The resident was reached at last."""
    await typist.goes_to(no)
    with typist.counted() as spent:
        await typist.does(
            "t", "1", until=lambda: typist.in_queue() and typist.row(no).state == "closed"
        )
    assert spent.keys == TOLD
    assert (typist.row(no).outcome, typist.view(no).told_at) == (
        "met_otherwise",
        typist.view(no).closed_at,
    )
    assert typist.view(no).told_whom


async def forenoon(typist: Typist, calls: dict[str, str]) -> None:
    await take(typist, calls, "09:15")
    typist.at("10:20")
    await typist.chases_first(1, "街道值班室", "下午派人上门", "16:00")
    assert typist.row(1).promised_by == "街道值班室"
    await take(typist, calls, "11:20")
    typist.at("11:40")
    await typist.chases_first(2, "街道值班室", "去找物业")
    await take(typist, calls, "12:00")
    await take(typist, calls, "13:10")
    typist.at("13:30")
    await close_untold(typist, 3)


async def afternoon(typist: Typist, calls: dict[str, str]) -> None:
    await take(typist, calls, "14:30")
    typist.at("14:50")
    await typist.chases_first(5, "街道值班室", "登记了")
    await take(typist, calls, "15:00")
    typist.at("15:50")
    await chase_again(typist, 5)
    await take(typist, calls, "16:40")
    await chest_pain(typist)
    typist.at("17:15")
    await chase_again(typist, 5)
    await take(typist, calls, "17:55")
    typist.at("18:00")
    assert (typist.row(5).chases, typist.row(5).rung) == (3, "subdistrict")
    await typist.chases(5, "c", "3", "1", Said("今晚送到"), "enter", Said("22:00"), "ctrl+s")
    assert (typist.row(5).chases, typist.row(5).rung) == (4, "line_leader")
    typist.at("18:05")
    await typist.chases_first(8, "街道值班室", "今晚有车", "23:30")


async def chest_pain(typist: Typist) -> None:
    """120 comes: from the call to the closed sheet."""
    await typist.does("!", until=typist.on_sheet)
    typist.at("16:44")
    await typist.does(
        *("c", "1", "6"),
        Said("车20分钟到"),
        "enter",
        until=lambda: typist.on_sheet() and typist.row(7).chases == 1,
    )
    typist.at("17:10")
    await typist.does(
        *("R", Said("120"), "enter", "t", Said("老伴"), "enter"),
        until=lambda: typist.on_sheet() and typist.view(7).told_whom == "老伴",
    )
    typist.at("17:12")
    await typist.does(
        *("P", Said("老伴：急诊2床"), "enter"),
        until=lambda: typist.on_sheet() and typist.view(7).told_at == "2022-04-09T09:12:00Z",
    )
    await typist.does(
        *("d", "enter"),
        until=lambda: typist.in_queue() and typist.row(7).state == "closed",
    )
    assert (typist.row(7).outcome, typist.view(7).told_whom) == ("hospital", "老伴")


async def evening(typist: Typist, calls: dict[str, str]) -> None:
    for clock in ("18:20", "18:45", "19:30"):
        await take(typist, calls, clock)
    typist.at("19:45")
    await typist.chases_first(11, "街道值班室", "登记了，明早派车")
    await take(typist, calls, "20:10")
    await take(typist, calls, "21:05")
    typist.at("21:20")
    await close_untold(typist, 12)
    typist.at("22:10")
    await tell(typist, 12)
    typist.at("22:30")
    await chase_again(typist, 5)
    await take(typist, calls, "23:40")


async def first_refusal(typist: Typist, store: Store) -> None:
    """The sheet is opened with one key: 120 is engaged, the first hospital refuses."""
    await typist.does("!", until=typist.on_sheet)
    typist.at("23:42")
    await typist.does(
        *("1", "3", "c", "1", "5"),
        until=lambda: typist.on_sheet() and typist.row(14).chases == 1,
    )
    sheet = store.ask(emergency.sheet, 14)
    assert {line.item for line in sheet.lines} == {"call_120", "left_side"}
    assert [(one.whom, one.answered) for one in sheet.attempts] == [("120", 0)]
    typist.at("23:45")
    with typist.counted() as spent:
        await typist.does(
            "c", "1", "2", until=lambda: typist.on_sheet() and typist.row(14).chases == 2
        )
    assert spent.keys == REFUSAL
    await typist.does("escape", until=typist.in_queue)


def assert_order(typist: Typist, store: Store) -> None:
    rows, now = typist.rows(), store.now()
    assert rows == sorted(rows, key=lambda row: order_key(row, now))
    reasons = [why_first(row, now) for row in rows]
    found = [
        (row.no, address(row), reason.code, why(reason, now))
        for row, reason in zip(rows, reasons, strict=True)
    ]
    assert found == list(ORDER_AT_2345)
    assert all(row.next_chase_at for row in rows)


async def accepted_and_told(typist: Typist, store: Store) -> None:
    """Another refusal with a reason of its own, then one who takes her; the family is told."""
    typist.at("23:52")
    await typist.goes_to(14)
    await typist.does("!", until=typist.on_sheet)
    await typist.does(
        *("c", "1", "4"),
        Said("没有隔离产房"),
        "enter",
        until=lambda: typist.on_sheet() and typist.row(14).chases == 3,
    )
    typist.at("00:05", days=1)
    await typist.does(
        *("c", "1", "6"),
        Said("走急诊侧门"),
        "enter",
        until=lambda: typist.on_sheet() and typist.row(14).chases == 4,
    )
    await typist.does(
        "R",
        Said("救护车 0:30到北门"),
        "enter",
        until=lambda: typist.on_sheet() and bool(lines(store, SheetLine.TRANSFER)),
    )
    typist.at("00:10", days=1)
    await typist.does(
        "t",  # who called stands there already
        "enter",
        until=lambda: typist.on_sheet() and bool(lines(store, SheetLine.FAMILY_TOLD)),
    )
    await typist.does(
        "P",
        Said("产科3床"),
        "enter",
        until=lambda: typist.on_sheet() and bool(lines(store, SheetLine.ARRIVED)),
    )
    sheet = store.ask(emergency.sheet, 14)
    assert [(one.whom, one.verdict, one.said) for one in reversed(sheet.attempts)] == [
        ("120", None, ""),
        ("红房子医院", "refused", "takes no positives"),
        ("九院", "refused", "没有隔离产房"),
        ("定点医院", "accepted", "走急诊侧门"),
    ]
    assert lines(store, SheetLine.FAMILY_TOLD) == [("丈夫", "2022-04-09T16:10:00Z")]
    assert typist.row(14).state == "open"


def lines(store: Store, line: SheetLine, no: int = 14) -> list[tuple[str, str]]:
    return [(one.said, one.at) for one in store.ask(emergency.sheet, no).lines if one.line == line]


async def test_a_call_its_sheet_and_a_refusal_in_one_burst(
    filled: Store, clock: FixedClock
) -> None:
    filled.do(directory_commands.add_contact, ContactInput("红房子医院", ContactKind.HOSPITAL))
    async with desk(filled) as pilot:
        typist = Typist(pilot, filled, clock, ahead=True)
        await typist.does(
            *("+", Said(BLEEDING), "enter", "!", "c", "2", "2"),
            until=lambda: bool(typist.rows()) and typist.row(1).chases == 1,
        )
        assert typist.on_sheet()
    (attempt,) = filled.ask(emergency.sheet, 1).attempts
    assert (attempt.whom, attempt.verdict) == ("红房子医院", "refused")
    assert typist.view(1).text == BLEEDING


async def test_a_chase_in_one_burst_reaches_the_fields_it_was_meant_for(
    filled: Store, clock: FixedClock
) -> None:
    filled.do(directory_commands.add_contact, ContactInput("街道值班室", ContactKind.DESK))
    async with desk(filled) as pilot:
        typist = Typist(pilot, filled, clock, ahead=True)
        await pilot.press("f3")
        await typist.takes_call(PETS, no=1)
        await typist.chases_first(1, "街道", "下午有人送来", "16:00")
    (chase,) = filled.ask(requests.chases, 1)
    assert (chase.to, chase.said) == ("街道值班室", "下午有人送来")
    assert chase.promised_until == "2022-04-09T08:00:00Z"


@pytest.mark.parametrize("ahead", [False, True], ids=["key_by_key", "typed_ahead"])
async def test_the_night_by_keys_in_one_sitting(
    known: Store, clock: FixedClock, calls: dict[str, str], ahead: bool
) -> None:
    assert len(calls) == 14
    async with desk(known) as pilot:
        typist = Typist(pilot, known, clock, ahead=ahead)
        await pilot.press("f3")
        await forenoon(typist, calls)
        await afternoon(typist, calls)
        await evening(typist, calls)
        await first_refusal(typist, known)
        assert_order(typist, known)
        assert await typist.reads_cards() == [(no, words) for no, _d, _c, words in ORDER_AT_2345]

        await accepted_and_told(typist, known)
        before = typist.view(14)
        await typist.does(
            *("d", "enter"),
            until=lambda: typist.in_queue() and typist.row(14).state == "closed",
        )
        after = typist.view(14)
        assert (after.outcome, after.told_whom) == ("hospital", "丈夫")
        assert after.closed_at == "2022-04-09T16:10:00Z"
        assert [row.no for row in typist.rows()] == [no for no, *_ in ORDER_AT_2345[1:]]

        await typist.does("z", until=lambda: typist.row(14).state == RequestState.OPEN)
        assert pilot.status().startswith("Undone: ")
        assert typist.view(14)._replace(version=before.version) == before
        assert lines(known, SheetLine.FAMILY_TOLD)
        assert typist.rows()[0].no == 14
        await typist.does("Z", until=lambda: typist.row(14).state == RequestState.CLOSED)
        assert typist.view(14)._replace(version=after.version) == after
