"""absent and present from the command line: plans, what they write, what they refuse."""

from __future__ import annotations

from datetime import timedelta

import pytest

from data.duties import commands as duty_commands
from data.store import Store
from models.duties import DutyInput, Role, Work
from models.roster import PersonInput, PersonKind
from tests.beginning import begin
from tests.commands.running import NOW, Daiban


@pytest.fixture
def team(store: Store) -> None:
    """Three of the staff, two of one name; the first guides and walks a patrol tomorrow."""
    begin(
        store,
        PersonInput("于芳凯", PersonKind.STAFF, skills=("弄堂带路",)),
        PersonInput("王伟", PersonKind.STAFF, phone="13800000011"),
        PersonInput("王伟", PersonKind.STAFF, post="社工", phone="13800000012"),
    )
    for work, role, hours in ((Work.GUIDE, Role.GUIDE, 24), (Work.PATROL, Role.HAND, 28)):
        starts = NOW + timedelta(hours=hours)
        store.do(
            duty_commands.change_people,
            [DutyInput(1, work, role, starts, starts + timedelta(hours=2), note="桂馨里")],
        )


def test_a_plan_says_who_takes_what_and_writes_nothing(daiban: Daiban, team: None) -> None:
    before = daiban("log", "--json").json
    told = daiban("absent", "于芳凯", "--plan", "--json").json
    assert told["applied"] is False
    guide, patrol = told["holds"]
    assert set(guide) >= {"kind", "no", "work", "starts_at", "ends_at", "successor", "why"}
    assert (guide["work"], guide["successor"]) == ("guide", None)
    assert guide["starts_at"] == "2022-04-10T08:00:00+08:00"
    assert (patrol["work"], patrol["successor"]) == ("patrol", "王伟")
    assert told["uncovered"] == [guide]
    assert daiban("log", "--json").json == before


def test_applied_it_is_one_step(daiban: Daiban, team: None) -> None:
    told = daiban("absent", "于芳凯", "--apply", "--since", "07:00", "--json").json
    assert told["applied"] is True
    assert daiban("absent", "于芳凯", "--json").json["holds"] == []
    (row,) = [one for one in daiban("roster", "--json").json if one["name"] == "于芳凯"]
    assert (row["place"], row["since"]) == ("isolated", "2022-04-09T07:00:00+08:00")
    assert daiban("undo").status == 0
    assert len(daiban("absent", "于芳凯", "--json").json["holds"]) == 2


def test_back_is_offered_what_was_hers(daiban: Daiban, team: None) -> None:
    daiban("absent", "于芳凯", "--apply")
    told = daiban("present", "于芳凯", "--json").json
    assert [one["work"] for one in told["offered"]] == ["guide", "patrol"]
    assert told["taken"] == []
    assert daiban("absent", "于芳凯", "--json").json["holds"] == []
    taken = daiban("present", "于芳凯", "--take", "1", "--json").json["taken"]
    assert [one["work"] for one in taken] == ["guide"]
    assert [one["work"] for one in daiban("absent", "于芳凯", "--json").json["holds"]] == ["guide"]


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (
            ("absent", "王伟"),
            "Several are called 王伟; say which by number: 2 (13800000011), 3 (社工)",
        ),
        (("absent", "赵钱孙"), "Nobody on the roster is called 赵钱孙."),
        (("absent", "#9"), "There is no person 9"),
        (("absent", "于芳凯", "--since", "10:00", "--until", "09:00"), "Nobody comes back"),
        (("absent", "于芳凯", "--since", "昨儿"), "昨儿"),
        (("present", "于芳凯", "--take", "7"), "There is no line 7 in the offer; it has 0."),
    ],
)
def test_what_cannot_be_is_refused_in_one_line(
    daiban: Daiban, team: None, words: tuple[str, ...], refusal: str
) -> None:
    before = daiban("log", "--json").json
    assert refusal in daiban(*words).wrong
    assert daiban("log", "--json").json == before


def test_several_by_name_and_number_in_words(daiban: Daiban, team: None) -> None:
    told = daiban("absent", "于芳凯", "3", "--lang", "zh")
    assert told.status == 0
    assert "于芳凯，王伟" in told.out
    assert "手上2件事" in told.out
    assert "没有写入" in told.out


def test_a_return_of_somebody_here_or_before_leaving_is_not_told_as_one(
    daiban: Daiban, team: None
) -> None:
    assert daiban("present", "于芳凯").out.splitlines()[0] == "于芳凯 is here already."
    daiban("absent", "于芳凯", "--since", "04-09 07:00", "--apply")
    told = daiban("present", "于芳凯", "--since", "04-08")
    assert "before having left" in told.refusal
    assert daiban("present", "于芳凯").out.splitlines()[0] == "于芳凯 is back."


@pytest.mark.parametrize(
    ("recorded", "options", "code"),
    [
        (
            ("--since", "04-12 08:00", "--place", "hospital"),
            ("--until", "04-14 08:00"),
            "presence_overlaps",
        ),
        ((), ("--until", "04-09 07:00"), "return_before_leaving"),
        ((), ("--back", "04-08"), "expected_before_leaving"),
        ((), ("--reach", "window"), "reach_window_unclear"),
        ((), ("--reach", "no", "--window", "9-12"), "reach_window_unclear"),
        (
            ("--since", "04-12 08:00", "--place", "hospital"),
            ("--place", "home"),
            "return_before_leaving",
        ),
    ],
)
def test_a_plan_says_what_applying_it_refuses(
    daiban: Daiban, team: None, recorded: tuple[str, ...], options: tuple[str, ...], code: str
) -> None:
    if recorded:
        assert daiban("absent", "于芳凯", *recorded, "--apply").status == 0
    steps = len(daiban("log", "--json").json)
    planned = daiban("absent", "于芳凯", *options, "--plan", "--json")
    told = daiban("absent", "于芳凯", *options, "--plan")
    refusal = daiban("absent", "于芳凯", *options, "--apply").refusal
    assert planned.status == told.status == 1
    if planned.out:
        assert planned.json["problem"]["code"] == code
        assert refusal.strip() in told.out
    else:  # nothing can be planned at all
        assert refusal == told.refusal
    assert len(daiban("log", "--json").json) == steps


def test_a_plan_that_would_be_done_says_so(daiban: Daiban, team: None) -> None:
    planned = daiban("absent", "于芳凯", "--plan", "--json")
    assert (planned.status, planned.json["problem"]) == (0, None)


def test_at_home_they_keep_what_they_hold(daiban: Daiban, team: None) -> None:
    told = daiban(
        "absent", "于芳凯", "--place", "home", "--window", "9-12", "--apply", "--json"
    ).json
    assert (told["place"], told["reach"], told["holds"]) == ("home", "window", [])
    (row,) = [one for one in daiban("roster", "--json").json if one["name"] == "于芳凯"]
    assert (row["place"], row["reach"]) == ("home", "window")
    assert len(daiban("absent", "于芳凯", "--json").json["holds"]) == 2
    assert daiban("undo").status == 0


def test_hours_on_the_telephone_are_told(daiban: Daiban, team: None) -> None:
    told = daiban("absent", "于芳凯", "--window", "9:00-11:30")
    assert "isolated · since 08:00 · telephone 9:00-11:30" in told.out
    assert "打得通" not in told.out


def test_an_absence_planned_for_later_stays_and_is_told(daiban: Daiban, team: None) -> None:
    later = ("--place", "hospital", "--since", "20:00", "--apply")
    assert daiban("absent", "2", *later).status == 0
    told = daiban("absent", "2", "--apply").out
    assert "in hospital · since 20:00 stays as planned." in told
    back = daiban("present", "2")
    assert back.out.splitlines()[0].endswith("in hospital · since 20:00 stays as planned.")
    assert "is here already" in daiban("present", "2").out


def test_what_is_left_to_take_back_is_told_as_things_stand_once_they_are_back(
    daiban: Daiban, store: Store
) -> None:
    begin(store, *(PersonInput(name, PersonKind.STAFF) for name in ("邱雪东", "石磊")))
    starts = NOW + timedelta(hours=2)
    phone = DutyInput(1, Work.TELEPHONE, Role.HAND, starts, starts + timedelta(hours=2))
    store.do(duty_commands.change_people, [phone])
    daiban("absent", "邱雪东", "--apply")
    told = daiban("present", "邱雪东").out
    assert "with 石磊" in told
    assert "⚠" not in told, "nobody who is back is isolated then"
