"""What a call means by what is known of a household: it raises, with a reason, and never lowers."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.chases import Urgency
from models.chases.rules import URGENCIES
from models.reading.gazetteer import CompoundName, HouseholdRef
from models.reading.history import known_of, said_in
from models.reading.known import Earlier, Fact, Home
from models.reading.line import read_line
from models.reading.remembered import remembered
from models.reading.shapes import Reading
from models.requests import Known, Outcome, RequestKind
from models.times import stored

NOW = datetime(2022, 4, 9, 0, tzinfo=UTC)
"""Saturday, 08:00 at +08:00."""


class Nowhere:
    """A register without a household."""

    def compounds(self) -> Sequence[CompoundName]:
        return ()

    def in_letters(self, name: str) -> str:
        return name

    def households_at(self, *_parts: str | None) -> Sequence[HouseholdRef]:
        return ()

    def households_with_phone(self, _digits: str) -> Sequence[HouseholdRef]:
        return ()

    def households_with_head(self, _name: str) -> Sequence[HouseholdRef]:
        return ()


def call(text: str, ago: timedelta = timedelta(days=14), **told: Any) -> Earlier:
    """An earlier call, number 12, still open and no life, but for what is told of it."""
    at = stored(NOW - ago)
    blank = Earlier(12, "other", "routine", None, text, 0, 0, None, at, None)
    return blank._replace(**told)


def closed(text: str, ago: timedelta, outcome: Outcome, **told: Any) -> Earlier:
    """An earlier call that ended when it came."""
    return call(text, ago, outcome=outcome, closed_at=stored(NOW - ago), **told)


def read(text: str, *homes: Home, is_life: bool | None = None) -> Reading:
    return remembered(read_line(text, Nowhere(), NOW), homes, NOW, is_life)


def home(*earlier: Earlier, **told: Any) -> Home:
    return Home(3, earlier=earlier, **told)


def raised(text: str, known: Home) -> tuple[str, str, str | None, bool]:
    """Kind, urgency, reason, and whether it is asked whether it is life safety."""
    found = read(text, known)
    return found.kind, found.urgency, found.harm_reason, "life" in found.doubts


INSULIN = call("胰岛素快没了 13800000000", kind="medicine", is_vital=1)
DIALYSIS = call("3-502 外婆每周二四六透析", kind="dialysis")
PREGNANT = call("3-502 孕妇37周 要产检", kind="birth")
OXYGEN = call("家里制氧机用的氧气瓶要换", kind="emergency")
ALONE = home(marks=("独居老人",))


# -- what raises -------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["药没了", "药吃完了", "打的针用完了", "medicine ran out"])
@pytest.mark.parametrize(
    "known", [home(INSULIN), home(marks=("胰岛素",)), home(note="外公打insulin")]
)
def test_medicine_that_nobody_names_may_be_the_insulin(said: str, known: Home) -> None:
    assert raised(said, known) == ("medicine", "life", "known_insulin", True)


def test_it_is_told_who_said_so_and_when() -> None:
    (fact,) = read("药没了", home(INSULIN, marks=("胰岛素",))).known
    assert fact == Fact(Known.INSULIN, 12, NOW - timedelta(days=14))
    (fact,) = read("药没了", home(marks=("胰岛素",))).known
    assert fact == Fact(Known.INSULIN)


@pytest.mark.parametrize(
    ("said", "urgency", "reason"),
    [
        ("药还剩3天", "today", "known_insulin"),
        ("药还剩10天", "soon", "known_insulin"),
        ("药还剩30天", "routine", "medicine_ends"),
        ("要配药", "today", "known_insulin"),
    ],
)
def test_what_still_lasts_is_as_urgent_as_insulin_is(said: str, urgency: str, reason: str) -> None:
    assert raised(said, home(INSULIN)) == ("medicine", urgency, reason, False)


@pytest.mark.parametrize("said", ["降压药吃完了", "高血压的药没了", "no paracetamol left"])
def test_another_medicine_is_not_the_insulin(said: str) -> None:
    assert read(said, home(INSULIN)) == read(said)


def test_another_medicine_that_keeps_alive_is_one_of_today() -> None:
    known = home(call("癫痫药德巴金没了", kind="medicine", is_vital=1))
    assert raised("药没了", known) == ("medicine", "today", "known_medicine", True)


def test_a_reason_that_was_only_guessed_tells_nothing_anew() -> None:
    guessed = call("药没了", kind="medicine", is_vital=1, harm_reason="known_insulin")
    assert known_of(home(guessed), NOW) == {}
    guessed = call("车没来", kind="dialysis", is_vital=1, harm_reason="known_dialysis")
    assert known_of(home(guessed), NOW) == {}


@pytest.mark.parametrize("said", ["肚子痛", "stomach ache", "腰酸 下坠", "脚肿", "下面流水"])
def test_pains_of_a_woman_with_child_may_be_the_birth(said: str) -> None:
    found = read(said, home(PREGNANT))
    assert (found.kind, found.urgency, found.harm_reason) == ("birth", "today", "known_birth")
    assert "life" in found.doubts
    assert [fact.weeks for fact in found.known] == [39]
    assert raised(said, home(marks=("孕妇",)))[:3] == ("birth", "today", "known_birth")


@pytest.mark.parametrize(
    "said", ["老公肚子痛", "外公头晕", "肚子痛好了", "不头晕", "要蔬菜", "漏水"]
)
def test_what_is_not_hers_or_is_over_raises_nothing(said: str) -> None:
    for known in (home(PREGNANT), home(marks=("孕妇",))):
        assert read(said, known) == read(said)


def test_near_her_time_no_car_is_asked_about() -> None:
    assert raised("车没来", home(PREGNANT)) == ("birth", "today", "known_birth", True)
    early = home(call("怀孕12周", kind="birth"))
    assert read("车没来", early) == read("车没来")


@pytest.mark.parametrize("said", ["车没来", "the car has not come", "出不去"])
@pytest.mark.parametrize(
    ("days", "urgency", "hours"),
    [
        ("每周二四六透析", "life", 0),
        ("dialysis on Tuesdays, Thursdays and Saturdays", "life", 0),
        ("礼拜日透析", "life", 24),
        ("周二、四透析", "today", 72),
        ("透析", "today", None),
        ("每周三次透析", "today", None),
    ],
)
def test_no_car_is_the_way_to_dialysis_on_its_day(
    said: str, days: str, urgency: str, hours: int | None
) -> None:
    found = read(said, home(call(days, kind="dialysis")))
    assert (found.kind, found.urgency, found.harm_reason) == ("dialysis", urgency, "known_dialysis")
    assert "life" in found.doubts
    assert found.harm_at == (None if hours is None else NOW + timedelta(hours=hours))


def test_where_the_call_names_dialysis_its_day_is_known_or_told() -> None:
    assert raised("透析的车没来", home(DIALYSIS))[1:3] == ("life", "known_dialysis")
    said = "后天透析的车没来"
    assert read(said, home(DIALYSIS)) == read(said)


@pytest.mark.parametrize(
    "said", ["团购的车没来", "买菜的车没来", "没车接他回家", "水管漏水", "猫粮没了"]
)
def test_a_car_for_goods_is_none_to_dialysis(said: str) -> None:
    assert read(said, home(DIALYSIS)) == read(said)


def test_who_is_ill_without_dialysis_or_insulin_is_asked_about() -> None:
    assert raised("脚肿", home(DIALYSIS))[1:] == ("today", "known_dialysis", True)
    assert raised("头晕", home(INSULIN)) == ("emergency", "today", "known_insulin", True)


@pytest.mark.parametrize("said", ["停电了", "跳闸", "power cut since noon"])
def test_where_oxygen_is_used_the_power_is_a_life(said: str) -> None:
    assert raised(said, home(OXYGEN)) == ("emergency", "life", "known_oxygen", True)


@pytest.mark.parametrize("said", ["敲门没人应", "不接电话", "no answer at the door"])
def test_no_answer_where_an_old_person_lives_alone_is_a_life(said: str) -> None:
    assert raised(said, ALONE) == ("emergency", "life", "known_alone", True)
    assert raised(said, home(people=1, elders=1))[2] == "known_alone"
    assert raised(said, home(marks=("残疾",))) == ("emergency", "today", "known_frail", True)


def test_an_office_that_does_not_answer_is_none() -> None:
    said = "居委电话没人接"
    assert read(said, ALONE) == read(said)


def test_beside_a_life_what_may_be_one_is_asked_about() -> None:
    known = home(call("孕妇大出血", kind="birth", urgency="life", at_stake=1))
    assert raised("喂 怎么还不来", known)[3]
    assert raised("人不舒服", known)[3]
    for said in ("猫粮没了", "水管漏水", "什么时候解封"):
        assert read(said, known) == read(said)


# -- what is over ------------------------------------------------------------------------------

DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("earlier", "known"),
    [
        ([call("胰岛素没了", 364 * DAY)], {Known.INSULIN}),
        ([call("胰岛素没了", 366 * DAY)], set()),
        ([call("透析", 800 * DAY)], {Known.DIALYSIS}),
        ([call("透析", 1200 * DAY)], set()),
        ([call("孕妇37周", 35 * DAY)], {Known.BIRTH}),
        ([call("孕妇37周", 42 * DAY)], set()),
        ([call("怀孕8个月", 21 * DAY)], {Known.BIRTH}),
        ([call("孕妇要产检", 200 * DAY)], {Known.BIRTH}),
        ([call("孕妇要产检", 365 * DAY)], set()),
        ([call("孕妇预产期4月20日", 60 * DAY)], {Known.BIRTH}),
        ([call("孕妇预产期3月1日", 60 * DAY)], set()),
        ([call("隔壁孕妇太吵", 2 * DAY)], set()),
        ([call("没怀孕", 2 * DAY)], set()),
        ([call("孕妇昨天生了 母子平安", 2 * DAY, kind="birth")], set()),
        ([call("孕妇快要生了", 2 * DAY, kind="birth")], {Known.BIRTH}),
        ([call("不用胰岛素了", 2 * DAY)], set()),
        ([call("no insulin left", 2 * DAY)], {Known.INSULIN}),
        ([call("没有胰岛素了", 2 * DAY)], {Known.INSULIN}),
        ([call("狗要打胰岛素", 2 * DAY, kind="pets")], set()),
    ],
)
def test_what_was_said_counts_for_its_time(earlier: list[Earlier], known: set[Known]) -> None:
    assert set(known_of(home(*earlier), NOW)) == known


def test_the_time_of_a_clock_that_was_ahead_hides_nothing() -> None:
    assert set(known_of(home(call("胰岛素没了", -400 * DAY)), NOW)) == {Known.INSULIN}
    assert known_of(home(call("孕妇37周", -400 * DAY)), NOW) == {}
    damaged = call("胰岛素没了")._replace(opened_at="?")
    assert set(known_of(home(damaged), NOW)) == {Known.INSULIN}


def test_a_birth_ends_with_the_hospital_or_the_child() -> None:
    taken = closed("破水了 38周", DAY, Outcome.HOSPITAL, kind="birth", urgency="life", no=13)
    assert Known.BIRTH not in known_of(home(taken, PREGNANT, marks=("孕妇",)), NOW)
    seen = closed("37周 产检", DAY, Outcome.HOSPITAL, kind="birth", urgency="soon", no=13)
    assert Known.BIRTH in known_of(home(seen, PREGNANT), NOW)
    born = call("孩子生了 要奶粉", DAY, kind="baby", no=13)
    assert Known.BIRTH not in known_of(home(born, PREGNANT), NOW)


def test_a_death_ends_dialysis_and_what_the_dead_is_known_by() -> None:
    died = closed("外婆走了", DAY, Outcome.DIED, kind="death", no=13)
    known = known_of(home(died, DIALYSIS, INSULIN, marks=("透析", "孕妇")), NOW)
    assert set(known) == {Known.INSULIN, Known.BIRTH}
    died = closed("打胰岛素的老人过世", DAY, Outcome.DIED, kind="death", no=13)
    assert Known.INSULIN not in known_of(home(died, INSULIN), NOW)
    assert known_of(home(died, INSULIN, OXYGEN, people=1, elders=1), NOW) == {}
    later = call("透析的车没来", timedelta(hours=3), kind="dialysis", no=14)
    assert Known.DIALYSIS in known_of(home(later, died, DIALYSIS), NOW)


def test_a_need_that_was_met_does_not_end_what_is_known() -> None:
    for outcome in (Outcome.MET, Outcome.MET_OTHERWISE, Outcome.WITHDRAWN, Outcome.HOSPITAL):
        known = known_of(home(closed("胰岛素没了", DAY, outcome)), NOW)
        assert set(known) == {Known.INSULIN}


@pytest.mark.parametrize(
    ("said", "weeks"),
    [
        ("孕妇38周", 38),
        ("孕38+3周", None),
        ("怀孕三十七周", 37),
        ("怀孕十二个礼拜", 12),
        ("怀孕八个月", 35),
        ("pregnant, 38 weeks", 38),
        ("pregnant, in her 38th week", 38),
        ("孕妇两周没产检", None),
    ],
)
def test_weeks_are_read(said: str, weeks: int | None) -> None:
    assert said_in(said).weeks == weeks


# -- what holds for all ------------------------------------------------------------------------

SAID = st.sampled_from(
    "药没了|肚子痛|车没来|停电了|没人接电话|头晕|要蔬菜|胰岛素没了|孕妇大出血|猫粮没了|没吃的了|漏水"
    "|medicine ran out|喂|3-502|做核酸|脚肿 车没来 药没了 停电".split("|")
)
earlier_calls = st.builds(
    call,
    st.sampled_from(["胰岛素没了", "每周二四六透析", "孕妇37周", "制氧机坏了", "生了", "", "菜"]),
    st.integers(-500, 1500).map(lambda days: timedelta(days=days)),
    kind=st.sampled_from(RequestKind).map(str),
    urgency=st.sampled_from(Urgency).map(str),
    is_vital=st.integers(0, 1),
    at_stake=st.integers(0, 1),
    outcome=st.none() | st.sampled_from(Outcome).map(str),
    closed_at=st.none() | st.just(stored(NOW)),
)
known_homes = st.builds(
    Home,
    st.just(3),
    people=st.none() | st.integers(0, 3),
    elders=st.none() | st.integers(0, 3),
    note=st.sampled_from(["", "透析", "腿不好", "预产期5月1日"]),
    marks=st.lists(st.sampled_from(["独居老人", "孕妇", "透析", "胰岛素", "残疾", "养猫"])).map(
        tuple
    ),
    earlier=st.lists(earlier_calls, max_size=4).map(tuple),
)


@given(SAID, st.lists(known_homes, max_size=2), st.sampled_from([None, True, False]))
def test_nothing_is_ever_lowered(text: str, homes: list[Home], is_life: bool | None) -> None:
    before, after = read(text), read(text, *homes, is_life=is_life)
    assert URGENCIES.index(after.urgency) <= URGENCIES.index(before.urgency)
    assert {"kind_unknown", "kind_guessed"} | set(after.doubts) >= set(before.doubts)
    if before.harm_at is not None:
        assert after.harm_at is not None
        assert after.harm_at <= before.harm_at
    if not after.known:
        assert after == before
    if is_life is False:
        assert "life" not in after.doubts
        assert after.urgency is not Urgency.LIFE or before.urgency is Urgency.LIFE
    elif after.urgency is Urgency.LIFE and before.urgency is not Urgency.LIFE:
        assert is_life or "life" in after.doubts


@given(st.sampled_from(["要蔬菜", "漏水", "猫粮没了", "什么时候解封", "3-502"]), known_homes)
def test_who_lives_there_raises_nothing_by_itself(text: str, known: Home) -> None:
    assert read(text, known._replace(earlier=())) == read(text)
