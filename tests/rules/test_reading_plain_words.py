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
    ],
)
def test_nobody_is_dead(line: str) -> None:
    assert read(line).kind is not RequestKind.DEATH
