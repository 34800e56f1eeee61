"""The command `suggest`: who could fill the open places of a day, and giving it to them."""

from __future__ import annotations

import argparse
from datetime import date
from typing import Any

from models.problems import Problem
from models.suggest import Line
from models.times import iso
from screens.commands.arguments import add_command, day_text, read_day
from screens.commands.call import Call, Groups
from screens.commands.out import say_json, say_line, say_table
from screens.duties import words as duty_words
from screens.i18n import N_, _
from screens.sentences import say
from screens.suggest import words


def add_to(groups: Groups, shared: argparse.ArgumentParser) -> None:
    """Add this command."""
    parser = add_command(
        groups, shared, "suggest", suggest, N_("who could fill the open places of a day, and why")
    )
    parser.add_argument(
        "--day",
        type=day_text,
        metavar=_("DAY"),
        help=_("which day; the one that runs if not given"),
    )
    parser.add_argument("--apply", action="store_true", help=_("give it to them, in one step"))


def suggest(call: Call) -> int:
    """Print a suggestion, and put it into force when that is asked for."""
    from data.duties import queries as duties
    from data.suggest import commands, queries
    from models.suggest.lines import as_suggestion

    options = call.options
    with call.store() as store:
        now = store.now()
        with store.read() as conn:
            settings = duties.settings(conn)
            day = (
                queries.next_day(conn, now, settings)
                if options.day is None
                else read_day(options.day, now)
            )
            plan = queries.plan_day(conn, day, settings, now)
        found = as_suggestion(plan.lines)
        applied = bool(options.apply and found.given)
        if applied:
            store.do(commands.apply, found)
    if call.json:
        given = [_json(line) for line in plan.lines if line.person_no is not None]
        left = [_json(line) for line in plan.lines if line.person_no is None]
        say_json({"day": day.isoformat(), "applied": applied, "given": given, "left": left})
        return 0
    say_line(words.counted(plan.lines, day, now))
    if plan.lines:
        heads = (_("when"), _("what"), _("where"), _("who"), _("load"), _("why"))
        say_table(heads, [_cells(line, day) for line in plan.lines])
    if applied:
        say_line(_("Done; undo takes all of it back."))
    elif found.given:
        say_line(_("Nothing was written; --apply does it."))
    return 0


def _cells(line: Line, day: date) -> tuple[object, ...]:
    slot = line.slot
    return (
        duty_words.span(slot.starts, slot.ends, day),
        words.what(slot),
        slot.where,
        words.who(line),
        words.load(line),
        words.why(line.reason),
    )


def _json(line: Line) -> dict[str, Any]:
    slot = line.slot
    return {
        "work": slot.work.value,
        "ref": slot.no,
        "duty": slot.duty_no,
        "role": slot.role.value,
        "skill": slot.skill or None,
        "where": slot.where,
        "from": iso(slot.starts),
        "to": iso(slot.ends),
        "person_no": line.person_no,
        "name": line.name or None,
        "load_hours": round(line.minutes / 60, 2) if line.person_no is not None else None,
        "code": line.reason.code,
        "reason": say(Problem(line.reason.code, line.reason.params)),
        "warnings": [say(problem) for problem in line.reason.warnings],
    }
