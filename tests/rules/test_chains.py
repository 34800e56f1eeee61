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
