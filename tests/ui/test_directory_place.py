"""The directory and its suggestions for chases, driven by keys."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.clock import FixedClock
from data.directory import commands as directory_commands
from data.directory import queries as directory
from data.reading.capture import capture
from data.requests import queries as requests
from data.roster.commands import add_person
from data.roster.presence import record_presence
from data.store import Store
from models.directory import ContactInput, ContactKind, Listed, listed_no
from models.roster import PersonInput, PersonKind, Place, PresenceInput, Reach
from screens.directory.contacts import PickContact
from screens.directory.place import Directory
from tests.ui.driving import PETS, WIDE, desk, queue


@pytest.fixture
def book(filled: Store) -> Store:
    """Two desks, one of them shut in the morning, and a secretary in isolation."""
    filled.do(
        directory_commands.add_contact,
        ContactInput("代配药专线", ContactKind.DESK, phone="13800008002", hours="9:00-17:00"),
    )
    filled.do(
        directory_commands.add_contact,
        ContactInput("街道值班室", ContactKind.DESK, phone="13800008001", hours="24小时"),
    )
    with filled.step() as step:
        step.act("began")
        no = add_person(
            step, PersonInput("沈静怡", PersonKind.STAFF, "书记", "13800009100", is_leader=True)
        )
        since = filled.now() - timedelta(days=1)
        record_presence(step, [no], PresenceInput(Place.ISOLATED, since, Reach.WINDOW, 540, 1080))
    return filled


def names(store: Store) -> list[str]:
    return [one.name for one in store.ask(directory.contacts, store.now())]


async def test_a_key_opens_the_directory_and_escape_leads_back(book: Store) -> None:
    async with desk(book, "f3", "D") as pilot:
        here = pilot.front(Directory)
        assert here.records.highlighted_no == listed_no(Listed.DIRECTORY, 1)
        await pilot.press("slash", *"沈静怡", "enter")
        assert here.records.highlighted_no == listed_no(Listed.ROSTER, 1)
        await pilot.press("e")
        assert "The roster says" in pilot.status()
        await pilot.press("escape")
        assert pilot.desk.current_mode == "directory", "escape first shows everything again"
        await pilot.press("escape")
        assert pilot.desk.current_mode == "requests"


async def test_a_leader_is_a_link_to_the_roster(book: Store) -> None:
    async with desk(book) as pilot:
        await pilot.press("D", "end", "g")
        assert pilot.desk.current_mode == "roster"
        assert pilot.here().chosen() == 1


async def test_somebody_new_changed_and_taken_out(book: Store) -> None:
    async with desk(book) as pilot:
        await pilot.press("D", "n", *"市六院", "ctrl+s")
        assert "市六院" in names(book)
        await pilot.press("n", *"坏时间")
        form = pilot.form()
        await pilot.save(hours="看情况")
        assert pilot.app.screen is form
        await pilot.press("escape", "home", "e", "1")
        assert pilot.values()["hours"] == "9:00-17:00"
        pilot.fill(phone="138 0000 8003")
        await pilot.press("escape", "down", "e", "1")
        assert pilot.values()["phone"] != "138 0000 8003", "each record has a draft of its own"
        await pilot.press("escape", "up", "e", "1")
        assert pilot.values()["phone"] == "138 0000 8003"
        await pilot.press("ctrl+s")
        assert book.ask(directory.contact, 1).phone == "13800008003"
        await pilot.press("e", "2")
        assert "代配药专线" not in names(book)
        await pilot.press("z")
        assert "代配药专线" in names(book)


async def test_the_detail_tells_what_they_answered_before(book: Store) -> None:
    book.do(capture, PETS)
    async with desk(book, size=WIDE) as pilot:
        await pilot.press("f3", "c", "1")
        pilot.fill(said="明天有货")
        await pilot.press("ctrl+s", "D", "down")
        detail = pilot.shown("#detail")
        assert "街道值班室" in detail
        assert "明天有货" in detail
        assert "called 1 · answered 1" in detail
        await pilot.press("m")
        assert "明天有货" not in pilot.shown("#detail")


async def test_a_chase_offers_who_is_open_now_with_the_number(
    book: Store, clock: FixedClock
) -> None:
    book.do(capture, PETS)
    async with desk(book) as pilot:
        await pilot.press("f3", "c")
        offered = pilot.choices()
        assert "街道值班室" in offered[0]
        assert "13800008001" in offered[0]
        assert "代配药专线" in offered[1]
        assert "from 09:00" in offered[1]
        assert "12345" in offered[2]
        await pilot.press("1")
        form = pilot.form()
        assert "13800008001" in str(form.query_one(".box").border_title)
        await pilot.press("ctrl+s")
        clock.moment += timedelta(hours=3)
        await pilot.press("c")
        assert "街道值班室 13800008001 again" in pilot.choices()[0]
        await pilot.press("1")
        (row,) = queue(book)
        assert row.chases == 2
        with book.read() as conn:
            linked = conn.execute(
                "SELECT c.name, k.answered FROM chase k JOIN contact c ON c.id = k.contact_id"
                " ORDER BY k.at"
            ).fetchall()
        assert [tuple(one) for one in linked] == [("街道值班室", 1), ("街道值班室", 0)]


async def test_a_life_is_chased_at_120_first_and_its_number_can_be_edited(
    filled: Store,
) -> None:
    filled.do(capture, "海棠大楼1号802室 胸痛 喘不上气")
    async with desk(filled) as pilot:
        await pilot.press("f3", "c", "1")
        assert (pilot.values()["to"], pilot.values()["rung"]) == ("120", "emergency")
        await pilot.press("ctrl+s", "D")
        contacts = filled.ask(directory.contacts, filled.now())
        no = next(contact.no for contact in contacts if contact.name == "120")
        place = pilot.front(Directory)
        place.reveal(no)
        assert place.links(no)[0].place == "requests"
        await pilot.press("e")
        await pilot.save(hours="24小时")
        assert names(filled).count("120") == 1
        assert filled.ask(directory.contact, 1).phone == "120"


async def test_a_name_typed_goes_into_the_form_and_is_linked_with_nobody(book: Store) -> None:
    book.do(capture, PETS)
    async with desk(book) as pilot:
        await pilot.press("f3", "c", *"宠物店9", "enter")
        assert pilot.values()["to"] == "宠物店9"
        await pilot.press("ctrl+s", "c", "4", *"jd", "enter")
        assert pilot.values()["to"] == "街道值班室"
        await pilot.save(to="街道老张")
        with book.read() as conn:
            assert [one.to for one in requests.chases(conn, 1)] == ["街道老张", "宠物店9"]
            ids = conn.execute("SELECT count(contact_id) FROM chase").fetchone()
        assert tuple(ids) == (0,)


async def test_leaving_the_choice_logs_nothing(book: Store) -> None:
    book.do(capture, PETS)
    async with desk(book) as pilot:
        await pilot.press("f3", "c")
        assert isinstance(pilot.app.screen, PickContact)
        await pilot.press("escape")
        assert queue(book)[0].chases == 0
