"""The palette's lists, buildings and calls: what leads to records nobody has named one by one."""

from __future__ import annotations

import pytest

from data.store import Store
from models.search.ranking import named
from models.text import fold
from screens import i18n
from screens.kit import masks
from screens.kit.list_shown import ListShown
from screens.reading.capture import CaptureLine
from screens.search.acts import Offered, fitting
from screens.search.narrowed import narrowed_lists
from screens.search.palette import RecordLine, shown_line
from screens.shell import Shell
from tests.ui.driving import Driven, desk

UNKNOWN = "13812345678"


def first(known: list[Offered], typed: str) -> list[str]:
    return [one.id for one in fitting(known, fold(typed), ())[0][:2]]


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_marks_kinds_and_what_is_late_are_lists_in_words_of_both_languages(
    store: Store, language: str
) -> None:
    i18n.set_language(language)
    shell = Shell(store.path, store.clock)
    known = narrowed_lists(shell)
    mark, due = ("mark", "due:overdue") if language == "en" else ("标签", "到期:逾期")
    for typed in ("dialysis", "透析", "pregnant", "孕妇", "insulin", "胰岛素", "who is alone"):
        found = first(known, typed)
        assert any(one.startswith(f"list.households.{mark}:") for one in found), typed
    for typed in ("overdue", "逾期", "late"):
        assert first(known, typed)[0] == f"list.requests.{due}"
    masks.put_on(True)
    hidden = narrowed_lists(shell)
    assert len(hidden) < len(known)
    assert not [one for one in hidden if "透析" in one.named.names]


async def look(pilot: Driven, typed: str) -> list[str]:
    await pilot.press("ctrl+p")
    pilot.line().value = typed
    await pilot.settled()
    return pilot.choices()


def shown(pilot: Driven) -> ListShown:
    place = pilot.app.screen
    assert isinstance(place, ListShown)
    return place


async def test_a_list_a_building_and_an_unknown_number_are_gone_to(sample: Store) -> None:
    i18n.set_language("zh")
    async with desk(sample, "f3") as pilot:
        assert "F3" in (await look(pilot, "overdue"))[0]
        await pilot.press("enter")
        assert shown(pilot).place == "requests"
        assert shown(pilot).query_now.filter == "到期:逾期"
        buildings = await look(pilot, "5号楼")
        assert len([one for one in buildings if "5，" in one]) > 2, "of each compound that has one"
        await pilot.press("enter")
        place = shown(pilot)
        typed = place.query_now.filter
        assert (place.place, pilot.line().value) == ("households", typed)
        with sample.read():
            listing = place.listing(place.query_now)
            assert not listing.problems
            assert 0 < listing.count < listing.total
            assert f"{listing.count}户" in next(one for one in buildings if "F8" in one)
        assert "13812345678" in (await look(pilot, "138 1234 5678"))[0]
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, CaptureLine)
        assert pilot.line().value.strip() == UNKNOWN


def test_a_line_is_one_line_and_its_key_stays() -> None:
    name, why = "Clearwater Park 4-3-301  Clive Parrish  07700900833", "only one record at a time"
    record = RecordLine("households", 1, "", name, "household", "F8")
    for cells in (40, 60, 66, 72, 90):
        line = shown_line(record, cells).plain
        assert "\n" not in line
        assert len(line) <= cells
        assert line.endswith(("household", "F8"))
    assert shown_line(record, 90).plain.endswith("household")
    assert "077009" not in shown_line(record, 55).plain, "no number is cut"
    tip = "Log a chase for the request under the cursor"
    offered = Offered("a", "c", tip, "", why, named(()), list, "Chase")
    assert shown_line(offered, 60).plain == f"      c  Chase{why:>46}"
