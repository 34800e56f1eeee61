"""Who is proposed outside their hours covers nothing before they were asked and said yes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from data.cover import queries as cover
from data.cover.queries import CoverRow
from data.duties import commands as duty_commands
from data.duties import queries as duties
from data.duties.commands import Wording
from data.journal import commands as journal_commands
from data.sheets.queries import sheets
from data.store import Store
from data.suggest.commands import apply_suggestion
from data.suggest.queries import plan_day
from data.testing import commands as testing_commands
from data.work import kinds
from models.duties import DutyInput, Role, RosterSettings, Work
from models.households import CompoundInput
from models.roster import PersonInput, PersonKind
from models.suggest import Proposal
from models.suggest.lines import as_suggestion, changed, takers
from models.testing import RoundInput, RoundKind, SessionInput
from models.times import LOCAL
from screens.sheets.words import chat
from screens.suggest import words
from tests.beginning import begin
from tests.states import refused

DAY = date(2022, 4, 10)
NINE = datetime(2022, 4, 10, 9, tzinfo=LOCAL)
HOUR = timedelta(hours=1)


@pytest.fixture
def town(store: Store) -> Store:
    """One who leads and one who is free in the evening only; a session with an open desk."""
    begin(
        store,
        CompoundInput("甲苑"),
        PersonInput("石磊", PersonKind.STAFF),
        PersonInput(
            "孙秀", PersonKind.VOLUNTEER, compound="甲苑", available_from=1080, available_until=1260
        ),
    )
    store.do(duty_commands.set_settings, RosterSettings(standing=()))
    session = SessionInput(0, "弄口", ("甲苑",), NINE, NINE + 3 * HOUR, 2)
    store.do(testing_commands.add_session, session, RoundInput("第五轮", RoundKind.PCR, DAY))
    return store


def plan(store: Store) -> list[Proposal]:
    return store.ask(plan_day, DAY, store.ask(duties.settings), store.now()).lines


def asked(store: Store) -> list[str]:
    return [line.name for line in plan(store) if line.reason.to_ask]


def covered(store: Store) -> CoverRow:
    return store.ask(cover.cover_of, store.ask(kinds.one, Work.SESSION, 1))


def duty_of(store: Store, person_no: int) -> int:
    (row,) = store.ask(duties.of_person, person_no, NINE, NINE + HOUR)
    return row.no


def test_who_was_proposed_is_to_be_asked_and_covers_only_once_they_said_yes(town: Store) -> None:
    assert asked(town) == ["孙秀"]
    places = plan(town)
    assert "1 to be asked" in words.counted(places, DAY, town.now())
    need = covered(town).need
    town.do(apply_suggestion, as_suggestion(places))
    found = covered(town)
    assert (found.have, found.need, found.to_ask) == (1, need, ("孙秀",))
    # She stands for the place: nobody is proposed for it once more.
    assert len(plan(town)) == sum(line.person_no is None for line in places)
    no = duty_of(town, 2)
    town.do(duty_commands.word, no, Wording("", agreed=True))
    assert (covered(town).have, covered(town).to_ask) == (2, ())
    town.do(journal_commands.undo)
    assert (covered(town).have, covered(town).to_ask) == (1, ("孙秀",))


def test_who_is_chosen_by_hand_was_asked(town: Store) -> None:
    made = town.ask(plan_day, DAY, town.ask(duties.settings), town.now())
    at = next(at for at, line in enumerate(made.lines) if line.reason.to_ask)
    without = changed(made.lines, at, None, made.workers, made.settings)
    (her,) = [one for one in takers(without, at, made.workers, made.settings) if one.name == "孙秀"]
    again = changed(without, at, her, made.workers, made.settings)
    town.do(apply_suggestion, as_suggestion(again))
    assert (covered(town).have, covered(town).to_ask) == (2, ())


def test_the_sheet_asks_who_has_yet_to_say_yes(town: Store) -> None:
    town.do(apply_suggestion, as_suggestion(plan(town)))

    def told() -> str:
        return chat(town.ask(sheets, DAY, [2]), DAY)

    assert "only if you say yes" in told()
    town.do(duty_commands.word, duty_of(town, 2), Wording("", agreed=True))
    assert "only if you say yes" not in told()


def test_a_duty_given_to_somebody_else_is_no_longer_to_be_asked(town: Store) -> None:
    town.do(apply_suggestion, as_suggestion(plan(town)))
    no = duty_of(town, 2)
    with town.step() as step:
        step.act("replaced")
        duty_commands.replace(step, no, None)
    assert town.ask(duties.duty, no).to_ask == 0


def test_the_words_of_a_duty_are_changed_and_never_over_others(town: Store) -> None:
    patrol = DutyInput(1, Work.PATROL, Role.HAND, NINE, NINE + HOUR, note="东门")
    town.do(duty_commands.change_people, [patrol])
    no = duty_of(town, 1)
    was = town.ask(duties.duty, no)
    changed_row = town.do(duty_commands.word, no, Wording("西门  楼道"), seen=was.as_worded)
    assert (changed_row.note, changed_row.where) == ("西门 楼道", "西门 楼道")
    with refused("edited_meanwhile"):
        town.do(duty_commands.word, no, Wording("北门"), seen=was.as_worded)
    with refused("field_empty"):
        town.do(duty_commands.word, no, Wording(" "))
    town.do(journal_commands.undo)
    assert town.ask(duties.duty, no).note == "东门"
