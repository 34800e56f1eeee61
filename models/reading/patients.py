"""For whom help is asked: the relation said in a line, apart from who calls or lives beside."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from models.reading.scan import HAN, Hit, PhraseBook, plain
from models.requests import RequestKind
from models.word_tables import word_table


class _Words(NamedTuple):
    """Words for people.

    Attributes:
        relations: for whom help may be asked.
        beside: who is as likely spoken to or of as in need; counts only where somebody's body is
            hurt.
    """

    relations: PhraseBook[str]
    beside: frozenset[str]


@cache
def _words() -> _Words:
    table = word_table(__file__, "patients.toml")
    table.only("relations", "beside")
    relations = map(plain, table.words("relations"))
    return _Words(PhraseBook((word, word) for word in relations), frozenset(table.words("beside")))


_CALLS_BEHIND = re.compile(
    r"(?:人|现在|都|也)*(?:在(?!家|床|地|厕|楼|抖|抽|发|吐|哭|隔离|方舱|医院|化疗|透析|吃|等)"
    rf"[{HAN}]{{1,3}}(?:\s|\x00|打|来|,|，|$)|打来|发来|转发|托|来电|打电话|代打|代问|打的电话|说|讲|问|反映|求助|催|calling|called)"
)
_CALLS_BEFORE = re.compile(
    rf"(?:我是(?:[{HAN}]{{2,6}}?(?:的|家|他|她))?|\x00的|联系|请找|问下?"
    r"|i(?: am|'m) [a-z' ]{0,12})$"
)
_A_NUMBER_BEHIND = re.compile(r"的?(?:电话|手机|号码)(?![^\x00\s]{0,3}[不没打])")
_OF_BODIES = frozenset({RequestKind.EMERGENCY, RequestKind.DIALYSIS, RequestKind.BIRTH})
_NOT_BESIDE_BEFORE = re.compile(r"(?:给|怕传|传染|告诉|影响|隔壁|问|跟|和|被|帮帮忙?)$")
_ASKED_FAVOUR = re.compile(r"\s*(?:帮帮忙|帮个忙|侬好|你好|您好|好)")


def patient_of(rest: str, kind: RequestKind) -> str:
    """The word for whom help is asked (我妈, 孕妇), or empty; plain text without names and numbers.

    Who calls for another is passed over, unless nobody else is named.
    """
    hits = [hit for hit in _words().relations.find(rest) if not _stands_by(rest, hit, kind)]
    others = [hit for hit in hits if not _calls(rest, hit)]
    if others:
        return others[0].means
    return hits[0].means if hits and not _introduces(rest, hits[0]) else ""


def _calls(rest: str, hit: Hit[str]) -> bool:
    if _CALLS_BEHIND.match(rest, hit.end) or _A_NUMBER_BEHIND.match(rest, hit.end):
        return True
    return _introduces(rest, hit)


def _introduces(rest: str, hit: Hit[str]) -> bool:
    return bool(_CALLS_BEFORE.search(rest, max(0, hit.start - 14), hit.start))


def _stands_by(rest: str, hit: Hit[str], kind: RequestKind) -> bool:
    if hit.means not in _words().beside:
        return False
    if kind not in _OF_BODIES or _ASKED_FAVOUR.match(rest, hit.end):
        return True
    return bool(_NOT_BESIDE_BEFORE.search(rest, max(0, hit.start - 4), hit.start))
