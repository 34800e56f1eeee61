"""Which question is asked of a call, so that one word tells whether it is life safety."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from models.chases import Urgency
from models.reading.asking import Question, question_of
from models.reading.shapes import DOUBTS
from models.requests import VITAL_REASONS, RequestKind
from models.requests.doubts import LIFE
from screens import i18n
from screens.reading import question_words as words
from tests.conftest import BreakTable


class Said(NamedTuple):
    """What is told of a call, as far as a question is chosen by it."""

    text: str
    kind: str = RequestKind.OTHER
    urgency: str = Urgency.ROUTINE
    harm_reason: str | None = None
    doubts: tuple[str, ...] = ()


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("女儿把自己锁在厕所 说不想活了 有刀", Question.HARM_ONESELF),
        ("he said goodbye, he wants to die", Question.HARM_ONESELF),
        ("孕38周 电梯里肚子一阵阵痛", Question.WITH_CHILD),
        ("her waters broke in the lift", Question.WITH_CHILD),
        ("礼拜二起没做透析 喘", Question.DIALYSIS),
        ("制氧机停了", Question.OXYGEN),
        ("oxygen bottle nearly empty", Question.OXYGEN),
        ("小毛头软塌塌不吃奶", Question.INFANT),
        ("the baby won't feed", Question.INFANT),
        ("化疗三个月了 发冷", Question.ANYBODY),
        ("囡囡吞了纽扣电池", Question.SWALLOWED),
        ("he swallowed a magnet", Question.SWALLOWED),
        ("电瓶车电池冒烟", Question.FIRE),
        ("一氧化碳报警器叫", Question.FIRE),
        ("smoke on the stairs", Question.FIRE),
        ("老公又打我 流血了", Question.VIOLENCE),
        ("my dad is hitting mum", Question.VIOLENCE),
        ("电梯里关了两个人", Question.TRAPPED),
        ("stuck between floors", Question.TRAPPED),
        ("鼻血止不住", Question.BLEEDING),
        ("電梯裡關了兩個人", Question.TRAPPED),
        ("阿婆掼了一跤", Question.FALL),
        ("mum fell in the bath", Question.FALL),
        ("呼吸困难", Question.BREATH),
        ("鱼刺卡住了", Question.BREATH),
        ("lips gone blue", Question.BREATH),
        ("胸口闷", Question.CHEST),
        ("嘴歪了 讲不清", Question.HEAD),
        ("血糖低 出冷汗", Question.CHEST),
        ("血糖仪读不出", Question.SUGAR),
        ("no insulin since Sunday", Question.SUGAR),
        ("隔壁老伯敲门没人应", Question.SILENT),
        ("外婆走失了", Question.GONE),
        ("三天没吃东西", Question.HUNGER),
        ("烧到三十九度", Question.FEVER),
        ("心脏药断了", Question.MEDICINE),
        ("人不对劲 84岁 13800008484", Question.ANYBODY),
        ("她怪怪的 打我电话 13800001234", Question.ANYBODY),
        ("血压高 人难过", Question.ANYBODY),
        ("he fell asleep and looks odd", Question.ANYBODY),
    ],
)
def test_the_words_of_a_call_choose_the_question(text: str, asked: Question) -> None:
    assert question_of(Said(text, doubts=(LIFE,))) is asked


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        (RequestKind.DIALYSIS, Question.DIALYSIS),
        (RequestKind.BIRTH, Question.WITH_CHILD),
        (RequestKind.DISTRESS, Question.HARM_ONESELF),
        (RequestKind.EMERGENCY, Question.ANYBODY),
        (RequestKind.DANGER, Question.ANYBODY),
        (RequestKind.BABY, None),
        (RequestKind.MEDICINE, None),
        (RequestKind.PETS, None),
        (RequestKind.OTHER, None),
    ],
)
def test_without_such_words_the_kind_does_where_it_is_near_a_life(
    kind: RequestKind, asked: Question | None
) -> None:
    assert question_of(Said("快来", kind)) is asked


def test_what_is_doubted_is_asked_by_its_kind() -> None:
    for kind, asked in (("baby", Question.INFANT), ("food", Question.HUNGER)):
        assert question_of(Said("快来", kind, doubts=(LIFE,))) is asked


def test_a_vital_drug_that_ends_today_is_asked_about_and_one_of_tomorrow_is_not() -> None:
    for reason in VITAL_REASONS:
        assert question_of(Said("药没了", "medicine", Urgency.TODAY, reason)) is not None
        assert question_of(Said("药没了", "medicine", Urgency.SOON, reason)) is None


def test_with_a_broken_table_of_words_the_kind_chooses(break_table: BreakTable) -> None:
    break_table("reading/asking.toml", "fall =", "falls =")
    assert question_of(Said("掼了一跤", doubts=(LIFE,))) is Question.ANYBODY
    assert question_of(Said("掼了一跤", "birth")) is Question.WITH_CHILD


@given(
    st.builds(
        Said,
        st.text(max_size=80) | st.sampled_from(["吞了", "a knife", "血压", "84", "不想活了"]),
        st.sampled_from(RequestKind),
        st.sampled_from(Urgency),
        st.none() | st.sampled_from(sorted(VITAL_REASONS)),
        st.lists(st.sampled_from(DOUBTS), unique=True).map(tuple),
    )
)
def test_what_may_be_about_a_life_always_has_a_question(said: Said) -> None:
    asked = question_of(said)
    assert asked is None or asked in Question
    if LIFE in said.doubts or said.urgency == Urgency.LIFE:
        assert asked is not None


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_every_question_stands_on_one_line_with_the_keys_that_answer_it(language: str) -> None:
    assert set(words.QUESTIONS) == set(Question)
    i18n.set_language(language)
    for one in Question:
        for line in (words.asked_while_typing(one, True).plain, words.asked(one)):
            assert cell_len(line) <= 76, line
        assert words.asked(one).count("?") + words.asked(one).count("？") == 2, "asked once"
