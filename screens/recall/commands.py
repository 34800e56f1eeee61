"""recall, shared: an abnormal tube and what is done about it; houses that share a kitchen."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from models.problems import Refused
from models.recall import RetestState
from screens.commands import standard_input
from screens.commands.arguments import add_command, file_name
from screens.commands.call import Call, Groups
from screens.commands.named import ROUND
from screens.commands.out import table
from screens.commands.outgoing import Rows, add_table_options, answer_table, refuse_table
from screens.commands.usage import BadUsage
from screens.i18n import N_, _
from screens.kit.several import told as several_told
from screens.kit.values import beside, filled, headed, joined
from screens.recall import slips, words
from screens.recall.listing import BUILDING, JOB, RECALL, Told, jobs
from screens.recall.on_record_listing import ON_RECORD, RECALLED, RETEST, OnRecord
from screens.recall.wording import all_said

if TYPE_CHECKING:
    from data.recall.commands import Applied
    from data.recall.plans import RecallPlan
    from data.sql import Reader
    from data.step import Step
    from data.store import Store
    from models.recall import RecallRow

_MARKS = {
    "begin": RetestState.UNDER_WAY,
    "done": RetestState.DONE,
    "off": RetestState.CANCELLED,
    "plan": RetestState.PLANNED,
}


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add the command."""
    parser = add_command(
        groups, shared, "recall", recall, N_("an abnormal tube: who was in it, who goes to them")
    )
    parser.add_argument(
        "codes",
        nargs="*",
        metavar=_("CODE"),
        help=_(
            "codes of tubes; begin, done, off with numbers of re-tests; back with a code; nothing:"
            " what is on record"
        ),
    )
    parser.add_argument(
        "--list",
        type=file_name,
        metavar="FILE",
        help=_("names or doors as they came, with or without codes; - for what is pasted"),
    )
    parser.add_argument(
        "--round", type=ROUND, metavar="N", help=_("number of the round, where it is unclear")
    )
    parser.add_argument(
        "--apply", action="store_true", help=_("do it, in one step; else it is only planned")
    )
    parser.add_argument(
        "--say", action="store_true", help=_("what to say to them, naming nobody else")
    )
    parser.add_argument(
        "--to",
        type=file_name,
        metavar="FILE",
        help=_("write the slips of who goes to this new file: .txt, or .html to print"),
    )

    parser.add_argument(
        "--corrects",
        metavar="TEXT",
        default="",
        help=_("with back: who says that it was a mistake, and why"),
    )

    parser = add_command(
        groups, shared, "shared", shares, N_("houses whose rooms share kitchen or bathroom")
    )
    add_table_options(parser)
    parser.add_argument(
        "places",
        nargs="*",
        metavar=_("PLACE"),
        help=_("a compound by its name, or a building: Blossom 3, 43-21"),
    )
    way = parser.add_mutually_exclusive_group()
    way.add_argument("--yes", action="store_true", help=_("their rooms share it"))
    way.add_argument("--no", action="store_true", help=_("their rooms do not"))
    way.add_argument("--unsaid", action="store_true", help=_("as is usual: in lanes they do"))


def recall(call: Call) -> int:
    """Plan or do the recall of tubes, or say how far re-tests are.

    Raises:
        Refused: as the plan and the commands; `recall_both` for codes and a list, `recall_unnamed`,
            `recall_unclear` for an act without numbers.
    """
    options = call.options
    if options.codes and options.codes[0] in _MARKS:
        return _mark(call, options.codes[0], options.codes[1:])
    if options.codes and options.codes[0] == "back":
        return _back(call, options.codes[1:])
    if not options.codes and options.list is None and not options.apply:
        return _on_record(call)
    if options.codes and options.list is not None:
        raise BadUsage("recall_both", "list")
    return _recall(call)


def _pasted(call: Call) -> str | None:
    """The list that is given; None where codes are.

    Raises:
        Refused: as `data.exchange.sheets.read_source`.
    """
    path = call.options.list
    if path is None:
        return None
    if str(path) == standard_input.NAMED:
        from data.exchange.encodings import decode

        return decode(standard_input.read_input(), standard_input.called())
    from data.exchange.listed import lines_in

    return lines_in(path)


def _recall(call: Call) -> int:
    options = call.options
    pasted = _pasted(call)
    done = None
    with call.store() as store:
        plan = _plan(call, store, pasted)
        if options.apply and not plan.settled:
            from data.recall import commands
            from data.recall.plans import just_recalled

            done = store.do(commands.apply, plan)
            plan = just_recalled(_plan(call, store, pasted))
        now = store.now()
        if options.to:
            _write(call, plan, now)
    found = [Told(plan, one, done is not None) for one in plan.recalls]
    value = [_plain(call, one, now) for one in found]
    lines = [*_lines(call, found, now), *(call.done[-1:] if options.to else ())]
    lines.append(_ending(plan, done))
    call.behind_answer.extend(one.problem for one in plan.left)
    return call.answer(value[0] if len(value) == 1 else value, lines)


def _plan(call: Call, store: Store, pasted: str | None) -> RecallPlan:
    from data.recall import plans
    from data.recall.asked import asked_by_codes, asked_by_list

    with store.read() as conn:
        if pasted is None:
            asked = asked_by_codes(call.options.codes, call.options.round)
        else:
            asked = asked_by_list(conn, pasted, call.options.round)
        return plans.plan(conn, asked, store.now())


def _plain(call: Call, told: Told, now: datetime) -> dict[str, object]:
    plain = RECALL.plain(told, now)
    if call.options.say:
        said = all_said(told.recall, jobs(told.plan, told.recall), now, told.plan.recalls)
        plain["say"] = [one._asdict() for one in said]
    return plain


def _write(call: Call, plan: RecallPlan, now: datetime) -> None:
    """Write the slips of the re-tests on record.

    Raises:
        Refused: `slips_none` while none is on record.
    """
    from data.paper import write_paper

    if not plan.kept:
        raise Refused("slips_none", "to")
    made = slips.page if call.options.to.suffix.lower() in (".html", ".htm") else slips.text
    write_paper(call.options.to, made(plan.kept, now))
    call.done.append(filled(_("The slips are in {file}."), {"file": call.options.to}))


def _lines(call: Call, found: Sequence[Told], now: datetime) -> Iterator[str]:
    for told in found:
        one = told.recall
        yield words.counted(one)
        yield from (f"⚠ {line}" for line in words.told(one))
        yield from table(JOB.columns, jobs(told.plan, one), now)
        if without := words.unvisited(one):
            yield without
        yield from words.sharing(one.sharing)
        if call.options.say:
            for said in all_said(one, jobs(told.plan, one), now, told.plan.recalls):
                yield headed(said.to, said.text)


def _ending(plan: RecallPlan, done: Applied | None) -> str:
    if done is not None:
        tubes = [one.code for one in plan.recalls]
        return beside(words.applied(tubes, done), _("Undo takes all of it back."), gap=" ")
    if plan.settled:
        return _("Recalled already: nothing is new, nothing was changed.")
    return _("Nothing was written; --apply does it.")


def _mark(call: Call, act: str, numbers: Sequence[str]) -> int:
    """Say how far re-tests are."""
    from data.recall import commands, queries

    if not numbers:
        raise BadUsage("recall_unnamed", "no", act=act)
    for one in numbers:
        if not (one.isascii() and one.isdecimal()) or len(one) > 9:
            raise BadUsage("recall_unclear", "no", value=one)
    with call.store() as store:
        done = store.do(commands.mark_retests, [*map(int, numbers)], _MARKS[act])
        with store.read() as conn:
            rows = [queries.retest(conn, no) for no in done.nos]
    said = several_told(done, words.marked_as(rows, _MARKS[act]))
    return call.answer([row._asdict() for row in rows], [said])


def _back(call: Call, codes: Sequence[str]) -> int:
    """Take recalls back, all or none of them.

    Raises:
        Refused: `recall_back_unnamed`, and as `data.recall.back`.
    """
    from data.recall import back

    if not codes:
        raise BadUsage("recall_back_unnamed", "code")
    with call.store() as store:

        def take(step: Step) -> list[RecallRow]:
            found = [back.recall_meant(step.conn, one, call.options.round) for one in codes]
            numbers = dict.fromkeys(one.no for one in found)
            return [back.take_back(step, no, call.options.corrects) for no in numbers]

        done = store.do(take)
        now = store.now()
        rows = {row.no: row for row in store.ask(back.recalls, now)}
    found = [rows[one.no] for one in done]
    return call.answer(
        [RECALLED.plain(one, now) for one in found], [words.taken_back(one) for one in done]
    )


def _on_record(call: Call) -> int:
    """Tell the recalls on record and the re-tests still to be done; of one round where it is
    named."""
    from data.recall import back, queries
    from data.recall.left import waiting

    wanted = call.options.round
    with call.store() as store:
        now = store.now()
        with store.read() as conn:
            recalls = back.recalls(conn, now)
            retests = queries.open_retests(conn)
            tubes = [*waiting(conn, now).unrecalled]
    if wanted is not None:
        recalls = [one for one in recalls if one.round_no == wanted]
        numbers = {one.no for one in recalls}
        retests = [one for one in retests if one.recall_no in numbers]
        tubes = [one for one in tubes if one.round_no == wanted]
    found = OnRecord(recalls, retests, tubes)
    lines = [*table(RECALLED.columns, recalls, now)] if recalls else [_("No recall is on record.")]
    if tubes:
        codes = [one.code for one in tubes]
        first = headed(_("⚠ Abnormal, not recalled yet"), joined(codes))
        lines = [first, words.next_recall(codes), *lines]
    if retests:
        lines += ["", _("Re-tests still to be done:"), *table(RETEST.columns, retests, now)]
    return call.answer(ON_RECORD.plain(found, now), lines)


# -- whose rooms share something -------------------------------------------------------------------


def shares(call: Call) -> int:
    """Say of houses whether their rooms share kitchen or bathroom, or list what holds.

    Raises:
        Refused: as `data.closed.queries.find`; `shared_nowhere` for an answer without a place.
    """
    from data.households import building_commands
    from data.recall.queries import sharing_buildings

    options = call.options
    answers = (options.yes, options.no, options.unsaid)
    if any(answers):
        refuse_table(options)
    with call.store() as store:
        with store.read() as conn:
            numbers = _buildings(conn, options.places) if options.places else None
        if any(answers):
            if not numbers:
                raise BadUsage("shared_nowhere", "place")
            to = None if options.unsaid else bool(options.yes)
            store.do(building_commands.set_shared, numbers, to)
        found = store.ask(sharing_buildings, numbers)
        now = store.now()
    return answer_table(
        call,
        N_("houses whose rooms share kitchen or bathroom"),
        Rows.of(BUILDING.columns, found, now),
        [BUILDING.plain(one, now) for one in found],
        lambda: table(BUILDING.columns, found, now),
    )


def _buildings(conn: Reader, said: Sequence[str]) -> list[int]:
    """The numbers of the buildings that are meant; of a compound all."""
    from data.closed.queries import find
    from data.households.buildings import buildings
    from data.households.queries import compound_names
    from models.closed import Extent

    keys = [find(conn, one) for one in said]
    whole = {key.no for key in keys if key.extent is Extent.COMPOUND}
    compounds = {name for name, no in compound_names(conn).items() if no in whole}
    within = [row.no for row in buildings(conn) if row.compound in compounds]
    return [*(key.no for key in keys if key.extent is Extent.BUILDING), *within]
