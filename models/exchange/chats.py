"""Copied talk of a chat group: who wrote what, and when. Pure.

张三(3-101) 2022/4/8 20:11          张三：3号101家里没米了
家里没米了                           李四：收到
"""

from __future__ import annotations

import re
from typing import NamedTuple

from models.reading.pasted import form_starts

_CLOCK = r"(?:上午|下午|晚上|凌晨|中午)?\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?"
_DAY = r"(?:(?:\d{4}\s*[-/.年]\s*)?\d{1,2}\s*[-/.月]\s*\d{1,2}\s*[日号]?|昨天|今天|星期.|周.)"
_NAME = r"[^\s:：，。,;；][^:：，。,;；]{0,23}?"
_HEADER = re.compile(rf"\s*({_NAME})\s*[:：]?\s+({_DAY}\s*(?:星期.)?\s*{_CLOCK}|{_CLOCK})\s*")
_ALONE = re.compile(rf"\s*({_NAME})\s*[:：]\s*")
_IN_FRONT = re.compile(r"\s*([^\s\d:：，。,;；]{1,10}(?:[(（][^)）]{1,12}[)）])?)\s*[:：]\s*(\S.*)")
_FEWEST_HEADERS = 2
_FEWEST_LINES = 3


class Message(NamedTuple):
    """What one person wrote, one message or several in a row.

    Attributes:
        line: the number of its first line, from 1.
        name: as the group has it, which may hold a door.
        at: the moment in the words it stands in; empty where none does.
        text: with its lines.
    """

    line: int
    name: str
    at: str
    text: str


def read_chat(text: str) -> list[Message]:
    """The messages of a copied chat in their order; none where a text is no such thing.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    lines = [(at, line) for at, line in enumerate(text.split("\n"), 1) if line.strip()]
    if not lines or form_starts([line for _at, line in lines]):
        return []
    for header in (_HEADER, _ALONE):
        heads = [at for at, line in lines if header.fullmatch(line)]
        if len(heads) >= _FEWEST_HEADERS and heads[0] == lines[0][0]:
            return _joined(_below(lines, header))
    told = [(at, found[1], found[2]) for at, line in lines if (found := _IN_FRONT.fullmatch(line))]
    if len(told) < _FEWEST_LINES or len(told) < len(lines) or len({one[1] for one in told}) < 2:
        return []
    return _joined([Message(at, name, "", said) for at, name, said in told])


def _below(lines: list[tuple[int, str]], header: re.Pattern[str]) -> list[Message]:
    """Messages below lines with a name."""
    found: list[Message] = []
    for at, line in lines:
        head = header.fullmatch(line)
        if head:
            moment = head[2] if header is _HEADER else ""
            found.append(Message(at, head[1].strip(), moment, ""))
        else:
            last = found[-1]
            found[-1] = last._replace(text=f"{last.text}\n{line.strip()}".strip())
    return [message for message in found if message.text]


def _joined(messages: list[Message]) -> list[Message]:
    """What one person wrote in a row as one."""
    found: list[Message] = []
    for message in messages:
        if found and found[-1].name == message.name:
            last = found[-1]
            found[-1] = last._replace(text=f"{last.text}\n{message.text}")
        else:
            found.append(message)
    return found
