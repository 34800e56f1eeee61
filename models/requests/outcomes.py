"""How people say that a request ended, and whom they say they asked: words to values. Pure."""

from __future__ import annotations

import re

from models.requests import Outcome, Rung
from models.text import fold

_OUTCOMES: dict[Outcome, str] = {
    Outcome.MET: "met done solved 解决 已解决 办好 办妥 满足",
    Outcome.MET_OTHERWISE: "met_otherwise met_another_way another_way otherwise 其他办法 另外解决"
    " 别的办法 其他方式解决",
    Outcome.WITHDRAWN: "withdrawn caller_withdrew withdrew 撤回 不需要了 本人撤回",
    Outcome.HOSPITAL: "hospital in_hospital moved_to_hospital 住院 送医 已送医院 医院",
    Outcome.TRANSFERRED: "transferred transfer moved_to_transfer 转运 已转运",
}
_OUTCOME_OF = {word: outcome for outcome, words in _OUTCOMES.items() for word in words.split()}

_RUNG_WORDS: tuple[tuple[Rung, str], ...] = (
    (Rung.CITY_LINE, r"12345|市民热线|city line|hotline"),
    (Rung.EMERGENCY, r"(?<!\d)120(?!\d)|急救中心|救护车|ambulance"),
    (Rung.HOSPITAL, r"医院|急诊|hospital|clinic"),
    (Rung.LINE_LEADER, r"条线|分管|line leader"),
    (Rung.LEADERS, r"书记|主任|director|secretary"),
    (Rung.SUBDISTRICT, r"街道|办事处|防疫办|subdistrict"),
)
"""Words in what a desk is called that say which rung it is; the first that fits counts."""


def outcome_of(said: str) -> Outcome | None:
    """The outcome somebody names (`met another way`, 已解决); None when it is none."""
    return _OUTCOME_OF.get(re.sub(r"[\s-]+", "_", fold(said)))


def rung_of(whom: str, now: Rung) -> Rung:
    """The rung of somebody asked, by name.

    Args:
        now: the rung the request is on; kept when the name says nothing, but that somebody
            outside was asked puts a request beyond ourselves.
    """
    said = fold(whom)
    for rung, words in _RUNG_WORDS:
        if re.search(words, said):
            return rung
    return Rung.SUBDISTRICT if now is Rung.SELF else now
