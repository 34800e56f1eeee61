"""Which hospital a life is offered to first, and what is known of one by its name and note."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.chases import Verdict
from models.directory import Entry, Record
from models.emergency import Attempt, EmergencyKind, rules
from models.emergency.hospitals import fit_of, needs_of
from models.emergency.wards import Needs, Positives, Suits, Ward
from models.times import LOCAL, stored
from tests.conftest import BreakTable

NOW = datetime(2022, 4, 9, 2, 0, tzinfo=LOCAL)


def hospital(name: str, note: str = "", no: int = 1) -> Entry:
    return Entry(
        no, no, None, name, "hospital", "hospital", "", "", note, "", Record(), None, "", 0, None,
        True, None,
    )  # fmt: skip


AMBULANCE = hospital("120", no=91)._replace(kind="ambulance", rung="emergency")
DESK = hospital("街道值班室", no=92)._replace(kind="desk", rung="subdistrict")
NAMES = (
    "区妇产科",
    "公卫定点产科",
    "区中心医院血透室",
    "儿童医院发热门诊",
    "市一发热门诊",
    "区中心医院急诊",
    "市六医院",
    "精神卫生中心",
    "口腔医院",
)


def offered(needs: Needs, kind: EmergencyKind, attempts: Sequence[Attempt] = ()) -> list[str]:
    known = [hospital(name, no=no) for no, name in enumerate(NAMES)]
    found = rules.to_try([*known, AMBULANCE, DESK], attempts, NOW, kind, needs)
    return [one.entry.name for one in found]


def refused(name: str, minutes_ago: int = 5) -> Attempt:
    at = stored(NOW - timedelta(minutes=minutes_ago))
    return Attempt(at, at, name, None, None, "hospital", "", 1, Verdict.REFUSED, None, 0)


@pytest.mark.parametrize(
    ("kind", "text", "first", "last"),
    [
        (EmergencyKind.DIALYSIS, "老头子血透停了四天", ["区中心医院血透室"],
         ["区妇产科", "公卫定点产科", "儿童医院发热门诊", "精神卫生中心", "口腔医院"]),
        (EmergencyKind.BIRTH, "孕妇大出血 阳性待转运", ["公卫定点产科", "区妇产科"],
         ["区中心医院血透室", "儿童医院发热门诊", "精神卫生中心", "口腔医院"]),
        (EmergencyKind.BIRTH, "孕妇大出血 阴性", ["区妇产科", "公卫定点产科"], ["口腔医院"]),
        (EmergencyKind.BABY_FEVER, "8个月的宝宝烧到40度", ["儿童医院发热门诊", "市一发热门诊"],
         ["区妇产科", "口腔医院"]),
        (EmergencyKind.FALL, "5岁女儿摔了", ["儿童医院发热门诊", "区中心医院急诊"], ["口腔医院"]),
        (EmergencyKind.FALL, "阿婆摔了", ["区中心医院急诊", "市六医院"], ["儿童医院发热门诊"]),
        (EmergencyKind.BREATHING, "喘不上气 阳性", ["区中心医院急诊"], ["儿童医院发热门诊"]),
        (EmergencyKind.BREATHING, "tested positive, can't breathe",
         ["区中心医院急诊", "市一发热门诊", "市六医院"], ["区中心医院血透室"]),
        (EmergencyKind.SUICIDE, "不想活了", ["区中心医院急诊", "精神卫生中心"], ["区妇产科"]),
        (EmergencyKind.POISON, "误食农药", ["区中心医院急诊"], ["区妇产科", "口腔医院"]),
        (EmergencyKind.BLEEDING, "产后大出血", ["区中心医院急诊", "区妇产科"], ["口腔医院"]),
    ],
)  # fmt: skip
def test_who_has_what_a_life_needs_comes_first_and_who_has_not_last(
    kind: EmergencyKind, text: str, first: list[str], last: list[str]
) -> None:
    found = offered(needs_of(kind, text), kind)
    assert found[0] == "120"
    asked = [name for name in found if name not in ("120", "街道值班室")]
    assert asked[: len(first)] == first
    assert set(last) <= set(found[found.index("街道值班室") + 1 :])
    assert set(asked) == set(NAMES), "nobody is hidden"


def test_after_120_refused_nobody_on_dialysis_is_sent_to_a_maternity_ward() -> None:
    needs = needs_of(EmergencyKind.DIALYSIS, "尿毒症 三天没透析")
    found = offered(needs, EmergencyKind.DIALYSIS, [refused("120")])
    assert found[0] == "区中心医院血透室"
    found = offered(
        needs, EmergencyKind.DIALYSIS, [refused("120"), refused("区中心医院血透室", 70)]
    )
    assert found.index("区中心医院血透室") < found.index("区妇产科"), "not even after a refusal"


@pytest.mark.parametrize(
    ("name", "note", "wards", "positives"),
    [
        ("区中心医院（急诊、产科、儿科）", "", "emergency obstetrics children", "ask"),
        ("区妇产科", "产科急诊在侧门", "obstetrics", "ask"),
        ("儿童医院 急诊", "", "children", "ask"),
        ("市六院", "血透停诊，急诊照开", "emergency", "ask"),
        ("公卫中心", "收阳性孕产妇，要先报", "obstetrics", "only"),
        ("市十院产科", "不收阳性", "obstetrics", "none"),
        ("仁济", "没有儿科", "", "ask"),
        ("Central hospital A&E", "takes positives", "emergency", "taken"),
        ("市九院 烧伤科", "急诊", "burns emergency", "ask"),
        ("三院 高压氧舱", "", "poison", "ask"),
        ("Women's and Children's", "no dialysis", "obstetrics children", "ask"),
    ],
)
def test_what_a_hospital_has_stands_in_its_name_and_note(
    name: str, note: str, wards: str, positives: str
) -> None:
    fit = fit_of(hospital(name, note), Needs())
    assert fit is not None
    assert fit.wards == frozenset(map(Ward, wards.split()))
    assert fit.positives == positives


def test_who_refuses_positives_does_not_suit_them_and_what_is_shut_suits_nobody() -> None:
    positive = needs_of(EmergencyKind.BIRTH, "孕妇 阳性")
    assert fit_of(hospital("市十院产科", "不收阳性"), positive)[:1] == (Suits.NOT,)  # type: ignore[index]
    shut = fit_of(hospital("市六院", "血透停诊"), needs_of(EmergencyKind.DIALYSIS, "血透"))
    assert shut is not None
    assert (shut.suits, shut.lacking) == (Suits.NOT, {Ward.DIALYSIS})
    assert fit_of(AMBULANCE, positive) is None


@pytest.mark.parametrize(
    ("text", "positive"),
    [("阳性 血透", True), ("血透 不是阳性", False), ("血透 阴性", False), ("核酸阳了", True),
     ("dialysis, tested positive", True), ("dialysis, negative", False), ("血透", False)],
)  # fmt: skip
def test_a_call_tells_whether_the_patient_tested_positive(text: str, positive: bool) -> None:
    assert needs_of(EmergencyKind.DIALYSIS, text).positive is positive


def test_of_those_that_suit_the_nearest_is_first() -> None:
    known = [
        hospital("甲院血透", no=1),
        hospital("乙院血透", "12公里", no=2),
        hospital("丙院血透", "800米", no=3),
        hospital("丁院血透", "4.5 km", no=4),
    ]
    found = rules.to_try(known, [], NOW, EmergencyKind.DIALYSIS)
    assert [one.entry.no for one in found] == [3, 4, 2, 1]


def test_with_a_broken_table_of_words_all_are_offered_as_if_nothing_was_known(
    break_table: BreakTable,
) -> None:
    break_table("emergency/hospitals.toml", "metres =", "meters =")
    found = rules.to_try([hospital("产科"), DESK], [], NOW, EmergencyKind.DIALYSIS)
    assert [(one.entry.name, one.fit) for one in found] == [("产科", None), ("街道值班室", None)]


PARTS = ("产科", "血透", "儿童医院", "急诊", "发热门诊", "定点", "精神", "口腔", "骨科", "三院", "")
NOTES = ("", "不收阳性", "收阳性", "急诊停诊", "3公里", "没有产科", "血透满了")
names = st.lists(st.sampled_from(PARTS), min_size=1, max_size=3).map("、".join)
calls = st.tuples(
    st.integers(1, 11), st.integers(0, 200), st.sampled_from([None, *Verdict]), st.integers(0, 1)
)
said = st.sampled_from(["", "阳性", "5岁", "孕妇", "孕妇血透", "孩子 阴性", "90岁"])


@given(
    st.lists(st.tuples(names, st.sampled_from(NOTES), st.integers(0, 3)), max_size=10),
    st.lists(calls, max_size=6),
    st.sampled_from(EmergencyKind),
    said,
)
def test_nobody_unsuited_is_offered_before_anybody_who_is_not(
    known: list[tuple[str, str, int]],
    asked: list[tuple[int, int, Verdict | None, int]],
    kind: EmergencyKind,
    text: str,
) -> None:
    entries = [
        hospital(name, note, no)._replace(record=Record(4, 4, helped))
        for no, (name, note, helped) in enumerate(known, 1)
    ]
    attempts = [
        Attempt(at, at, "谁", no, None, "hospital", "", answered, verdict, None, entry)
        for entry, (no, minutes, verdict, answered) in enumerate(asked)
        if (at := stored(NOW - timedelta(minutes=minutes)))
    ]
    found = rules.to_try([*entries, AMBULANCE, DESK], attempts, NOW, kind, needs_of(kind, text))
    unsuited = [one.fit is not None and one.fit.suits is Suits.NOT for one in found]
    assert all(first <= then for first, then in pairwise(unsuited))
    untried = {one.no for one in entries} - {no for no, *_rest in asked}
    assert untried <= {one.entry.no for one in found}, "nobody is hidden"
    for one in found:
        if one.fit is not None and one.fit.wards & needs_of(kind, text).first:
            assert one.fit.suits is not Suits.NOT or one.fit.positives is Positives.NONE
