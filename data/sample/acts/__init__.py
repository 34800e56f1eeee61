"""What people did in the sample, by the verbs of its list: each one a command of the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from data.sample.acts import ground, queue, work

VERBS: Mapping[str, Callable[..., object]] = {
    "import": ground.bring_in,
    "begin": ground.begin,
    "contact": ground.add_contact,
    "lives": ground.lives,
    "keeps": ground.keeps,
    "close": ground.close,
    "absent": ground.falls_out,
    "delivery": work.add_delivery,
    "session": work.add_session,
    "drops": work.mark_drops,
    "sessions": work.mark_sessions,
    "give": work.give,
    "duty": work.give_duty,
    "correct": queue.correct,
    "own": queue.own,
    "chase": queue.chase,
    "callers": queue.name_callers,
    "tick": queue.tick,
    "line": queue.add_line,
    "end": queue.end,
}
