"""What is said in the plainest words: that somebody dies, is dead, or has something for so long."""

from __future__ import annotations

from datetime import datetime

import pytest

from models.chases import Urgency
from models.reading.line import read_line
from models.reading.shapes import Reading
from models.requests import RequestKind
from models.requests.doubts import LIFE
from tests.rules.corpus_calls import NOW, SmallRegister


def read(line: str, now: datetime = NOW) -> Reading:
    return read_line(line, SmallRegister(), now)


# -- that a life is in danger ----------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "出人命了",
        "再不来人要出人命了",
        "再不送医院就要出人命",
        "救救我妈妈",
        "求求你们救救孩子",
        "救救我们",
        "妈妈快死了",
        "要死人了",
        "会死人的 求求你们",
        "性命交关",
        "somebody will die here",
        "she is going to die",
        "妈妈快要死了",
        "闹出人命了快来",
        "出了人命",
        "再拖下去会没命的",
        "我妈要没命了",
        "命都要没了",
        "爷爷快没了",
        "爷爷好像死了",
        "i think my dad is dead or sleeping i dont know he is cold",
        "i think dad's dead he is cold but his hand moved",
        "please save my mother",
    ],
)
def test_a_life_that_is_said_to_be_in_danger(line: str) -> None:
    reading = read(line)
    assert (reading.kind, reading.urgency) == (RequestKind.EMERGENCY, Urgency.LIFE)


@pytest.mark.parametrize(
    "line",
    [
        "救救我家猫",
        "猫快死了",
        "头一回我真当出人命了",
        "不会出人命的",
        "吵得要出人命",
        "隔壁吵得要死人了",
        "我要死了 无聊死了",
        "急死了",
        "饿死了",
        "this queue is killing me",
        "we will die of boredom",
        "do not ring the bell or i die",
        "减肥减到第二天，我快饿死了",
        "孩子打嗝打了半小时，婆婆说要打死了",
        "楼上小孩天天跳，跳得我要死了",
        "网课断网，救救孩子吧",
        "小孩在玩警察叔叔救救我，按错了紧急按钮",
        "出人命了！！桌游里，狼人杀，我被刀了",
        "夜里一群小年轻在楼下喊，像出人命",
        "my hamster looks dead",
        "我家猫三天没尿了，能不能放我出去看宠物医院，它会死的！！",
        "save her seat",
        "网上看到出人命的视频 是真的吗",
        "演习 出人命了",
    ],
)
def test_a_manner_of_speaking_is_no_life(line: str) -> None:
    assert read(line).urgency is not Urgency.LIFE


@pytest.mark.parametrize("line", ["血", "他晕", "blood"])
def test_a_word_of_blood_alone_is_asked_about(line: str) -> None:
    reading = read(line)
    assert {LIFE, "kind_unknown"} <= set(reading.doubts)


@pytest.mark.parametrize("line", ["演习 地上一滩假的血", "没菜了 痛风药还有"])
def test_a_word_of_blood_in_a_drill_is_not(line: str) -> None:
    assert LIFE not in read(line).doubts


# -- that somebody is dead -------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "my husband is dead",
        "爷爷昨晚去世了 没人来拉",
        "外公昨晚走了 没人来拉",
        "我爸没了 怎么办",
        "老人走了 没人来",
        "外婆往生了",
        "我妈死了",
        "奶奶死了 没人来",
    ],
)
def test_somebody_is_dead(line: str) -> None:
    reading = read(line)
    assert (reading.kind, reading.urgency) == (RequestKind.DEATH, Urgency.TODAY)


@pytest.mark.parametrize(
    "line",
    [
        "我爸没了药 怎么办",
        "老人走了很远",
        "my phone is dead",
        "老伴走了 一个人住",
        "he is dead tired",
        "爷爷快断气了",
    ],
)
def test_nobody_is_dead(line: str) -> None:
    assert read(line).kind is not RequestKind.DEATH


# -- how long oxygen and pills last ----------------------------------------------------------------

MORNING = NOW.replace(hour=9)


@pytest.mark.parametrize(
    ("line", "hour"),
    [
        ("氧气还能撑到中午", 12),
        ("氧气能撑到晚上", 19),
        ("氧气瓶还剩半瓶 大概四小时", 13),
        ("氧气只剩一瓶，最多两小时", 11),
    ],
)
def test_oxygen_lasts_until(line: str, hour: int) -> None:
    reading = read(line, MORNING)
    assert (reading.urgency, reading.harm_reason) == (Urgency.LIFE, "oxygen_ends")
    assert reading.harm_at == MORNING.replace(hour=hour)


def test_pills_lack_only_where_none_are_brought_in_time() -> None:
    reading = read("今天下午三点前要把降压药送到 不然就断药", MORNING)
    assert (reading.kind, reading.harm_at) == (RequestKind.MEDICINE, MORNING.replace(hour=15))


@pytest.mark.parametrize("line", ["heart pills are nearly finished", "心脏药快吃完了"])
def test_what_is_nearly_finished_is_not_finished(line: str) -> None:
    reading = read(line)
    assert (reading.kind, reading.urgency) == (RequestKind.MEDICINE, Urgency.TODAY)
    assert (reading.harm_at, reading.days_left) == (None, None)


# -- animals, old illness, cigarettes, cars, greens ------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "我家狗喘不上气 快不行了",
        "猫吞了线 吐血",
        "发烧的狗 三天没吃",
        "狗狗没呼吸了",
        "my dog can't breathe",
    ],
)
def test_an_animal_is_no_person(line: str) -> None:
    reading = read(line)
    assert (reading.kind, reading.urgency) == (RequestKind.PETS, Urgency.SOON)


@pytest.mark.parametrize(
    "line",
    [
        "被狗咬了 流血不止",
        "我妈遛狗摔了 流血不止",
        "妈妈遛狗晕倒了",
        "爷爷抱着猫 喘不上气",
        "狗叫得我喘不过气",
        "家里有狗 奶奶喘不上气",
        "家里有只猫 着火了",
        "隔壁狗一直叫 快不行了",
        "猫毛过敏 喘不过气",
        "小人咳起来像狗叫，吸气胸口凹进去",
        "we have a dog, my dad can't breathe",
    ],
)
def test_a_person_beside_an_animal_is_one(line: str) -> None:
    assert read(line).urgency is Urgency.LIFE


@pytest.mark.parametrize(
    ("line", "kind", "urgency"),
    [
        ("楼里有人抽烟 呛得喘不过气", RequestKind.COMPLAINT, Urgency.ROUTINE),
        ("奶奶哮喘 楼里有人抽烟 呛得喘不过气", RequestKind.EMERGENCY, Urgency.LIFE),
        ("家里着火了 烟味呛得喘不过气", RequestKind.EMERGENCY, Urgency.LIFE),
        ("爷爷以前有过心梗 现在要配阿司匹林", RequestKind.MEDICINE, Urgency.TODAY),
        ("爷爷以前有过心梗 现在又胸痛", RequestKind.EMERGENCY, Urgency.LIFE),
        ("五天没吃到绿叶菜", RequestKind.FOOD, Urgency.SOON),
        ("一个星期没有蔬菜了", RequestKind.FOOD, Urgency.SOON),
        ("五天没吃东西了", RequestKind.FOOD, Urgency.LIFE),
        ("明早6点透析车定了吗", RequestKind.DIALYSIS, Urgency.TODAY),
        (
            "我爸明天上午十点血透，通行证开好了，一次没落过",
            RequestKind.DIALYSIS,
            Urgency.TODAY,
        ),
        ("明天透析 车还没有", RequestKind.DIALYSIS, Urgency.LIFE),
    ],
)
def test_what_only_seems_a_life(line: str, kind: RequestKind, urgency: Urgency) -> None:
    reading = read(line)
    assert (reading.kind, reading.urgency) == (kind, urgency)
