"""Sign-up chains: which texts are one, what it collects, which entries only tell a result."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.exchange import ImportKind
from models.exchange.chains import read_chain


def entry(text: str) -> bool:
    chain = read_chain(f"#接龙\n今天抗原\n1. {text}")
    assert chain is not None
    (only,) = chain.entries
    return only.is_result


@pytest.mark.parametrize(
    "text",
    [
        "3号501 张 2人 阴性", "3号502-李女士 3阴", "503 全家阴性", "3号601王强一条杠", "3-602 未测",
        "3号603 陈建国 2人均为阴性，已上传", "Flat 12 all negative", "5号楼402室 done",
    ],
)  # fmt: skip
def test_a_result_and_no_more_is_one(text: str) -> None:
    assert entry(text)


@pytest.mark.parametrize(
    "text",
    [
        "3号501 张 2人 1人阳性", "3号915室 王 1人未测（发烧38.5）", "1015 老人不会做抗原 需要上门",
        "3号502 李 阴性，家里没米了", "3号503 2人阴 胰岛素没了", "3-504 两条杠", "3号505 王 高烧",
        "Flat 12 negative, but my father cannot breathe", "3号506 阴性 爸爸胸口痛", "3号507 谢谢",
    ],
)  # fmt: skip
def test_whatever_somebody_would_have_to_act_on_is_more_than_a_result(text: str) -> None:
    assert not entry(text)


@pytest.mark.parametrize(
    ("title", "collects"),
    [
        ("#接龙\n今天抗原结果 请写房号", ImportKind.RESULTS),
        ("接龙 鸡蛋团购 每箱30枚", ImportKind.ORDERS),
        ("#接龙\n志愿者报名", ImportKind.VOLUNTEERS),
        ("#接龙\n需要配药的请登记", None),
    ],
)
def test_the_title_says_what_a_chain_collects(title: str, collects: ImportKind | None) -> None:
    chain = read_chain(f"{title}\n\n1. 3号501 张\n2. 3号502 李")
    assert chain is not None
    assert chain.collects is collects
    assert [one.text for one in chain.entries] == ["3号501 张", "3号502 李"]


def test_entries_keep_their_lines_and_what_is_written_under_them() -> None:
    chain = read_chain("#接龙\n\n1. 3号501\n降压药没了\n3、3号502 李\n2022 年的药")
    assert chain is not None
    assert [(one.line, one.text) for one in chain.entries] == [
        (3, "3号501 降压药没了"),
        (5, "3号502 李 2022 年的药"),
    ]


@pytest.mark.parametrize("text", ["", "1. 3号501 没药", "今天接龙的人很多", "#接龙\n3号501 没药"])
def test_a_list_that_does_not_say_so_is_no_chain(text: str) -> None:
    assert read_chain(text) is None


@given(st.text(max_size=200))
def test_no_text_breaks_it_and_no_line_is_lost(text: str) -> None:
    chain = read_chain("#接龙\n1. 甲\n" + text)
    assert chain is not None
    kept = "".join(one.text for one in chain.entries)
    for line in text.split("\n"):
        for word in line.split()[1:]:
            assert word in kept


def chain(text: str) -> list[str]:
    found = read_chain(text)
    return [] if found is None else [entry.text for entry in found.entries]


def test_a_title_and_a_door_in_each_of_three_entries_make_a_chain() -> None:
    assert chain("奶粉登记\n1、3号101 一段\n2、3号102 两段\n3、3号103 三段") == [
        "3号101 一段",
        "3号102 两段",
        "3号103 三段",
    ]
    assert not chain("1、3号101 一段\n2、3号102 两段\n3、3号103 三段")
    assert not chain("奶粉登记\n1、3号101 一段\n2、3号102 两段")
    assert not chain("明天配送\n1. 3号楼 120份\n2. 4号楼 98份\n3. 5号楼 60份")


def test_one_number_taken_twice_and_one_more_are_entries_of_their_own() -> None:
    assert chain("#接龙\n1. 3号101 米\n1. 3号102 面\n+1 3号103 油\n门口放") == [
        "3号101 米",
        "3号102 面",
        "3号103 油 门口放",
    ]


def test_what_mends_an_entry_belongs_to_that_of_its_door() -> None:
    text = "配药接龙\n1. 3号101 甲药 2盒\n2. 3号102 乙药\n3. 更正：3号101 3盒\n4. 9号101 取消"
    assert chain(text) == ["3号101 甲药 2盒 （更正：3号101 3盒）", "3号102 乙药", "9号101 取消"]


@pytest.mark.parametrize(
    ("title", "collects", "asks"),
    [
        ("核酸志愿者报名接龙", ImportKind.VOLUNTEERS, None), ("配药接龙", None, "medicine"),
        ("蔬菜团购接龙", ImportKind.ORDERS, None), ("成人纸尿裤接龙", None, "care_goods"),
        ("抗原接龙", ImportKind.RESULTS, None), ("婴儿奶粉接龙", None, "baby"),
    ],
)  # fmt: skip
def test_the_title_says_what_it_collects(
    title: str, collects: ImportKind | None, asks: str | None
) -> None:
    found = read_chain(f"{title}\n1. 3号101")
    assert found is not None
    assert (found.collects, found.asks) == (collects, asks)


@pytest.mark.parametrize(
    ("said", "ordered"),
    [
        ("3号101 2份", True), ("3号101 需要 2份", True), ("3号101 王 +1", True),
        ("3号101 家里没米了", False), ("3号101 2份 老人发烧了", False),
    ],
)  # fmt: skip
def test_what_an_order_chain_asks_beside_is_no_order(said: str, ordered: bool) -> None:
    found = read_chain(f"蔬菜团购接龙\n1. {said}")
    assert found is not None
    assert [entry.is_order for entry in found.entries] == [ordered]
