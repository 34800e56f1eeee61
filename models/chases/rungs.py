"""Which rung somebody is who was asked, by what they are called. Pure."""

from __future__ import annotations

import re

from models.chases import Rung
from models.text import fold

_RUNG_WORDS: tuple[tuple[Rung, str], ...] = (
    (Rung.CITY_LINE, r"12345|市民热线|city line|hotline"),
    (Rung.EMERGENCY, r"(?<!\d)120(?!\d)|急救中心|救护车|ambulance"),
    (Rung.HOSPITAL, r"医院|急诊|hospital|clinic"),
    (Rung.LINE_LEADER, r"条线|分管|line leader"),
    (Rung.LEADERS, r"书记|主任|director|secretary"),
    (Rung.SUBDISTRICT, r"街道|办事处|防疫办|subdistrict"),
)
"""Words in what a desk is called that say which rung it is; the first that fits counts."""


def rung_of(whom: str, now: Rung) -> Rung:
    """The rung of somebody asked, by name.

    Args:
        now: the rung reached so far; kept when the name says nothing, but that somebody
            outside was asked is beyond ourselves.
    """
    said = fold(whom)
    for rung, words in _RUNG_WORDS:
        if re.search(words, said):
            return rung
    return Rung.SUBDISTRICT if now is Rung.SELF else now
