"""What is done at one door of a recall: what to say there, and the results of who was sampled."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from models.recall import RetestRow, Visit
from models.times import loaded
from screens.i18n import _
from screens.kit.one_line import OneLine
from screens.kit.values import headed, joined
from screens.recall import words
from screens.recall.listing import jobs
from screens.recall.wording import (
    Coming,
    all_said,
    coming_of,
    mates_of,
    to_member,
    to_negative,
    to_positive,
)

if TYPE_CHECKING:
    from data.recall.plans import RecallPlan
    from data.step import Step
    from models.recall import RecallRow
    from screens.kit.desk import Desk


def say_at_door(one: RetestRow | Visit, plan: RecallPlan, now: datetime) -> str:
    """What is said at a door, as its people's results and their sampling stand now."""
    number = one.door.household_no if isinstance(one, Visit) else one.household_no
    plan = plan._replace(visits=[one]) if isinstance(one, Visit) else plan
    said: dict[str, str] = {}
    for recall in plan.recalls:
        for each in all_said(recall, jobs(plan, recall), now, plan.recalls):
            if each.household == number:
                said.setdefault(each.kind, each.text)
    if said:
        return "\n".join(said.values())
    if isinstance(one, Visit):
        return to_member(coming_of(one), now, mates_of(plan.recalls, number))
    if plan.positive_at(one):
        return to_positive()
    if plan.is_needless(one):
        return to_negative()
    coming = Coming(one.state, loaded(one.starts_at)) if one.goes else None
    return to_member(coming, now, mates_of(plan.recalls, number))


def copy_words(desk: Desk, one: RetestRow | Visit, plan: RecallPlan) -> str:
    """Copy what is said at a door; what is told of that."""
    desk.copy_to_clipboard(say_at_door(one, plan, desk.store.now()))
    return headed(_("Copied, to be said to nobody else"), words.shown_door(one))


def take_back(desk: Desk, plan: RecallPlan) -> None:
    """Take the recalls of a plan that are on record back as a whole; who says that one was a
    mistake is asked where no tube of ours says so."""
    from data.recall import back

    found = [(one.on_record.no, one.tube) for one in plan.recalls if one.on_record is not None]

    async def take(text: str) -> object:
        def command(step: Step) -> list[RecallRow]:
            return [back.take_back(step, no, text) for no, _tube in found]

        return await desk.perform(command, lambda done: joined(map(words.taken_back, done)))

    if all(tube is not None for _no, tube in found):
        desk.run_worker(take(""))
        return
    desk.open_dialog(
        OneLine(
            lambda: _("Take the recall back"),
            lambda: _("who says that it was a mistake, and why"),
            take,
            says_when=False,
        )
    )


def write_results(desk: Desk, row: RetestRow) -> None:
    """Ask for the result of those who were sampled at a door, all of them or one after another."""
    from screens.results.form import write_result

    place = desk.here
    if place is not None:
        write_result(
            place,
            joined([f"{words.door(row)} {row.names[0]}", *row.names[1:]])
            if row.names
            else words.door(row),
        )
