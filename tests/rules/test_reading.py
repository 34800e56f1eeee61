from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.chases import Urgency
from models.households.addresses import split_address
from models.reading.gazetteer import CompoundName, HouseholdRef
from models.reading.kinds import harm_reasons
from models.reading.line import read_line
from models.reading.shapes import DOUBTS, Field, PhoneRole, Reading
from models.requests import RequestKind
from models.text import clean, fold
from models.times import LOCAL
from tests.paperwork import make as paperwork
from tests.rules.corpus_calls import CALLS, NOW, SmallRegister


def read(line: str) -> Reading:
    return read_line(line, SmallRegister(), NOW)


def fields(line: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for start, end, field in read(line).spans:
        found[field] = found.get(field, "") + line[start:end]
    return found


# -- the sample night ----------------------------------------------------------------------------


class NoRegister(SmallRegister):
    """The compounds of the paperwork and nobody known in them."""

    def compounds(self) -> Sequence[CompoundName]:
        return [
            CompoundName(no, one.name, one.address) for no, one in enumerate(paperwork.COMPOUNDS, 1)
        ]

    def households_at(self, *_: str | None) -> Sequence[HouseholdRef]:
        return []

    def households_with_phone(self, digits: str) -> Sequence[HouseholdRef]:
        return []

    def households_with_phone_ending(
        self, ending: str, compound: str | None
    ) -> Sequence[HouseholdRef]:
        return []

    def households_with_head(self, name: str) -> Sequence[HouseholdRef]:
        return []


@pytest.mark.parametrize("call", paperwork.CALLS, ids=lambda call: call.clock)
def test_the_night_of_calls(call: paperwork.Call) -> None:
    reading = read_line(call.line, NoRegister(), NOW)
    (compound,) = (one.name for one in paperwork.COMPOUNDS if call.door.startswith(one.name))
    wanted = split_address(call.door.removeprefix(compound))._replace(compound=compound)
    said = (reading.compound, reading.lane, reading.building, reading.unit, reading.room)
    assert said == wanted
    assert reading.urgency == call.urgency
    assert reading.kind == call.kind
    digits = "".join(char for char in call.line if char.isdigit())
    assert not reading.phone or reading.phone in digits
    assert bool(reading.phone) == ("138000" in call.line)
    assert reading.happened_at is not None
    assert f"{reading.happened_at.astimezone(LOCAL):%H:%M}" == call.clock


# -- parts ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        "she wants to die",
        "not wanting to live any more",
        "grandmother does not wake up",
        "took pesticide",
        "no pulse",
        "he is turning blue",
        "wife 39 weeks, waters broke",
        "the baby is coming",
        "throat swelling after the injection",
        "carbon monoxide alarm, both dizzy",
        "severe chest pains",
        "孩子要出来了",
        "老公打她",
        "过敏喉咙肿了",
    ],
)
def test_a_life_is_read_in_whatever_form_its_words_are_said(said: str) -> None:
    assert read(said).urgency == "life"


@pytest.mark.parametrize(
    "said", ["oxygen until 11pm", "oxygen till 23:00", "氧气到今晚11点", "氧气只到晚上11点"]
)
def test_oxygen_until_an_hour_is_a_life_with_that_harm(said: str) -> None:
    reading = read(said)
    assert (reading.urgency, reading.harm_at) == ("life", NOW.replace(hour=23))


def test_a_time_said_before_a_treatment_is_that_of_the_treatment() -> None:
    reading = read("晚上10点透析 大林苑2号1806室")
    assert (reading.urgency, reading.harm_at) == ("life", NOW.replace(hour=22))
    assert reading.happened_at is None
    for call in (
        "晚上7点透析 大林苑2号1806室",
        "22:10 透析 大林苑2号1806室",
        "晚上10点透析病人来电",
    ):
        assert read(call).happened_at is not None, call


@pytest.mark.parametrize("said", ["20:02", "20:05", "4月9日20:02", "晚上8点3分", "今晚8点2分"])
def test_a_clock_a_few_minutes_ahead_makes_no_call_of_yesterday(said: str) -> None:
    reading = read(f"{said} 大林苑2号1806室 老人摔倒")
    assert reading.happened_at == NOW


def test_a_call_of_the_next_hour_is_of_yesterday() -> None:
    reading = read("20:40 大林苑2号1806室 没菜了")
    assert reading.happened_at == NOW.replace(minute=40) - timedelta(days=1)


def test_what_each_part_was_read_as() -> None:
    line = "23:40 静修大楼1号1903室 方桂源 孕妇双胞胎大出血 家属13800000117 快!!"
    assert fields(line) == {
        "happened": "23:40",
        "address": "静修大楼1号1903室",
        "person": "方桂源",
        "kind": "大出血",
        "phone": "家属13800000117",
    }
    reading = read(line)
    assert reading.summary == "孕妇双胞胎大出血 快!!"
    assert reading.patient == "孕妇"
    assert reading.harm_reason == "bleeding"
    assert reading.harm_at == reading.happened_at == datetime(2022, 4, 8, 23, 40, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("line", "roles", "phone", "back"),
    [
        ("家属13800006666 大林2-1805", ["caller"], "13800006666", ""),
        ("本人13800000111 女儿13800006666", ["patient", "caller"], "13800006666", ""),
        ("13800006666 回电13800000112", ["caller", "call_back"], "13800006666", "13800000112"),
        ("13800006666（女儿）13800000112", ["caller", "caller"], "13800006666", ""),
        ("回电 138 0000 0112", ["call_back"], "13800000112", "13800000112"),
        ("13800000112", ["caller"], "13800000112", ""),
    ],
)
def test_whose_number_it_is(line: str, roles: list[str], phone: str, back: str) -> None:
    reading = read(line)
    assert [said.role for said in reading.phones] == [PhoneRole(role) for role in roles]
    assert (reading.phone, reading.call_back_phone) == (phone, back)


def test_the_word_that_says_whose_number_it_is_is_kept() -> None:
    assert [said.whose for said in read("女儿13800006666 本人13800000111").phones] == [
        "女儿",
        "本人",
    ]


@pytest.mark.parametrize(
    ("line", "digits"),
    [
        ("１３８－００００－０１０１", "13800000101"),
        ("138.0000.0101", "13800000101"),
        ("+86 13800000101", "13800000101"),
        ("(021)63551234", "02163551234"),
        ("021 6355 1234", "02163551234"),
        ("大林2-1805 6355-1234", "63551234"),
        ("电话一三八零零零零零一零一", "13800000101"),
        ("400-800-1234", "4008001234"),
    ],
)
def test_numbers_in_any_writing(line: str, digits: str) -> None:
    assert [said.digits for said in read(line).phones] == [digits]


@pytest.mark.parametrize(
    ("line", "no"),
    [
        ("大林苑 2号1805", 1),
        ("大林苑2号楼1805室", 1),
        ("大林苑二号一千八百零五室", 1),
        ("大林苑2幢1805", 1),
        ("大林苑(大林路338号)2号1805室", 1),
        ("大林路338号2号1805", 1),
        ("大林苑2 1805", 1),
        ("大林2/1805", 1),
        ("大林苑2号18楼1805", 1),
        ("金家坊3号2单元502室", 14),
        ("金家坊3-2-502", 14),
        ("金家坊3号502", 14),
        ("大林路43弄21号后客堂", 19),
        ("四三弄21号后客堂", 19),
        ("43弄 8号 2楼前楼", 22),
        ("43弄17号3层阁", 20),
        ("10弄4号505", 15),
        ("静修大楼19楼1903室", 17),
        ("西门雅居8号", 26),
        ("江阴新村门卫室", 28),
        ("药 1903 静修大楼", None),
        ("大林居委 2号1805", 1),
    ],
)
def test_addresses_in_any_writing(line: str, no: int | None) -> None:
    assert read(f"{line} 漏水").household == no


def test_lines_about_nowhere_keep_no_address() -> None:
    for line in ("还有24-48小时", "血压150/95", "3-4天没出门", "2022-04-09", "买2-3份"):
        reading = read(line)
        assert (reading.building, reading.room, reading.address_said) == (None, None, "")


# -- doubts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "doubts"),
    [
        ("大林苑2号1805 降压药没了 13800000101", ()),
        ("大林苑2号1805 降压药没了 13800000119", ("phone_belongs_elsewhere",)),
        ("大林苑2号1805 降压药没了 13800009998", ()),
        ("大林苑2号9999 漏水", ("household_unknown",)),
        ("大林1805 漏水", ("several_households",)),
        ("凝合花园3号1301 漏水", ("compound_guessed",)),
        ("秦㛃杰 胰岛素没了", ("household_by_name",)),
        ("张秀珍 胰岛素没了", ("several_households",)),
        ("1380000010 漏水", ("address_missing", "phone_unreadable")),
        ("大林苑2号1805 静修1903 漏水", ("several_addresses",)),
        ("9号8888室 漏水", ("compound_unknown", "household_unknown")),
        ("你好", ("address_missing", "kind_unknown")),
        ("", ()),
    ],
)
def test_doubts(line: str, doubts: tuple[str, ...]) -> None:
    assert read(line).doubts == doubts
    assert set(doubts) <= set(DOUBTS)


def test_several_households_are_offered() -> None:
    assert [home.no for home in read("大林1805 漏水").candidates] == [1, 2]


def test_the_phone_decides_between_households() -> None:
    assert read("大林1805 漏水 13800000102").household == 2


def test_the_name_decides_between_households() -> None:
    assert read("张秀珍 三十一弄 漏水").household == 25


# -- urgency -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "loud", ["急", "急急急", "!!!!!!", "十万火急", "快快快", "马上", "加急", "在线等", "今天必须"]
)
@pytest.mark.parametrize(
    "quiet", ["猫粮没了", "团购的鸡蛋能不能送进来", "什么时候解封", "下水道堵了"]
)
def test_loud_words_raise_nothing(loud: str, quiet: str) -> None:
    calm, shouted = read(quiet), read(f"{loud} {quiet} {loud}")
    assert (shouted.kind, shouted.urgency) == (calm.kind, calm.urgency)
    assert shouted.urgency is Urgency.ROUTINE


@pytest.mark.parametrize(
    "line",
    [
        "没有胸痛",
        "不发烧",
        "没有发烧咳嗽胸痛",
        "已经不出血了",
        "血已经止住了 出血停了",
        "胸闷好多了",
        "没有抽搐 也没昏迷",
        "中风后遗症",
        "not bleeding",
        "no chest pain",
    ],
)
def test_what_is_denied_or_over_is_no_emergency(line: str) -> None:
    assert read(line).kind is RequestKind.OTHER
    assert read(line).urgency is Urgency.ROUTINE


@pytest.mark.parametrize(
    "line",
    [
        "止血药没了",
        "哮喘药没了",
        "心梗的药没了",
        "宠物医院",
        "血压计坏了",
        "癫痫药没了",
        "高血压药没了",
    ],
)
def test_medicines_and_places_named_after_sickness_are_none(line: str) -> None:
    assert read(line).urgency is not Urgency.LIFE
    assert read(line).kind is not RequestKind.EMERGENCY


@pytest.mark.parametrize(
    "line",
    ["my neighbour wants to jump", "he is on the roof, about to jump", "she is going to jump"],
)
def test_who_speaks_of_jumping_in_english_is_a_life(line: str) -> None:
    assert read(line).urgency is Urgency.LIFE


@pytest.mark.parametrize(
    ("line", "days", "urgency"),
    [
        ("降压药还剩3天", 3, "soon"),
        ("降压药剩三天的量", 3, "soon"),
        ("降压药今晚没了", 0, "today"),
        ("药还能吃两三天", 2, "today"),
        ("降压药够吃一个礼拜", 7, "soon"),
        ("降压药还有半个月", 15, "routine"),
        ("降压药还有十几天", 10, "routine"),
        ("胰岛素还有5天", 5, "today"),
        ("降压药每天2片 还剩6片", 3, "soon"),
        ("最后一片降压药", 0, "today"),
        ("断药三天了", 0, "today"),
        ("药断脱了", 0, "today"),
        ("insulin for 2 more days", 2, "today"),
        ("阳性4天了 要配药", None, "soon"),
        ("封了20天 配点降压药", None, "soon"),
    ],
)
def test_days_left(line: str, days: int | None, urgency: str) -> None:
    reading = read(line)
    assert reading.kind is RequestKind.MEDICINE
    assert (reading.days_left, reading.urgency) == (days, urgency)
    if days is not None:
        assert reading.harm_at == NOW + timedelta(days=days)


@pytest.mark.parametrize(
    ("line", "days"), [("降压药后天就没了", 2), ("明天断药", 1), ("降压药周一就没了", 2)]
)
def test_what_ends_on_a_day_is_not_there_from_its_morning_on(line: str, days: int) -> None:
    reading = read(line)
    morning = datetime(2022, 4, 9 + days, 8, 0, tzinfo=LOCAL)
    assert (reading.days_left, reading.urgency, reading.harm_at) == (days, "today", morning)


@pytest.mark.parametrize(
    ("line", "urgency", "due"),
    [
        ("透析明天上午9点", "life", datetime(2022, 4, 10, 9, 0, tzinfo=LOCAL)),
        ("明天要去血透", "life", datetime(2022, 4, 10, 8, 0, tzinfo=LOCAL)),
        ("昨天的透析没去成", "life", NOW),
        ("礼拜一血透", "today", datetime(2022, 4, 11, 8, 0, tzinfo=LOCAL)),
        ("4月15日血透", "soon", datetime(2022, 4, 15, 8, 0, tzinfo=LOCAL)),
        ("透析病人要出门证", "today", None),
    ],
)
def test_dialysis_by_its_day(line: str, urgency: str, due: datetime | None) -> None:
    reading = read(line)
    assert (reading.kind, reading.urgency) == (RequestKind.DIALYSIS, urgency)
    assert reading.harm_at == due


@pytest.mark.parametrize(
    ("line", "urgency", "hours"),
    [
        ("氧气瓶只剩3小时", "life", 3),
        ("氧气还能撑2个小时", "life", 2),
        ("氧气还剩一个半小时", "life", 1.5),
        ("氧气只够半小时", "life", 0.5),
        ("制氧机坏了 氧气还能用40分钟", "life", 2 / 3),
        ("氧气两小时后就没了", "life", 2),
        ("oxygen bottle 3 hours left", "life", 3),
        ("oxygen runs out in two hours", "life", 2),
        ("oxygen left for half an hour", "life", 0.5),
        ("胰岛素还能撑4个小时", "today", 4),
        ("insulin one day left", "today", 24),
        ("insulin two days left", "today", 48),
        ("insulin for 1 day", "today", 24),
        ("only five hours of insulin", "today", 5),
        ("奶粉只够吃3小时", "today", 3),
        ("no insulin for 3 days", "today", 0),
        ("胰岛素没了 药房说2小时送到", "today", 0),
        ("胰岛素没了 还有2小时送到", "today", 0),
    ],
)
def test_hours_left_are_read(line: str, urgency: str, hours: float) -> None:
    """Both languages, in digits and in words; how long it is missing, or takes to come, is none."""
    reading = read(line)
    assert reading.harm_at == NOW + timedelta(hours=hours)
    assert reading.urgency == urgency


def test_hours_are_not_told_as_days() -> None:
    assert read("胰岛素还能撑4个小时").days_left is None
    assert read("insulin one day left").days_left == 1


@pytest.mark.parametrize(
    ("line", "clock"),
    [
        ("明早8点要做透析 没车", "02:10"),
        ("明天早上8点透析", "04:30"),
        ("dialysis tomorrow 8am, no car", "00:20"),
    ],
)
def test_dialysis_tomorrow_morning_said_after_midnight_is_in_hours(line: str, clock: str) -> None:
    said_at = datetime.fromisoformat(f"2022-04-10 {clock}").replace(tzinfo=LOCAL)
    reading = read_line(line, SmallRegister(), said_at)
    assert reading.harm_at == datetime(2022, 4, 10, 8, 0, tzinfo=LOCAL)
    assert reading.urgency == "life"
    assert "coming_day" in reading.doubts


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("23:40 漏水", "04-08 23:40"),
        ("19:59 漏水", "04-09 19:59"),
        ("09：15 漏水", "04-09 09:15"),
        ("[08:05] 漏水", "04-09 08:05"),
        ("4月8日 22:15 漏水", "04-08 22:15"),
        ("2022-04-07 06:00:30 漏水", "04-07 06:00"),
        ("昨晚11点 漏水", "04-08 23:00"),
        ("昨晚2点 漏水", "04-09 02:00"),
        ("今早7点半 漏水", "04-09 07:30"),
        ("凌晨三点一刻 漏水", "04-09 03:15"),
        ("下午2点 漏水", "04-09 14:00"),
        ("前天下午4点 漏水", "04-07 16:00"),
        ("9点半来电 漏水", "04-09 09:30"),
        ("漏水 9:30", None),
        ("明天9点 漏水", None),
        ("25:10 漏水", None),
        ("2月30日 09:00 漏水", None),
    ],
)
def test_when_it_happened(line: str, when: str | None) -> None:
    happened = read(line).happened_at
    said = happened.astimezone(LOCAL).strftime("%m-%d %H:%M") if happened else None
    assert said == when


# -- whatever is typed ---------------------------------------------------------------------------

PIECES = st.sampled_from(
    (
        "大林苑 大林 43弄 2号 2- 1805 室 三层阁 138 0000 0101 女儿 回电 药 没 没了 还剩 3天 "
        "明天 9点 23:40 透析 大出血 不 猫 （ ） ， a １ 张三 王阿姨 的 !! 十 半 ß İ "
        "\x1b[31m \u202e \U0001f600"
    ).split(" ")
)


@settings(max_examples=300)
@given(st.lists(PIECES, max_size=25).map("".join) | st.text(max_size=120))
def test_any_line_is_read(line: str) -> None:
    reading = read(line)
    assert reading.text == clean(line, multiline=True)
    assert clean(reading.summary) == reading.summary
    assert set(reading.doubts) <= set(DOUBTS)
    assert reading.harm_reason is None or reading.harm_reason in harm_reasons()
    assert reading.harm_at is None or reading.harm_at.tzinfo is not None
    assert reading.happened_at is None or reading.happened_at <= NOW
    assert reading.harm_at is None or reading.harm_at >= (reading.happened_at or NOW)
    ends = 0
    for start, end, field in reading.spans:
        assert ends <= start < end <= len(line)
        assert field in Field
        ends = end


@given(st.sampled_from(CALLS))
def test_wide_letters_and_more_blanks_change_nothing(call: object) -> None:
    line = call.line  # type: ignore[attr-defined]
    wide = "".join(chr(ord(char) + 0xFEE0) if "0" <= char <= "9" else char for char in line)
    assert (read(wide).household, read(wide).kind, read(wide).urgency) == (
        read(line).household,
        read(line).kind,
        read(line).urgency,
    )
    assert fold(read(f"  {line}  ").summary) == fold(read(line).summary)


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "十",
        "没",
        "3-",
        "3号",
        "大林",
        "药没了",
        "还剩3天",
        "张阿姨 ",
        "138",
        "(",
        "\x1b[",
        "a ",
        "血",
    ],
)
def test_a_very_long_line_is_read_to_its_end(piece: str) -> None:
    line = piece * (10_000 // len(piece))
    reading = read(line)
    assert len(reading.text) <= 10_000
    assert len(reading.candidates) <= 20
