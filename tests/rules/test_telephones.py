"""Telephones of cells: read with their extension and whose they are, and never made up."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from models.telephone_cells import Said, read_telephones
from models.telephones import Telephone, spelled
from models.text import narrow, own_phone, phone_digits

Listed = list[tuple[str, str, str]]

ONE, TWO = "13800005001", "13800005002"


def listed(text: str) -> Listed:
    """The telephones of a text of which all is understood."""
    said = read_telephones(text)
    assert (said.unread, said.cut_short) == ((), ())
    return [tuple(one) for one in said.telephones]


@pytest.mark.parametrize(
    "text",
    [
        ONE,
        "138-0000-5001",
        "138 0000 5001",
        "1380000 5001",
        "１３８００００５００１",
        "+86 138-0000-5001",
        "００８６１３８００００５００１",
        "86-13800005001",
        "013800005001",
        "13,800,005,001",
        "13800005001.0",
        "1.3800005001E+10",
        '="13800005001"',
        "手机：13800005001",
        "13800005001（微信同号）",
        "13800005001/13800005001",
    ],
)
def test_a_mobile_number_is_read_however_it_is_written(text: str) -> None:
    assert listed(text) == [(ONE, "", "")]


@pytest.mark.parametrize(
    ("text", "number", "extension"),
    [
        ("021-63000001转8", "02163000001", "8"),
        ("021 6300 0001", "02163000001", ""),
        ("(021)63000001", "02163000001", ""),
        ("+86 21 6300 0001", "02163000001", ""),
        ("63000001-8", "63000001", "8"),
        ("０２１－６３０００００１－８０１", "02163000001", "801"),
        ("021-63000001 分机 801", "02163000001", "801"),
        ("021-63000001轉8", "02163000001", "8"),
        ("63000001 ext. 12", "63000001", "12"),
        ("0571-8888000转1", "05718888000", "1"),
        ("6300000-1", "6300000", "1"),
        ("400-800-1234转2", "4008001234", "2"),
        ("17000000000转1234", "17000000000", "1234"),
    ],
)
def test_area_codes_and_extensions_are_kept(text: str, number: str, extension: str) -> None:
    assert listed(text) == [(number, extension, "")]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("+852 2345 6789", "85223456789"),
        ("0049 170 1234567", "491701234567"),
        ("+44 20 7946 0123", "442079460123"),
        ("+44 (0)20 7946 0123", "442079460123"),
        ("020 7946 0123", "02079460123"),
        ("01632 960123", "01632960123"),
        ("0161 496 0123", "01614960123"),
        ("07700 900123", "07700900123"),
        ("+61 2 5550 1234", "61255501234"),
        ("+61 5550 1234", "6155501234"),
        ("(03) 5550 1234", "0355501234"),
        ("0491 570 006", "0491570006"),
        ("555-0123", "5550123"),
        ("(212) 555-0123", "2125550123"),
        ("1-212-555-0123", "12125550123"),
    ],
)
def test_numbers_of_other_countries_are_kept(text: str, number: str) -> None:
    assert listed(text) == [(number, "", "")]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("儿子 13800005001 / 女儿13800005002", "儿子", "女儿"),
        ("父:13800005001 母:13800005002", "父", "母"),
        ("13800005001(儿子)13800005002（女儿）", "儿子", "女儿"),
        ("13800005001儿子13800005002女儿", "儿子", "女儿"),
        ("儿子13800005001女儿13800005002", "儿子", "女儿"),
        ("（儿子）13800005001（女儿）13800005002", "儿子", "女儿"),
        ("13800005001,儿子,13800005002,女儿", "儿子", "女儿"),
        ("儿子，13800005001，女儿，13800005002", "儿子", "女儿"),
        ("电话：13800005001儿子 13800005002女儿", "儿子", "女儿"),
        ("儿子手机13800005001\n女兒 13800005002", "儿子", "女兒"),
        ("大儿子张敏：13800005001，邻居王阿姨 13800005002", "大儿子张敏", "邻居王阿姨"),
        ("王伟（户主）13800005001 王芳（女儿）13800005002", "王伟(户主)", "王芳(女儿)"),
        ("王伟13800005001（户主）王芳13800005002（女儿）", "王伟 户主", "王芳 女儿"),
        ("son 13800005001; daughter Mary: 13800005002", "son", "daughter Mary"),
        ("13800005001 (his mother) or 13800005002 (next door)", "his mother", "next door"),
        ("13800005001;13800005002", "", ""),
        ("13800005001 13800005002", "", ""),
        ("13800005001、13800005002（保姆）", "", "保姆"),
    ],
)
def test_whose_they_are_is_told_by_the_words_beside_them(
    text: str, first: str, second: str
) -> None:
    assert listed(text) == [(ONE, "", first), (TWO, "", second)]


@pytest.mark.parametrize("text", ["", " ", "无", "没有手机", "/", "N/A", "不详", "none"])
def test_a_cell_that_says_that_there_is_none_is_understood(text: str) -> None:
    assert read_telephones(text) == Said()


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("同上", ("同上",)),
        ("1380000500", ("1380000500",)),
        ("01380000501", ("01380000501",)),
        ("1380000500113800005002", ("1380000500113800005002",)),
        ("000000198607221776", ("000000198607221776",)),
        ("120", ("120",)),
        ("212-456-7890", ("212-456-7890",)),
        ("(212) 456-7890", ("(212) 456-7890",)),
        ("44 20 7946 0123", ("44 20 7946 0123",)),
        ("6222 0000 1234 5678", ("6222 0000 1234 5678",)),
        ("见群", ("见群",)),
    ],
)
def test_what_is_no_number_is_handed_on(text: str, unread: tuple[str, ...]) -> None:
    assert read_telephones(text) == Said((), unread)


def test_what_says_something_else_beside_a_number_is_handed_on() -> None:
    said = read_telephones("1号612室 13800005001 晚上打；63000001转801、802，空号")
    assert said.telephones == (Telephone(ONE), Telephone("63000001", "801"))
    assert said.unread == ("1号612室", "晚上打", "802", "空号")


@pytest.mark.parametrize("text", ["1.38E+10", "1.38000051E+10", "6.3000001E+8", "2.163E+09"])
def test_a_number_whose_digits_were_cut_off_is_told_and_not_kept(text: str) -> None:
    assert read_telephones(f"儿子 {text}") == Said((), (), (text,))
    assert phone_digits(text) is own_phone(text) is None


def test_an_extension_is_never_taken_for_the_end_of_its_number() -> None:
    assert own_phone("0571-8888000转1") is own_phone("6300000-1") is None
    assert own_phone("0571-888-0001") == "05718880001"


@pytest.mark.parametrize("number", ["442079460123", "61255501234", "2125550123", "07700900123"])
def test_a_kept_number_of_another_country_is_one_when_it_is_typed_again(number: str) -> None:
    assert own_phone(number) == number


# -- what holds for all --------------------------------------------------------------------------

_PIECES = st.sampled_from(
    "13800005001 63000001 021 - / 、 ( ) （ ） ： 儿子 张敏 转8 ext +44 20 7946 0123 1.38E+10 86"
    " 0086 家 电话 ， \n 无 0 1 9 . ,".split(" ")
)
TEXTS = st.one_of(st.text(), st.lists(_PIECES).map("".join), st.lists(_PIECES).map(" ".join))


@given(TEXTS)
@example("+86 21 6300 0001")
def test_no_text_is_too_much_and_no_digit_is_made_up(text: str) -> None:
    said = read_telephones(text)
    digits = "".join(re.findall("[0-9]", narrow(text)))
    for one in said.telephones:
        assert own_phone(f"+{one.number}") or own_phone(one.number) == one.number
        assert one.number.removeprefix("0") in digits
        assert one.extension in digits
        assert not re.search(r"\d", one.whose)


_MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
_LANDLINES = st.from_regex(r"(0(10|2[0-9]|[3-9][0-9]{2}))?[2-9][0-9]{6,7}", fullmatch=True)
_ABROAD = st.from_regex(r"(44|49|852|33)[1-9][0-9]{8}", fullmatch=True)
_NUMBERS = st.one_of(_MOBILES, _LANDLINES, _ABROAD)
_TELEPHONES = st.builds(
    Telephone,
    _NUMBERS,
    st.from_regex(r"[0-9]{0,5}", fullmatch=True),
    st.sampled_from(["", "儿子", "张敏", "王伟(户主)", "大女儿", "邻居王阿姨", "daughter Mary"]),
)


@given(st.lists(_TELEPHONES, unique_by=lambda one: one[:2]), st.sampled_from(["转", "ext. "]))
def test_what_is_spelled_is_read_back(telephones: list[Telephone], extension: str) -> None:
    def written(telephone: Telephone) -> str:
        number, more, whose = spelled(telephone)
        return f"{number}{f' {extension}{more}' if more else ''}{f' ({whose})' if whose else ''}"

    said = read_telephones(" / ".join(map(written, telephones)))
    assert (said.unread, said.cut_short) == ((), ())
    assert list(said.telephones) == telephones


def test_parts_are_for_people() -> None:
    assert spelled(Telephone("02163000001", "8", "儿子")) == ("021-63000001", "8", "儿子")
    assert spelled(Telephone(ONE)) == (ONE, "", "")
    assert spelled(Telephone("442079460123")) == ("+442079460123", "", "")
