"""The queue, driven by keys."""

from __future__ import annotations

from datetime import timedelta

import pytest
from rich.cells import cell_len

from data.clock import FixedClock
from data.reading.capture import capture
from data.requests import chasing as request_chasing
from data.requests import commands as request_commands
from data.requests import queries as requests
from data.roster.commands import add_person
from data.roster.presence import record_presence
from data.store import Store
from models.chases import ChaseInput
from models.roster import PersonInput, PersonKind, PresenceInput
from models.roster import Place as Where
from screens import i18n
from screens.kit.columns import share_out
from screens.kit.form import FormDialog
from screens.kit.list_lines import GUTTER
from screens.requests import words
from screens.requests.place import Requests
from tests.ui.driving import BLEEDING, PETS, WIDE, accept, desk, queue


async def test_the_first_chase_asks_and_the_same_desk_again_takes_two_keys(
    filled: Store, clock: FixedClock
) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await pilot.press("f3", "c")
        assert isinstance(pilot.app.screen, FormDialog)
        await pilot.save(promised_until="07:00")
        assert isinstance(pilot.app.screen, FormDialog), "a promise in the past is not saved"
        await pilot.save(promised_until="11:00")
        (row,) = queue(filled)
        assert (row.chases, row.rung) == (1, "subdistrict")
        assert row.next_chase_at == row.promised_until == "2022-04-09T03:00:00Z"

        clock.moment += timedelta(hours=4)
        await pilot.press("c", "1")
        (row,) = queue(filled)
        assert row.chases == 2
        assert "Chase 2 of request 1" in pilot.status()
        latest = filled.ask(requests.chases, 1)[0]
        assert (latest.to, latest.answered) == (requests_first_desk(filled), 0)


def requests_first_desk(store: Store) -> str:
    return store.ask(requests.chases, 1)[-1].to


async def test_two_in_vain_propose_the_next_rung(filled: Store) -> None:
    filled.do(capture, PETS)
    for _ in range(2):
        filled.do(
            request_chasing.chase_requests,
            [1],
            ChaseInput("街道值班室", "", filled.now(), answered=False),
        )
    async with desk(filled) as pilot:
        await pilot.press("f3", "c")
        assert "time for it" in pilot.choices("#choose-list")[2]
        await pilot.press("3")
        assert pilot.values()["rung"] == "line_leader"
        await pilot.press("ctrl+s")
        assert [(r.chases, r.rung) for r in queue(filled)] == [(3, "line_leader")]


async def test_somebody_looks_after_it(filled: Store) -> None:
    filled.do(capture, PETS)
    with filled.step() as step:
        step.act("began")
        for name, place in (("卢某", Where.ISOLATED), ("宋某", Where.ON_SITE)):
            no = add_person(step, PersonInput(name, PersonKind.STAFF))
            record_presence(step, [no], PresenceInput(place, filled.now() - timedelta(days=1)))
    async with desk(filled) as pilot:
        await pilot.press("f3", "a", "1")
        assert [r.owner for r in queue(filled)] == ["宋某"]
        await pilot.press("a", "3")
        assert [r.owner for r in queue(filled)] == [None]


async def test_closing_with_call_back_then_telling_then_reopening(filled: Store) -> None:
    filled.do(capture, BLEEDING)
    accept(filled, 1)
    async with desk(filled) as pilot:
        await pilot.press("f3", "d", "4", "2")
        assert [(r.state, r.outcome) for r in queue(filled)] == [("call_back", "hospital")]
        assert "update is owed" in pilot.status()
        await pilot.press("d", "1")
        assert [r.state for r in queue(filled)] == ["closed"]
        assert pilot.here().records.highlighted_no is None
        await pilot.press(*["v"] * 9, "d", "1")
        assert [r.state for r in queue(filled)] == ["open"]


async def test_somebody_else_was_told(filled: Store) -> None:
    filled.do(capture, BLEEDING)
    accept(filled, 1)
    async with desk(filled) as pilot:
        await pilot.press("f3", "d", "1", "3", "ctrl+s")
        assert isinstance(pilot.app.screen, FormDialog), "nobody named closes nothing"
        await pilot.press(*"邻居", "ctrl+s")
        view = filled.ask(requests.view, 1)
        assert (view.state, view.told_whom) == ("closed", "邻居")


async def test_a_form_opened_before_somebody_elses_change_is_told(filled: Store) -> None:
    filled.do(capture, PETS)
    async with desk(filled) as pilot:
        await pilot.press("f3", "e")
        form = pilot.form()
        pilot.fill(patient="猫")
        filled.do(request_commands.change_request, 1, 1, {"caller": "儿子"})
        await pilot.press("ctrl+s")
        assert pilot.app.screen is form
        assert "changed meanwhile" in pilot.status()
        await pilot.press("escape", "e")
        assert pilot.values()["patient"] == "猫"
        await pilot.press("ctrl+s")
        assert filled.ask(requests.view, 1).patient == "猫"


async def test_an_untouched_form_changes_nothing_and_a_new_address_is_looked_up(
    filled: Store,
) -> None:
    filled.do(capture, "07:30 大林苑2号1805室 胰岛素只剩2天")
    before = filled.ask(requests.view, 1)
    async with desk(filled) as pilot:
        await pilot.press("f3", "e", "ctrl+s")
        assert filled.ask(requests.view, 1)._replace(version=1) == before
        await pilot.press("e")
        pilot.fill(where="大林苑2号1806室")
        await pilot.press("ctrl+s", "e")
        assert filled.ask(requests.view, 1).household_no == 2
        await pilot.save(where="弄堂口")
        view = filled.ask(requests.view, 1)
        assert (view.household_no, view.address_said) == (None, "弄堂口")


async def test_the_mask_hides_numbers_and_health(filled: Store) -> None:
    filled.do(capture, BLEEDING)
    async with desk(filled, "f3", size=WIDE) as pilot:
        assert "13800009617" in pilot.shown("#detail")
        await pilot.press("m")
        detail = pilot.shown("#detail")
        assert "13800009617" not in detail
        assert "出血" not in detail
        assert "bleeding" not in detail
        assert "emergency" not in detail


async def test_what_is_hurt_first_stands_on_top_with_its_reason(filled: Store) -> None:
    filled.do(capture, PETS)
    filled.do(capture, BLEEDING)
    async with desk(filled, "f3", size=WIDE) as pilot:
        place = pilot.front(Requests)
        assert place.chosen() in (1, 2)
        await pilot.press("home")
        assert place.chosen() == 2
        assert "life safety" in pilot.shown("#detail")
        assert "#1 pets · routine · 猫粮" in pilot.shown("#detail")


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_on_a_large_terminal_the_queue_says_what_is_asked_for(
    filled: Store, language: str
) -> None:
    """The detail stands beneath it there; beside it six cells were left."""
    filled.do(capture, BLEEDING)
    async with desk(filled, "f3", size=WIDE) as pilot:
        i18n.set_language(language)
        listed, pane = pilot.here().records, pilot.app.screen.query_one(".detail-pane")
        assert pane.region.y > listed.region.y
        shares = share_out(Requests.columns, listed.size.width - GUTTER)
        cells = {column.title: got for column, got in shares}
        assert cells["what"] >= 37
        assert cells["kind"] >= max(map(cell_len, words.kinds()))


@pytest.mark.parametrize("width", [78, 76, 118])
def test_numbers_of_four_digits_are_read_whole(width: int) -> None:
    cells = {column.title: got for column, got in share_out(Requests.columns, width)}
    assert cells["no"] >= 4
