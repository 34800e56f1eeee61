"""Which checklist fits, whom to try next for two callers, and when a sheet may be closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.chases import Urgency, Verdict
from models.directory import Entry, Record
from models.emergency import (
    Attempt,
    AttemptInput,
    Call,
    Caller,
    EmergencyKind,
    Lack,
    LineInput,
    LineView,
    Result,
    Sheet,
    SheetLine,
    Way,
    closing,
    rules,
)
from models.emergency.checklists import AFTER_DEATH, CHECKLISTS
from models.emergency.dangers import checklist_kind
from models.emergency.hospitals import needs_of
from models.problems import Problem
from models.requests import ClosingInput, Outcome, RequestView
from models.times import LOCAL, stored
from tests.conftest import BreakTable
from tests.rules.building import request_view

NOW = datetime(2022, 4, 9, 2, 0, tzinfo=LOCAL)
ANNA, BO = Caller(1, "林一舟"), Caller(2, "韩雪梅")


def test_the_police_are_tried_beside_the_ambulance_where_they_may_be_needed() -> None:
    known = [
        entry(1)._replace(kind="hospital"),
        entry(2)._replace(rung="emergency", kind="police"),
        entry(3)._replace(rung="emergency", kind="ambulance"),
    ]

    def tried(kind: EmergencyKind, call: str) -> list[int]:
        needs = needs_of(kind, call)
        return [one.entry.no for one in rules.to_try(known, [], NOW, kind, needs)]

    assert tried(EmergencyKind.SUICIDE, "") == [3, 2, 1]
    for call in (
        "老公打人 头破了",
        "老人走失",
        "敲门没人应",
        "he has a knife",
        "mother is missing",
    ):
        assert tried(EmergencyKind.UNCLEAR, call) == [3, 2, 1], call
    for call in ("中风 半边不会动", "3岁抽筋 40度", "stroke, face drooping", "swallowed a battery"):
        assert tried(EmergencyKind.UNCLEAR, call) == [3, 1, 2], call
    assert tried(EmergencyKind.BIRTH, "破水了") == [3, 1, 2]
    for call in (
        "heart attack",
        "unstable, a problem at therapy",
        "heart beating fast",
        "打我电话",
    ):
        assert tried(EmergencyKind.UNCLEAR, call) == [3, 1, 2], call


def test_the_police_are_tried_before_120_where_nobody_can_help_without_them() -> None:
    known = [
        entry(1)._replace(rung="emergency", kind="ambulance"),
        entry(2)._replace(rung="emergency", kind="police"),
        entry(3)._replace(kind="hospital"),
    ]
    for kind in (EmergencyKind.VIOLENCE, EmergencyKind.MISSING, EmergencyKind.TRAPPED):
        assert [one.entry.no for one in rules.to_try(known, [], NOW, kind)] == [2, 1, 3], kind
    for kind in (EmergencyKind.FIRE, EmergencyKind.POISON, EmergencyKind.MEDICINE):
        assert [one.entry.no for one in rules.to_try(known, [], NOW, kind)] == [1, 3, 2], kind


def test_every_checklist_begins_with_whom_to_call_and_has_a_digit_for_each_item() -> None:
    assert set(CHECKLISTS) == set(EmergencyKind)
    fire, police = EmergencyKind.FIRE, EmergencyKind.VIOLENCE
    first = {fire: "call_119", EmergencyKind.TRAPPED: "call_119", police: "call_110"}
    first[EmergencyKind.MISSING] = "call_110"
    for kind, items in CHECKLISTS.items():
        assert items[0].startswith(first.get(kind, "call_120"))
        assert 5 <= len(items) <= 9
        assert len(set(items)) == len(items)


@pytest.mark.parametrize(
    ("kind", "text", "found"),
    [
        ("emergency", "孕妇双胞胎大出血 阳性待转运", EmergencyKind.BIRTH),
        ("emergency", "爷爷便血 止不住", EmergencyKind.BLEEDING),
        ("birth", "老婆快了", EmergencyKind.BIRTH),
        ("dialysis", "今天要做", EmergencyKind.DIALYSIS),
        ("emergency", "尿毒症 胸闷", EmergencyKind.DIALYSIS),
        ("emergency", "81岁，胸痛，喘不上气", EmergencyKind.CHEST_PAIN),
        ("emergency", "外公哮喘 药没了", EmergencyKind.BREATHING),
        ("emergency", "8个月的宝宝烧到40度 抽搐", EmergencyKind.BABY_FEVER),
        ("emergency", "阿婆掼了一跤", EmergencyKind.FALL),
        ("other", "女儿说不想活了", EmergencyKind.SUICIDE),
        ("emergency", "She fell in the bathroom", EmergencyKind.FALL),
        ("emergency", "晕过去了", EmergencyKind.UNCLEAR),
        ("danger", "楼道都是煤气味 人不应门", EmergencyKind.FIRE),
        ("danger", "洗澡洗到头晕 热水器在里面", EmergencyKind.FIRE),
        ("danger", "smoke under the door, three kids", EmergencyKind.FIRE),
        ("emergency", "孕妇在里面 着火了", EmergencyKind.FIRE),
        ("danger", "电梯里关了两个人 一个胸闷", EmergencyKind.TRAPPED),
        ("danger", "小囡头卡在栏杆里", EmergencyKind.TRAPPED),
        ("danger", "外墙砖一块块掉 下面排队", EmergencyKind.TRAPPED),
        ("danger", "people stuck in the lift, one fainted", EmergencyKind.TRAPPED),
        ("danger", "老公又打我 头破流血", EmergencyKind.VIOLENCE),
        ("danger", "he's got the knife, I've locked myself in", EmergencyKind.VIOLENCE),
        ("baby", "宝宝吞了纽扣电池", EmergencyKind.POISON),
        ("baby", "8个月的宝宝吞了电池 烧到39度", EmergencyKind.POISON),
        ("emergency", "she swallowed the lot, all forty", EmergencyKind.POISON),
        ("emergency", "孕妇误食了农药", EmergencyKind.POISON),
        ("emergency", "外婆痴呆 走失两个钟头", EmergencyKind.MISSING),
        ("emergency", "老爹装过心脏支架 敲门没人应", EmergencyKind.MISSING),
        ("emergency", "wandered out in her nightie", EmergencyKind.MISSING),
        ("medicine", "胰岛素今天没了", EmergencyKind.MEDICINE),
        ("emergency", "氧气瓶快空了", EmergencyKind.MEDICINE),
        ("medicine", "抗癫痫药停了三天", EmergencyKind.MEDICINE),
        ("emergency", "no insulin left since Sunday", EmergencyKind.MEDICINE),
        ("medicine", "给他配一下", EmergencyKind.MEDICINE),
        ("emergency", "心脏药断了两天", EmergencyKind.MEDICINE),
        ("emergency", "药断了三天 现在胸闷", EmergencyKind.CHEST_PAIN),
        ("emergency", "氧气没了 喘", EmergencyKind.BREATHING),
        ("distress", "开了煤气 说不想活了", EmergencyKind.SUICIDE),
        ("distress", "三天没睡 一直哭", EmergencyKind.UNCLEAR),
        ("danger", "快来 出事了", EmergencyKind.UNCLEAR),
        ("baby", "小毛头不吃奶", EmergencyKind.UNCLEAR),
        ("death", "阿爹走了", EmergencyKind.UNCLEAR),
    ],
)
def test_words_tell_the_checklist(kind: str, text: str, found: EmergencyKind) -> None:
    assert checklist_kind(kind, text) is found


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("她晕倒了 请打我电话13800001234", EmergencyKind.VIOLENCE),
        ("她在打电话 他动手术三天", EmergencyKind.VIOLENCE),
        ("the fellow has asthma", EmergencyKind.FALL),
        ("heart attack", EmergencyKind.VIOLENCE),
        ("发烧一直烧起来了", EmergencyKind.FIRE),
        ("大出血 电话139119000", EmergencyKind.FIRE),
        ("呼吸困难", EmergencyKind.TRAPPED),
        ("吞咽不下", EmergencyKind.POISON),
        ("煤气中毒了", EmergencyKind.POISON),
        ("眼睛看不见了", EmergencyKind.MISSING),
        ("he fell asleep and won't wake", EmergencyKind.FALL),
        ("her blood pressure is 230", EmergencyKind.BLEEDING),
    ],
)
def test_words_that_only_hold_those_of_a_danger_tell_none(text: str, never: EmergencyKind) -> None:
    assert checklist_kind("emergency", text) is not never


def test_with_a_broken_table_of_words_the_kind_tells_the_checklist(break_table: BreakTable) -> None:
    break_table("emergency/dangers.toml", "fall =", "falls =")
    assert checklist_kind("birth", "她流血") is EmergencyKind.BIRTH
    assert checklist_kind("emergency", "她流血") is EmergencyKind.UNCLEAR


def entry(no: int, rung: str = "hospital", *, is_open: bool = True) -> Entry:
    return Entry(
        no, no, None, f"院{no}", "hospital", rung, "", "", "", "", Record(), None, "", 0, None,
        is_open, None,
    )  # fmt: skip


def attempt(no: int, minutes_ago: int, verdict: str | None, answered: int = 1) -> Attempt:
    at = stored(NOW - timedelta(minutes=minutes_ago))
    return Attempt(at, at, f"院{no}", no, None, "hospital", "", answered, verdict, None, 0)


def sheet(
    attempts: Sequence[Attempt] = (),
    lines: Sequence[LineView] = (),
    callers: tuple[Caller, ...] = (),
) -> Sheet:
    newest = sorted(attempts, key=lambda one: one.at, reverse=True)
    return Sheet(1, "birth", callers, tuple(newest), tuple(lines))


def told(minutes_ago: int, whom: str = "丈夫") -> LineView:
    at = stored(NOW - timedelta(minutes=minutes_ago))
    return LineView("family_told", "", whom, at, at, None, 0)


def transfer(minutes_ago: int) -> LineView:
    return told(minutes_ago, "救护车")._replace(line="transfer")


def arrived(minutes_ago: int, said: str = "12床") -> LineView:
    return told(minutes_ago, said)._replace(line="arrived")


def codes_of(problems: Sequence[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def call(minutes_ago: int) -> Call:
    at = stored(NOW - timedelta(minutes=minutes_ago))
    return Call(at, at, 0)


def tried(attempts: Sequence[Attempt], entries: Sequence[Entry]) -> list[int]:
    return [one.entry.no for one in rules.to_try(entries, sheet(attempts).attempts, NOW)]


def test_120_then_hospitals_then_desks_and_nobody_who_only_we_ask() -> None:
    entries = [entry(1, "city_line"), entry(2, "self"), entry(3), entry(4, "emergency"),
               entry(5, "subdistrict"), entry(6, is_open=False)]  # fmt: skip
    assert tried([], entries) == [4, 3, 5, 1]


def test_who_did_not_answer_comes_again_before_who_refused_long_ago() -> None:
    entries = [entry(no) for no in range(1, 7)]
    attempts = [
        attempt(1, 90, Verdict.REFUSED),
        attempt(2, 30, Verdict.REFUSED),
        attempt(3, 11, None, 0),
        attempt(4, 5, None, 1),
        attempt(5, 300, Verdict.ACCEPTED),
    ]
    assert tried(attempts, entries) == [6, 3, 1]


def test_who_did_not_answer_an_hour_ago_is_tried_like_anybody_else() -> None:
    entries = [entry(1), entry(2, "subdistrict")]
    assert tried([attempt(1, 59, None)], entries) == [2, 1]
    assert tried([attempt(1, 61, None)], entries) == [1, 2]


def test_who_was_asked_is_known_under_another_name() -> None:
    other = entry(1)._replace(name="换了名")
    namesake = entry(2)._replace(name="院1")
    assert tried([attempt(1, 3, "refused")], [other, namesake]) == [2]
    typed = attempt(1, 3, "refused")._replace(contact_no=None)
    assert tried([typed], [other, namesake]) == [1]


def test_two_callers_never_try_the_same() -> None:
    entries = [entry(1), entry(2), entry(3)]
    both = rules.next_to_try(sheet(callers=(ANNA, BO)), entries, NOW)
    assert [(one.caller, one.entry.no) for one in both] == [(ANNA, 1), (BO, 2)]
    one = rules.next_to_try(sheet(), entries, NOW)
    assert [(found.caller, found.entry.no) for found in one] == [(None, 1)]
    assert rules.next_to_try(sheet(callers=(ANNA, BO)), [entry(1)], NOW)[0][:2] == (ANNA, entry(1))


verdicts = st.sampled_from([None, *Verdict])


@given(
    st.lists(st.tuples(st.integers(1, 4), st.integers(0, 200), verdicts, st.integers(0, 1))),
    st.lists(st.tuples(st.integers(1, 6), st.booleans()), unique_by=lambda one: one[0]),
)
def test_what_is_proposed_is_open_and_has_not_accepted(
    calls: list[tuple[int, int, str | None, int]], known: list[tuple[int, bool]]
) -> None:
    entered = [
        attempt(*one)._replace(entry=len(calls) - at, entered_at=stored(NOW))
        for at, one in enumerate(calls)
    ]
    attempts = sheet(entered).attempts
    entries = [entry(no, is_open=is_open) for no, is_open in known]
    found = [choice.entry for choice in rules.to_try(entries, attempts, NOW)]
    assert {one.no for one in found} <= {no for no, is_open in known if is_open}
    untried = {no for no, is_open in known if is_open} - {one[0] for one in calls}
    assert untried <= {one.no for one in found}
    for one in found:
        latest = next((a for a in attempts if a.whom == one.name), None)
        assert latest is None or latest.verdict != Verdict.ACCEPTED


def test_a_sheet_ends_when_they_arrived_where_they_were_accepted_and_the_family_knows() -> None:
    yes, car, there = attempt(1, 20, Verdict.ACCEPTED), transfer(25), arrived(12)
    assert closing.ending(sheet([yes])) is None
    whole = [told(10), there, told(30, "母亲"), car]
    assert closing.ending(sheet([yes], whole)) == ("院1", "丈夫", told(10).at)
    for missing in (told(10), there, car):
        assert closing.ending(sheet([yes], [one for one in whole if one != missing])) is None
    assert closing.ending(sheet([yes], [there, told(30), car])) is None, "told before it was known"
    assert closing.ending(sheet([yes], [told(10), arrived(22), car])) is None, "at another place"
    assert closing.ending(sheet([], whole)) is None
    named = closing.ending(sheet([yes], [told(10, "母亲：车15分钟到"), there, car]))
    assert named is not None
    assert named.told == "母亲"


def test_who_was_told_of_the_arrival_is_the_family_told() -> None:
    yes, car = attempt(1, 20, Verdict.ACCEPTED), transfer(25)
    found = closing.ending(sheet([yes], [arrived(9, "女儿：三病区12床"), car]))
    assert found is not None
    assert (found.told, found.told_at) == ("女儿", told(9).at)
    assert closing.way(sheet([yes], [arrived(9, "三病区12床"), car])).lacks == ("family_told",)
    assert closing.way(sheet([])).lacks == tuple(Lack)


def test_a_digit_ends_nothing_whatever_is_ticked() -> None:
    at = stored(NOW)
    ticked = [LineView("item", one, "", at, at, None, 0) for one in CHECKLISTS[EmergencyKind.BIRTH]]
    yes = attempt(1, 20, Verdict.ACCEPTED)
    assert closing.ending(sheet([yes], [*ticked, told(10), transfer(15)])) is None


def test_who_has_died_has_a_list_of_what_to_do_then() -> None:
    assert rules.checklist("birth", "died") == AFTER_DEATH
    assert rules.checklist("birth", None) == rules.checklist("birth", "hospital")
    assert 5 <= len(set(AFTER_DEATH)) == len(AFTER_DEATH) <= 9
    gone = view("closed")._replace(outcome="died")
    assert rules.item_problems(gone, EmergencyKind.BIRTH, AFTER_DEATH[0]) == []
    assert codes_of(rules.item_problems(gone, EmergencyKind.BIRTH, "left_side")) == ["item_unknown"]
    found = rules.item_problems(view(), EmergencyKind.BIRTH, AFTER_DEATH[0])
    assert codes_of(found) == ["item_unknown"]


def test_an_acceptance_taken_back_counts_no_more() -> None:
    back = [attempt(1, 20, Verdict.ACCEPTED), attempt(1, 10, Verdict.REFUSED)]
    assert closing.accepted(sheet(back)) is None
    assert closing.ending(sheet(back, [told(5), arrived(6), transfer(25)])) is None
    other = closing.accepted(sheet([*back, attempt(2, 40, Verdict.ACCEPTED)]))
    assert other is not None
    assert other.whom == "院2"
    silent = closing.accepted(sheet([attempt(1, 20, Verdict.ACCEPTED), attempt(1, 5, None, 0)]))
    assert silent is not None, "who does not answer takes nothing back"


@pytest.mark.parametrize(
    ("text", "clock", "rest"),
    [
        ("没有床", "02:00", "没有床"),
        ("1:45 没有床", "01:45", "没有床"),
        ("1：45，没有床", "01:45", "没有床"),
        ("1点半 没有床", "01:30", "没有床"),
        ("23:50 没有床", "23:50", "没有床"),
        ("02:03 没有床", "02:03", "没有床"),
        ("12床满了", "02:00", "12床满了"),
        ("25:99 没有床", "02:00", "25:99 没有床"),
        ("1:45", "01:45", ""),
    ],
)
def test_a_clock_in_front_tells_when_it_happened(text: str, clock: str, rest: str) -> None:
    at, said = rules.said_when(text, NOW)
    assert (f"{at.astimezone(LOCAL):%H:%M}", said) == (clock, rest)
    assert at <= NOW + timedelta(minutes=5)


def view(state: str = "open", urgency: str = "life") -> RequestView:
    opened = stored(NOW - timedelta(hours=2))
    return request_view(NOW, no=1, state=state, urgency=urgency, opened_at=opened)


def test_an_acceptance_stands_for_the_calls_that_had_come_by_then() -> None:
    accepted = attempt(1, 30, "accepted")
    asked = sheet([accepted])
    assert closing.taken_on(asked, [call(31)]) == accepted
    assert closing.taken_on(asked, [call(30)]) == accepted
    assert closing.taken_on(asked, [call(29)]) is None
    assert closing.taken_on(asked, [call(31), call(29)]) is None
    assert closing.taken_on(sheet([]), [call(31)]) is None


AHEAD = -365 * 24 * 60
"""Minutes ago, by a clock that is a year ahead."""


@pytest.mark.parametrize("refused", [10, 60], ids=["now", "said to have been before"])
def test_no_acceptance_from_the_future_outlives_a_refusal(refused: int) -> None:
    yes = attempt(1, AHEAD, Verdict.ACCEPTED)._replace(entry=1)
    no = attempt(1, refused, Verdict.REFUSED)._replace(entry=2, entered_at=stored(NOW))
    for told_of in ([yes, no], [no, yes]):
        assert closing.accepted(sheet(told_of)) is None
        assert closing.taken_on(sheet(told_of), [call(90)]) is None
    again = attempt(1, 5, Verdict.ACCEPTED)._replace(entry=3)
    assert closing.accepted(sheet([yes, no, again])) == again


def test_no_acceptance_that_a_clock_put_into_the_past_is_lost() -> None:
    no = attempt(1, 10, Verdict.REFUSED)._replace(entry=1)
    yes = attempt(1, -AHEAD, Verdict.ACCEPTED)._replace(entry=2)
    assert closing.accepted(sheet([no, yes])) == yes


def test_a_call_is_after_an_acceptance_from_the_future_that_was_there() -> None:
    yes = attempt(1, AHEAD, Verdict.ACCEPTED)._replace(entry=2)
    own = call(90)._replace(entry=1)
    assert closing.taken_on(sheet([yes]), [own]) == yes
    assert closing.taken_on(sheet([yes]), [own, call(5)._replace(entry=3)]) is None
    now = attempt(1, 4, Verdict.ACCEPTED)._replace(entry=4)
    assert closing.taken_on(sheet([yes, now]), [own, call(5)._replace(entry=3)]) == now
    assert closing.taken_on(sheet([now]), [call(AHEAD)._replace(entry=3)]) == now


def test_the_family_was_not_told_before_somebody_accepted() -> None:
    early = told(AHEAD)._replace(entry=1)
    yes = attempt(1, 10, Verdict.ACCEPTED)._replace(entry=2)
    there = [transfer(9)._replace(entry=4), arrived(8)._replace(entry=5)]
    assert closing.ending(sheet([yes], [*there, early])) is None
    assert closing.ending(sheet([yes], [*there, told(9)._replace(entry=3), early])) is not None


@pytest.mark.parametrize("verdict", [None, Verdict.REFUSED])
def test_who_was_asked_in_the_future_is_asked_again(verdict: Verdict | None) -> None:
    asked = attempt(1, AHEAD, verdict)._replace(entry=1)
    assert tried([asked], [entry(1)]) == [1]
    again = attempt(1, 5, verdict)._replace(entry=2)
    assert tried([asked, again], [entry(1)]) == []


@pytest.mark.parametrize("state", ["open", "call_back"])
@pytest.mark.parametrize(
    ("outcome", "told", "code"),
    [
        (Outcome.MET, "丈夫", "life_not_accepted"),
        (Outcome.HOSPITAL, "", "life_not_accepted"),
        (Outcome.WITHDRAWN, " ", "life_withdrawn_by_nobody"),
        (Outcome.WITHDRAWN, "丈夫", None),
        (Outcome.DIED, "", None),
        (Outcome.DIED, "丈夫", None),
    ],
)
def test_what_ends_a_life(state: str, outcome: Outcome, told: str, code: str | None) -> None:
    end = ClosingInput(outcome, told, NOW)
    found = closing.life_problems(view(state), end, Way())
    assert codes_of(found) == ([] if code is None else [code])
    assert closing.life_problems(view(state), end, THERE) == []
    assert closing.life_problems(view(state, "today"), end, Way()) == []


THERE = Way(attempt(1, 30, "accepted"), transfer(25), arrived(5))


@pytest.mark.parametrize("outcome", Outcome)
def test_in_hospital_is_who_arrived_there(outcome: Outcome) -> None:
    end = ClosingInput(outcome, "丈夫", NOW)
    goes = outcome in (Outcome.HOSPITAL, Outcome.TRANSFERRED)
    ends = outcome in (Outcome.WITHDRAWN, Outcome.DIED)
    for on in (THERE._replace(transfer=None), Way(THERE.taken)):
        found = closing.life_problems(view(), end, on)
        assert codes_of(found) == ["life_not_arrived"] * goes
    for on in (THERE._replace(arrived=None), Way(THERE.taken, to_be_taken=True)):
        found = closing.life_problems(view(), end, on)
        code = "life_not_arrived" if goes else "life_on_its_way"
        assert codes_of(found) == [code] * (not ends)


def test_a_life_is_made_less_only_once_somebody_accepted_it() -> None:
    on_its_way = THERE._replace(arrived=None)
    for urgency in (Urgency.TODAY, Urgency.SOON, Urgency.ROUTINE):
        assert codes_of(closing.lowering_problems(view(), urgency, Way())) == ["life_not_lowered"]
        found = closing.lowering_problems(view(), urgency, on_its_way)
        assert codes_of(found) == ["life_on_its_way"]
        assert closing.lowering_problems(view(), urgency, Way(THERE.taken)) == []
        assert closing.lowering_problems(view(), urgency, THERE) == []
        assert closing.lowering_problems(view("open", "today"), urgency, Way()) == []
    assert closing.lowering_problems(view(), Urgency.LIFE, Way()) == []


def codes(given: LineInput, state: str = "open") -> set[str]:
    return {problem.code for problem in rules.line_problems(view(state), given, NOW)}


def test_what_is_wrong_with_a_line() -> None:
    def line(said: str, hours: float) -> LineInput:
        return LineInput(SheetLine.FAMILY_TOLD, said, NOW + timedelta(hours=hours))

    assert codes(line("丈夫", 0)) == set()
    assert codes(line(" ", 0)) == {"sheet_line_empty"}
    assert codes(line("丈夫", 1)) == {"in_future"}
    assert codes(line("丈夫", -3)) == {"before_opening"}
    assert codes(line("长" * 501, 0)) == {"text_too_long"}
    assert codes(line("丈夫", 0), "closed") == {"request_closed"}
    assert codes(line("丈夫", 0), "call_back") == set()


def test_what_is_wrong_with_attempts_items_and_callers() -> None:
    why = AttemptInput("院", Result.REFUSED, NOW, "长" * 501)
    assert [p.code for p in rules.attempt_problems(view(), why)] == ["text_too_long"]
    found = rules.item_problems(view("closed"), EmergencyKind.FALL, "left_side")
    assert [p.code for p in found] == ["request_closed", "item_unknown"]
    assert [p.code for p in rules.caller_problems([1, 2, 3])] == ["callers_too_many"]
    assert [p.code for p in rules.caller_problems([1, 1])] == ["callers_same"]
    assert rules.caller_problems([]) == []
