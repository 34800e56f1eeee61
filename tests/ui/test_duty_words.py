"""A duty's words and the answer of who was asked, changed from the timeline."""

from __future__ import annotations

from datetime import timedelta

from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.store import Store
from models.duties import DutyInput, Role, Work
from models.roster import PersonInput, PersonKind
from tests.beginning import begin
from tests.ui.driving import desk


def give(store: Store, *, to_ask: bool) -> int:
    begin(store, PersonInput("石磊", PersonKind.STAFF))
    now = store.now()
    starts = now.replace(minute=0, second=0, microsecond=0)
    given = DutyInput(
        1, Work.PATROL, Role.HAND, starts, starts + timedelta(hours=3), note="东门", to_ask=to_ask
    )
    store.do(duty_commands.change_people, [given])
    (row,) = store.ask(duties.of_person, 1, starts, starts + timedelta(hours=1))
    return row.no


async def test_the_words_of_a_duty_are_changed_where_it_stands(store: Store) -> None:
    no = give(store, to_ask=False)
    async with desk(store, "f6", "H", "e") as pilot:
        await pilot.save(note="西门，看住快递架")
        assert store.ask(duties.duty, no).where == "西门，看住快递架"
        assert "西门" in pilot.shown("#timeline-said")


async def test_who_was_asked_said_yes(store: Store) -> None:
    no = give(store, to_ask=True)
    async with desk(store, "f6", "H") as pilot:
        assert "to be asked" in pilot.shown("#timeline-said")
        await pilot.press("e")
        await pilot.save(agreed="yes")
        assert store.ask(duties.duty, no).to_ask == 0
        assert "to be asked" not in pilot.shown("#timeline-said")
