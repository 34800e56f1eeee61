"""Copied talk of a chat group: what is asked becomes calls, the rest is told."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from models.exchange import ImportPlan
from models.exchange.chats import read_chat

Plan = Callable[..., ImportPlan]


def test_messages_come_with_name_and_time_and_those_in_a_row_are_one() -> None:
    chat = read_chat(
        "甲明(3-101) 2022/4/8 20:11\n没米了\n甲明(3-101) 20:12\n两个老人\n乙明 4月8日 21:05\n收到\n"
    )
    assert [tuple(one) for one in chat] == [
        (1, "甲明(3-101)", "2022/4/8 20:11", "没米了\n两个老人"),
        (5, "乙明", "4月8日 21:05", "收到"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "8:30 3号101 降压药没了\n9:10 3号102 没菜了",
        "患者：甲明\n地址：3号101\n情况：没药了",
        "明天八点到货\n卸货点：北门",
        "",
    ],
)
def test_notes_forms_and_notices_are_no_chat(text: str) -> None:
    assert read_chat(text) == []


@pytest.mark.usefixtures("known")
def test_what_is_asked_is_taken_down_and_the_rest_is_told(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "chat.txt"
    path.write_text(
        "甲明：大林苑3号101家里没米了\n乙明：3号102 胰岛素明天就没了\n丙明：收到\n", "utf-8"
    )
    (file,) = plan(path).files
    assert [(one.input.kind, one.input.caller) for one in file.added] == [  # type: ignore[union-attr]
        ("food", "甲明"),
        ("medicine", "乙明"),
    ]
    assert [dict(note.params) for note in file.notes if note.code == "chat_left"] == [
        {"count": 1, "examples": ["收到"]}
    ]


def test_talk_in_which_nobody_asks_for_anything_is_no_list(tmp_path: Path, plan: Plan) -> None:
    path = tmp_path / "chat.txt"
    path.write_text("甲明：今天吃什么\n乙明：不知道\n甲明：哈哈\n", "utf-8")
    (file,) = plan(path).files
    assert (file.kind, file.added) == (None, ())
