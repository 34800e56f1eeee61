"""Commands and questions on people, on a real file; undo restores every row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from data.duties import commands as duty_commands
from data.households.compounds import change_compound
from data.journal import commands as journal_commands
from data.roster import commands as roster_commands
from data.roster import presence as roster_presence
from data.roster import queries as roster
from data.roster.lists import roster_list
from data.step import Step
from data.store import Store
from models.duties import DutyInput, Role, Work
from models.fields import said
from models.households import CompoundInput
from models.listing import ListQuery
from models.roster import LIVE_IN_KINDS, PersonInput, PersonKind, Place, PresenceInput, Reach
from models.times import LOCAL
from tests.beginning import begin
from tests.states import refused, refused_whole, state, undone_whole

NOW = datetime(2022, 4, 9, 8, tzinfo=LOCAL)


def hours(number: float) -> datetime:
    return NOW + timedelta(hours=number)


ISOLATED = PresenceInput(Place.ISOLATED, hours(-24), expected_back=date(2022, 4, 24))
SECRETARY = PersonInput(
    "姚伟", PersonKind.STAFF, post="书记", phone="13800009366", lodging="隔离点", presence=ISOLATED
)
WORKER = PersonInput(
    "于芳凯",
    PersonKind.STAFF,
    post="社工",
    skills=("开车", "搬运"),
    note="x",
    private_note="已提出辞职",
)
CADRE = PersonInput("单雄信", PersonKind.CADRE)
VOLUNTEER = PersonInput(
    "侯凯文",
    PersonKind.VOLUNTEER,
    compound="大林苑",
    vehicle="三轮车",
    hours="7:00-10:00",
    available_from=420,
    available_until=600,
)


@pytest.fixture
def team(store: Store) -> Store:
    """Numbers 1 to 4: the secretary isolated, a social worker, a cadre, a volunteer."""
    begin(store, CompoundInput("大林苑"))
    for given in (SECRETARY, WORKER, CADRE, VOLUNTEER):
        store.do(roster_commands.add_person, given)
    return store


def give(store: Store, no: int, start: float, end: float, work: Work = Work.GUIDE) -> None:
    role = Role.HAND if work is Work.REST else Role.GUIDE
    with store.step() as step:
        step.act("assigned")
        duty_commands.assign(step, DutyInput(no, work, role, hours(start), hours(end)))


def found(store: Store, typed: str = "", scope: str = "all", sort: str = "kind") -> list[int]:
    listing = store.ask(roster_list, ListQuery(scope, sort, False, typed), NOW)
    return list(listing.nos(0, listing.count))


def on_duty(store: Store, at: datetime = NOW) -> dict[str, int]:
    return {row.name: row.on_duty for row in store.ask(roster.roster, at)}


def test_what_is_kept_is_what_was_said(team: Store) -> None:
    worker = team.ask(roster.person, 2)
    volunteer = team.ask(roster.person, 4)
    assert worker is not None
    assert volunteer is not None
    assert (worker.skills, worker.note, worker.private_note) == (
        ("开车", "搬运"),
        "x",
        "已提出辞职",
    )
    assert (volunteer.compound, volunteer.vehicle, volunteer.hours) == (
        "大林苑",
        "三轮车",
        "7:00-10:00",
    )
    assert (volunteer.available_from, volunteer.available_until) == (420, 600)
    assert [p.name for p in team.ask(roster.people)] == ["姚伟", "于芳凯", "单雄信", "侯凯文"]


def test_the_roster_is_right_for_any_moment(team: Store) -> None:
    row = team.ask(roster.roster, NOW)[0]
    assert (row.place, row.since, row.expected_back, row.on_duty) == (
        "isolated",
        "2022-04-08T00:00:00Z",
        "2022-04-24",
        0,
    )
    assert team.ask(roster.on_duty, NOW) == (2, 3)
    assert team.ask(roster.on_duty, hours(-25)) == (3, 3)
    (absent,) = team.ask(roster.absences, NOW)
    assert (absent.name, absent.place, absent.expected_back) == ("姚伟", "isolated", "2022-04-24")
    team.do(roster_presence.record_presence, [1], PresenceInput(Place.ON_SITE, NOW))
    assert team.ask(roster.on_duty, NOW) == (3, 3)
    assert team.ask(roster.on_duty, hours(-1)) == (2, 3)
    assert [(s.place, s.until) for s in team.ask(roster.presence_of, 1)] == [
        ("on_site", None),
        ("isolated", "2022-04-09T00:00:00Z"),
    ]


def test_volunteers_are_on_duty_while_a_duty_of_theirs_runs(team: Store) -> None:
    assert on_duty(team)["侯凯文"] == 0
    give(team, 4, -1, 2)
    assert on_duty(team)["侯凯文"] == 1
    assert on_duty(team, hours(2))["侯凯文"] == 0
    assert on_duty(team, hours(-1.5))["侯凯文"] == 0
    assert team.ask(roster.on_duty, NOW) == (2, 3)
    team.do(roster_presence.record_presence, [4], PresenceInput(Place.ISOLATED, hours(-0.5)))
    assert on_duty(team)["侯凯文"] == 0


def test_rest_is_no_duty(team: Store) -> None:
    give(team, 4, -1, 2, Work.REST)
    row = team.ask(roster.roster_row, 4, NOW)
    assert row is not None
    assert (row.on_duty, row.duties_today) == (0, 0)


def test_duties_of_today_are_those_of_the_duty_day(team: Store) -> None:
    give(team, 4, -5, -2)
    give(team, 4, 1, 2)
    give(team, 4, 20, 23)
    row = team.ask(roster.roster_row, 4, NOW)
    assert row is not None
    assert row.duties_today == 2
    late = team.ask(roster.roster_row, 4, hours(21))
    assert late is not None
    assert late.duties_today == 2


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [("yw", [1]), ("姚", [1]), ("sxx", [3]), ("9366", [1]), ("书记", [1]), ("搬", [2]),
     ("大林苑", [4]), ("三轮", [4]), ("7:00", [4]), ("隔离点", [1]), ("辞职", [])],
)  # fmt: skip
def test_a_person_is_found_by_any_part_but_the_private_note(
    team: Store, typed: str, numbers: list[int]
) -> None:
    assert found(team, typed) == numbers


def test_scopes_and_orders_of_the_roster(team: Store) -> None:
    team.do(roster_commands.add_person, PersonInput("周一", PersonKind.STAFF))
    assert found(team) == [1, 2, 5, 3, 4]
    assert found(team, scope="staff") == [1, 2, 5, 3]
    assert found(team, scope="volunteers") == [4]
    assert found(team, scope="absent") == [1]
    assert found(team, scope="archived") == []
    assert found(team, sort="back")[0] == 1
    assert found(team, sort="place") == [2, 3, 5, 4, 1]
    rows = team.ask(roster_list, ListQuery("absent", "kind"), NOW).rows()
    assert rows == [team.ask(roster.roster_row, 1, NOW)]


COMMANDS: dict[str, Callable[[Step], object]] = {
    "added": lambda step: roster_commands.add_person(
        step, PersonInput("周一", PersonKind.PARTNER, skills=("带路",), presence=ISOLATED)
    ),
    "changed": lambda step: roster_commands.change_person(
        step, 2, 1, {"name": "于芳", "skills": ("搬运", "带路"), "compound": "大林苑", "phone": ""}
    ),
    "skills gone": lambda step: roster_commands.change_person(step, 2, 1, {"skills": ()}),
    "archived": lambda step: roster_commands.archive_person(step, 2, 1),
    "back": lambda step: roster_presence.record_presence(
        step, [1], PresenceInput(Place.ON_SITE, NOW)
    ),
    "put right": lambda step: roster_presence.record_presence(
        step, [1], PresenceInput(Place.HOSPITAL, hours(-24), Reach.WINDOW, 540, 600, reason="发烧")
    ),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_undo_restores_every_row_and_redo_makes_it_again(team: Store, name: str) -> None:
    undone_whole(team, lambda: team.do(COMMANDS[name]))


def test_staff_are_on_duty_by_being_there_others_by_what_they_do(store: Store) -> None:
    every = [(kind, place, work) for kind in PersonKind for place in Place for work in (1, 0)]
    begin(store, *[PersonInput(f"甲{n}", kind) for n, (kind, *_) in enumerate(every)])
    for no, (_kind, place, has_duty) in enumerate(every, 1):
        if has_duty:
            give(store, no, -1, 1)
        store.do(roster_presence.record_presence, [no], PresenceInput(place, hours(-0.5)))
    for row, (kind, place, has_duty) in zip(store.ask(roster.roster, NOW), every, strict=True):
        expected = (
            place is Place.ON_SITE
            if kind in LIVE_IN_KINDS
            else has_duty and place in (Place.ON_SITE, Place.HOME)
        )
        assert row.on_duty == expected, (kind, place, has_duty)


def test_nobody_is_deleted(team: Store) -> None:
    team.do(roster_presence.record_presence, [2], PresenceInput(Place.HOME, NOW))
    team.do(roster_commands.archive_person, 2, 1)
    assert [p.name for p in team.ask(roster.people)] == ["姚伟", "单雄信", "侯凯文"]
    assert found(team, scope="archived") == [2]
    assert team.ask(roster.person, 2) is not None
    assert len(team.ask(roster.presence_of, 2)) == 1


def test_nothing_stays_with_somebody_who_is_gone(team: Store) -> None:
    give(team, 2, 5, 6)
    with refused("person_holds", duties=1):
        team.do(roster_commands.archive_person, 2, 1)


def test_of_several_who_holds_something_stays_and_the_others_go(team: Store) -> None:
    give(team, 2, 5, 6)
    done = team.do(roster_commands.archive_people, {1: 1, 2: 1, 3: 1})
    assert done.nos == [1, 3]
    assert {no: why.code for no, why in done.left.items()} == {2: "person_holds"}
    assert found(team, scope="archived") == [1, 3]
    team.do(journal_commands.undo)
    assert found(team, scope="archived") == []


REFUSED: dict[str, tuple[Callable[[Step], object], str, str | None]] = {
    "no name": (
        lambda step: roster_commands.add_person(step, PersonInput("  ")),
        "field_empty",
        "name",
    ),
    "no telephone number": (
        lambda step: roster_commands.add_person(step, PersonInput("甲", phone="1")),
        "phone_unclear",
        "phone",
    ),
    "a compound nobody knows": (
        lambda step: roster_commands.add_person(step, PersonInput("甲", compound="无此")),
        "compound_unknown",
        "compound",
    ),
    "hours without an end": (
        lambda step: roster_commands.add_person(step, PersonInput("甲", available_from=60)),
        "window_half_open",
        "available_until",
    ),
    "what somebody else changed": (
        lambda step: roster_commands.change_person(step, 1, 9, {"name": "甲"}),
        "edited_meanwhile",
        None,
    ),
    "a person nobody knows": (
        lambda step: roster_commands.change_person(step, 99, 1, {}),
        "person_unknown",
        None,
    ),
    "back before having left": (
        lambda step: roster_presence.record_presence(
            step, [1], PresenceInput(Place.ON_SITE, hours(-30))
        ),
        "return_before_leaving",
        "since",
    ),
    "expected before having left": (
        lambda step: roster_presence.record_presence(
            step, [2], PresenceInput(Place.AWAY, NOW, expected_back=date(2022, 4, 8))
        ),
        "expected_before_leaving",
        "expected_back",
    ),
}


@pytest.mark.parametrize(("command", "code", "field"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_refused_and_nothing_kept(
    team: Store, command: Callable[[Step], object], code: str, field: str | None
) -> None:
    refused_whole(team, command, code, field)


def test_importing_the_same_again_changes_nothing(team: Store) -> None:
    before = state(team)
    with team.step() as step:
        step.act("imported")
        assert roster_commands.change_person(step, 1, None, said(SECRETARY)) == {}
        assert roster_commands.change_person(step, 4, None, said(VOLUNTEER)) == {}
    assert state(team) == before
    team.do(roster_presence.record_presence, [1], PresenceInput(Place.ON_SITE, hours(-1)))
    back = state(team)
    with team.step() as step:
        step.act("imported")
        assert roster_commands.change_person(step, 1, None, said(SECRETARY)) == {}
    assert state(team) == back


def test_an_import_changes_what_differs(team: Store) -> None:
    later = PersonInput("姚伟", post="总支书记", presence=PresenceInput(Place.HOSPITAL, NOW))
    with team.step() as step:
        step.act("imported")
        assert roster_commands.change_person(step, 1, None, said(later)) == {
            "post": ("书记", "总支书记"),
            "presence": (None, "hospital"),
        }
    assert team.ask(roster.roster, NOW)[0].place == "hospital"


def test_a_renamed_compound_is_found_in_the_roster(team: Store) -> None:
    with team.step() as step:
        step.act("compound_changed")
        change_compound(step, 1, 1, {"name": "大林花苑"})
    assert found(team, "花苑") == [4]
    assert found(team, "大林苑") == []
