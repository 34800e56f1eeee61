"""What people did in the sample, by the verbs of its list: each one a command of the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from data.sample.acts import ground, queue, stock, supplies, testing, work

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
    "count": supplies.count,
    "missed": supplies.miss,
    "come": supplies.come,
    "disinfect": supplies.disinfect,
    "leave": supplies.leave,
    "late": supplies.be_late,
    "driver": supplies.note_driver,
    "promise": supplies.keep_promise,
    "loads": supplies.plan_loads,
    "carry": supplies.mark_loads,
    "room": stock.add_room,
    "stock": stock.keep,
    "move": stock.move,
    "left_over": stock.bring_left_over,
    "stock_count": stock.count,
    "give": work.give,
    "duty": work.give_duty,
    "correct": queue.correct,
    "own": queue.own,
    "chase": queue.chase,
    "callers": queue.name_callers,
    "tick": queue.tick,
    "line": queue.add_line,
    "end": queue.end,
    "tubes": testing.list_tubes,
    "told": testing.list_results,
    "fill": testing.fill,
    "report": testing.report,
    "samples": testing.send,
    "recall": testing.recall,
    "result": testing.come_to,
}
