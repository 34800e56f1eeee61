"""Everybody but some: `12号除203王芳外都做了` says of 王芳 that she was not sampled. Pure."""

from __future__ import annotations

import re

from models.sampling.reading import says_came

_BUT = r"(?<![消解清扫排拆删开免废])除(?:了|去|开)?\s*"
_ALL = r"(?:都|均|全部|全都|全|其[余他它]|别的|剩下)"
_LONGEST = 300
"""Characters of a sentence that is looked at; longer ones are lists."""

_FIRST = re.compile(
    rf"(?P<where>.*?){_BUT}(?P<who>.{{1,80}}?)"
    rf"(?:[之以]?外\s*[,，]?|\s*[,，](?=[^,，]{{1,10}}[号弄楼栋幢]\s*{_ALL})|\s*[,，]?(?={_ALL}))"
    r"(?P<rest>.*)"
)
"""12号除203外都做了，除203外12号都做了。"""
_LAST = re.compile(
    rf"(?P<where>.*?)(?P<rest>{_ALL}.{{1,8}}?)[,，\s]*{_BUT}(?P<who>.{{1,80}}?)(?:[之以]?外)?\s*"
)
"""12号都做了，除了203。"""
_SENTENCES = re.compile(r"([。;；!！\n])")
_PLACE = re.compile(rf"\s*(.*?)\s*(?={_ALL})")


def with_exceptions(text: str) -> str:
    """Text in which who is excepted from those who were sampled is said not to have been.

    What is said of them stands behind, so that a door, a name beside it, or a name of the building
    is read as anywhere else. Where the others are said to lack, nothing is changed.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    if "除" not in text:
        return text
    return "".join(map(_sentence, _SENTENCES.split(text)))


def _sentence(said: str) -> str:
    if "除" not in said or len(said) > _LONGEST:
        return said
    last = _LAST.fullmatch(said)
    first = None if last is not None else _FIRST.fullmatch(said)
    if last is not None:
        return _said_last(last)
    return said if first is None else _said_first(first)


def _said_first(found: re.Match[str]) -> str:
    where, who, rest = found["where"], found["who"], found["rest"]
    if not says_came(rest):
        return found[0]
    behind = _PLACE.match(rest)
    place = behind[1] if behind is not None and not where.strip() else ""
    return f"{where}{place}{who} 没做"


def _said_last(found: re.Match[str]) -> str:
    if not says_came(found["rest"]):
        return found[0]
    return f"{found['where']}{found['who']} 没做"
