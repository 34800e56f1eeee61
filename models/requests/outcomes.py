"""How people say that a request ended: words to values. Pure."""

from __future__ import annotations

import re

from models.requests import Outcome
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


def outcome_of(said: str) -> Outcome | None:
    """The outcome somebody names (`met another way`, 已解决); None when it is none."""
    return _OUTCOME_OF.get(re.sub(r"[\s-]+", "_", fold(said)))
