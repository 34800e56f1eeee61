import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.text import (
    clean,
    fold,
    narrow,
    natural_key,
    own_phone,
    phone_digits,
    spoken_number,
    whole_number,
)

ANY_TEXT = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs", "Cc", "Cf", "Mn", "Zs"]),
        st.sampled_from("\x1b\x9b\x9d\x07\\][;m\u202e\u200b\u200d\u200c\u0301👩🔬प्র"),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("\x1b[31m张三\x1b[0m", "张三"),
        ("\x1b]0;owned\x07李四", "李四"),
        ("\x1b]52;c;aGk=\x1b\\李四", "李四"),
        ("\x9d0;owned\x9c李四", "李四"),
        ("\x9b2J李四", "李四"),
        ("\x1b]0;大出血没人管", "0;大出血没人管"),
        ("\x1bPq#0\x1b\\王五", "王五"),
        ("\x1bc王五", "王五"),
        ("王\x00五\x7f", "王五"),
        ("a\u202egnp.exe", "agnp.exe"),
        ("王\u200b\u2060五\ufeff\u00ad", "王五"),
        ("胰岛素\ud83d\ude00", "胰岛素😀"),
        ("坏\ud83d字", "坏\ufffd字"),
        ("  一\t二\u3000三\r\n四  ", "一 二 三 四"),
        ("e\u0301", "é"),
        ("字\u0301\u0302\u0303\u0304\u0305\u0306", "字\u0301\u0302\u0303\u0304"),
        ("👩\u200d🔬 化验", "👩\u200d🔬 化验"),
        ("❤\ufe0f\u200d🔥", "❤\ufe0f\u200d🔥"),
        ("王\u200d五", "王五"),
        ("क्\u200dष", "क्\u200dष"),
        ("秦㛃杰 𠮷野", "秦㛃杰 𠮷野"),
        ("甲\u3164乙\U000e0041", "甲乙"),
        ("\ufdd0\uffff空", "空"),
    ],
)
def test_clean_takes_out_what_is_not_text(raw: str, kept: str) -> None:
    assert clean(raw) == kept


def test_clean_keeps_lines_only_when_asked() -> None:
    raw = "第一行 \r\n  第二行\u2028第三行\x85"
    assert clean(raw) == "第一行 第二行 第三行"
    assert clean(raw, multiline=True) == "第一行\n  第二行\n第三行"


def test_clean_cuts_at_the_limit_without_a_blank_at_the_end() -> None:
    assert clean("一二 三四", limit=3) == "一二"
    assert len(clean("字" * 50_000)) == 10_000


@given(ANY_TEXT, st.booleans(), st.integers(1, 40))
def test_clean_is_settled_and_safe(raw: str, multiline: bool, limit: int) -> None:
    once = clean(raw, multiline=multiline, limit=limit)
    assert clean(once, multiline=multiline, limit=limit) == once
    assert len(once) <= limit
    for char in once:
        assert unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp") or char == "\n"
        assert char not in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f"
    assert multiline or "\n" not in once


@given(ANY_TEXT)
def test_fold_is_settled(raw: str) -> None:
    assert fold(fold(raw)) == fold(raw)


def test_fold_brings_writings_together() -> None:
    assert fold("１２０３ Ａ座  ｗｉｆｉ") == "1203 a座 wifi"


@given(st.text())
def test_narrow_keeps_places(raw: str) -> None:
    assert len(narrow(raw)) == len(raw)


def test_natural_key_orders_as_people_do() -> None:
    wanted = ["2", "3", "3甲", "10", "101", "1001", "三层阁", "亭子间", "前客堂", "后客堂"]
    assert sorted(["101", "3甲", "1001", "10", "3", "2"], key=natural_key) == wanted[:6]
    keys = [natural_key(name) for name in wanted]
    assert max(keys[:6]) < min(keys[6:])
    assert natural_key("三十一弄") < natural_key("四十三弄") < natural_key("一百零一弄")
    assert natural_key("02") == natural_key("２")


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_natural_key_of_numbers_is_their_order(one: int, other: int) -> None:
    assert (natural_key(str(one)) < natural_key(str(other))) == (one < other)


@pytest.mark.parametrize(
    ("raw", "digits"),
    [
        ("13800009617", "13800009617"),
        ("138-0000-4227", "13800004227"),
        ("１３８ ００００ ４２２７", "13800004227"),
        ("+86 138 0000 4227", "13800004227"),
        ("0086-13800004227", "13800004227"),
        ("13800000523.0", "13800000523"),
        ("13800001111（女儿）", "13800001111"),
        ("电话：13800001111", "13800001111"),
        ("021-6355 0101", "02163550101"),
        ("63550101", "63550101"),
        ("0571-88880000", "057188880000"),
        ("12345", "12345"),
        ("120", "120"),
        ("+852 2345 6789", "85223456789"),
        ("1380000961", None),
        ("138000096170", None),
        ("13800001111/13800002222", None),
        ("无", None),
        ("", None),
        ("3人", None),
    ],
)
def test_phone_digits(raw: str, digits: str | None) -> None:
    assert phone_digits(raw) == digits


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("3人", 3),
        ("３", 3),
        (3.0, 3),
        ("3.0", 3),
        (7, 7),
        ("两人", 2),
        ("十二", 12),
        ("共5口", 5),
        ("1,720份", 1720),
        ("0", 0),
        ("", None),
        (None, None),
        ("3-4人", None),
        ("3.5", None),
        (2.5, None),
        (-1, None),
        ("-1", None),
        (True, None),
        ("很多", None),
        ("3人不在", None),
    ],
)
def test_whole_number(raw: object, number: int | None) -> None:
    assert whole_number(raw) == number


@pytest.mark.parametrize(
    ("said", "value"),
    [
        ("四十三", 43),
        ("十", 10),
        ("二十", 20),
        ("一九零三", 1903),
        ("两百零三", 203),
        ("一千八百零五", 1805),
        ("廿二", 22),
        ("两万", 20_000),
        ("", None),
        ("三楼", None),
    ],
)
def test_spoken_number(said: str, value: int | None) -> None:
    assert spoken_number(said) == value


@pytest.mark.parametrize("said", ["123", "120", "12345", "95533", "", "1380000"])
def test_a_service_number_is_nobodys_own(said: str) -> None:
    assert own_phone(said) is None


def test_a_number_of_ones_own_is_kept() -> None:
    assert own_phone("138-0000-0001") == "13800000001"
    assert own_phone("021-6200 0001") == "02162000001"
