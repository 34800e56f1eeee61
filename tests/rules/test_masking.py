"""Words as they were typed, without what tells of health and without whole numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from models.masking import masked, number, owned, tells_of_health, veiled
from models.text import one_line
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


ENGLISH = (
    "HIV, AIDS, TB, tuberculosis, hepatitis, kidney failure, heart attack, chest pain, COPD, "
    "asthma, fracture, fractures, injured, overdose, overdosing, abortion, miscarried, "
    "wheelchair, allergic, short of breath, wants to die, passed away, dying, pills, "
    "antibiotics, stroke, seizures, deaf, epilepsy, diabetes, cancer, chemo, dementia, "
    "Alzheimer, Parkinson, depressed, suicide, blind, bedridden, ventilator, catheter, "
    "midwife, schizophrenia, paralysed, dizzy, nauseous, clinic"
).split(", ")


@pytest.mark.parametrize("word", [*ENGLISH, "心脏", "心绞痛", "轮椅", "聋"])
def test_each_word_of_health_is_hidden_and_looked_for_in_vain(word: str) -> None:
    assert "…" in masked(f"12-302: {word}, door on the left")
    assert masked(f"12-302: {word}, door on the left").endswith(", door on the left")
    assert tells_of_health(word)


@pytest.mark.parametrize(
    "text",
    [
        "birthday cake for the kids, capsule coffee, tablet computer",
        "skilled driver, aborted trip, blinds drawn, learn it by heart",
        "patiently waiting, the flute is loud, dripping tap, a painting, illustrated",
        "dial the neighbour, hive of bees, spill on the stairs, a long coat",
    ],
)
def test_everyday_words_that_hold_one_stay(text: str) -> None:
    assert masked(text) == text


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
    ("text", "shown"),
    [
        ("2-1805 孕妇 13800009617", "2-1805 ＊＊ 138****9617"),
        ("138 0000 9617, 6300-1234", "138 **** 9617, 63**-**34"),
        ("幺三八零零零零九六幺七", "幺三八＊＊＊＊九六幺七"),
        ("310101195001011234", "******************"),
        ("fever since 08:00", "***** since 08:00"),
        ("陈阳 8点 到 阳光小区12号", "陈阳 8点 到 阳光小区12号"),
        ("她阳性", "她＊＊"),
    ],
)
def test_a_line_that_is_drawn_keeps_its_places(text: str, shown: str) -> None:
    assert veiled(text) == shown


@given(st.text(st.sampled_from("孕妇阳性药室号 138009-617幺三八a…\u2060"), max_size=40))
def test_stars_fill_the_cells_of_what_they_hide(text: str) -> None:
    shown = veiled(text)
    assert [cell_len(char) for char in shown] == [cell_len(char) for char in text]


@pytest.mark.parametrize(
    "text", ["药", "血透：最近哪家医院有空", "in hospital, medicine", "call 120"]
)
def test_the_program_s_own_words_stay(text: str) -> None:
    said = f"{owned(text)} 孕妇"
    assert veiled(said) == f"{owned(text)} ＊＊"
    assert one_line(owned(text)) == text
    assert cell_len(owned(text)) == cell_len(text)


@pytest.mark.parametrize("words", ["孕妇", "妇", "3号 透析", "fever", "胰岛素 12"])
def test_who_is_looked_for_by_facts_of_health(words: str) -> None:
    assert tells_of_health(words)


@pytest.mark.parametrize("words", ["", "陈阳1", "大林苑2号", "9617", "zgf", "养猫"])
def test_who_is_looked_for_by_something_else(words: str) -> None:
    assert not tells_of_health(words)


@pytest.mark.parametrize(
    ("table", "right"), [("masking.toml", "words ="), ("reading/medicine_names.toml", "[vital]")]
)
def test_with_a_broken_table_everything_may_tell_of_health(
    break_table: BreakTable, table: str, right: str
) -> None:
    break_table(table, right, right.replace("w", "v").replace("[v", "[w"))
    assert masked("带路到12号302") == "…"
    assert masked("") == ""
    assert veiled(f"12号{owned('药')}") == f"**＊{owned('药')}"
    assert tells_of_health("12号")
