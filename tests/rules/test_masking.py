"""Words as they were typed, without what tells of health and without whole numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.masking import masked, number, tells_of_health
from tests.conftest import BreakTable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("带路到12号302，孕妇待转运", "带路到12号302，…"),
        ("带路到12号302孕妇待转运", "带路到12号302…"),
        ("大林苑3号阳性户", "大林苑3号…"),
        ("她家孩子发烧39.5度", "她家孩子…"),
        ("孕32周+3，住302", "…，住302"),
        ("拜新同断了两天", "…断了两天"),
        ("Guide to 12-302, pregnant, awaiting transfer", "Guide to 12-302, …, …"),
        ("3-1505: insulin, fever since noon", "3-1505: …, … since noon"),
        ("PREGNANCY at 12-302", "… at 12-302"),
    ],
)
def test_words_of_health_go_and_the_door_stays(text: str, shown: str) -> None:
    assert masked(text) == shown
    assert tells_of_health(text)


@pytest.mark.parametrize(
    "text",
    [
        "阳光苑3号，阳台那边进",
        "沈阳路药房门口集合",
        "卸货 梧桐新苑 220份 48袋",
        "2022-04-09 06:30-08:00 集合",
        "2301-2308室，12-302、3-1505",
        "按120，再打12345",
        "配点菜，带隔离衣",
        "Bring the trolley to gate 2, 9 April 18:00",
        "still illegal parking at the gate",
        "",
    ],
)
def test_doors_times_amounts_and_other_words_stay(text: str) -> None:
    assert masked(text) == text
    assert not tells_of_health(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("找张师傅13800002345", "找张师傅138****2345"),
        ("138 0000 1234 敲门", "138****1234 敲门"),
        ("ring +86 138-0000-1234", "ring 138****1234"),
        ("座机021-6328 1234", "座机021****1234"),
        ("6328-1234找老李", "63****34找老李"),
        ("幺三八零零零零一二三四", "138****1234"),
        ("证件310101199001011234", "证件***"),
    ],
)
def test_a_number_in_a_sentence_is_never_whole(text: str, shown: str) -> None:
    assert masked(text) == shown


DOORS = st.builds(
    "{}号{}室".format, st.integers(1, 99), st.integers(1, 32).map(lambda floor: floor * 100 + 2)
) | st.builds("{}-{}".format, st.integers(1, 99), st.integers(101, 3299))


@given(DOORS, st.sampled_from(("阳性户", "孕妇", "发烧", "透析", "胰岛素", "待转运", "病人")))
def test_no_word_of_health_takes_a_door_beside_it_away(door: str, word: str) -> None:
    shown = masked(f"{word}{door}{word}，{door} {word}")
    assert shown == f"…{door}…，{door} …"


def test_how_a_number_looks_is_the_reader_s_to_say() -> None:
    assert masked("找13800002345", lambda digits: f"<{len(digits)}>") == "找<11>"
    assert number("13800002345") == "138****2345"
    assert number("120") == "***"


@pytest.mark.parametrize(
    ("table", "right"), [("masking.toml", "words ="), ("reading/medicine_names.toml", "[vital]")]
)
def test_with_a_broken_table_everything_may_tell_of_health(
    break_table: BreakTable, table: str, right: str
) -> None:
    break_table(table, right, right.replace("w", "v").replace("[v", "[w"))
    assert masked("带路到12号302") == "…"
    assert masked("") == ""
    assert tells_of_health("蔬菜包")
