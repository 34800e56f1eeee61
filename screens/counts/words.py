"""Counts in words: stages, reasons, what differs and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from models.address import dashed
from models.counts import CountRow, GateLine, Lack, Reason, Site, Stage, Verdict, rules
from models.supplies import rules as supply_rules
from screens.i18n import N_, Labels, _
from screens.kit.times import clock
from screens.kit.values import beside, headed, joined

if TYPE_CHECKING:
    from data.counts.commands import Counted

stage = Labels(
    {
        Stage.TRUCK: N_("truck note"),
        Stage.GATE: N_("at the gate"),
        Stage.BUILDING: N_("at the buildings"),
        Stage.DOORS: N_("at the doors"),
    }
)
"""Where goods are counted."""

reason = Labels(
    {
        Reason.SHORT: N_("came short"),
        Reason.DAMAGED: N_("came damaged"),
        Reason.WRONG_KIT: N_("wrong kit"),
        Reason.EXTRA_PEOPLE: N_("extra people"),
        Reason.HELD_BACK: N_("held back"),
        Reason.THEFT: N_("theft suspected"),
        Reason.OTHER: N_("other, in words"),
        Reason.EXTRA: N_("more came"),
        Reason.FOUND: N_("found again"),
        Reason.MISCOUNT: N_("count before was wrong"),
    }
)
"""Why a count differs."""


def amount(quantity: int, unit: str) -> str:
    """So many of something: `12份`, `6 bags`."""
    return supply_rules.amount("", quantity, unit).strip()


def building(site: Site | CountRow | Lack) -> str:
    """A building as it is told; empty for none."""
    return dashed(site.lane, site.building) if site.building else ""


def differs(difference: int, unit: str) -> str:
    """A difference in a few words: `12份 short`, `3份 too many`."""
    if difference < 0:
        return _("{amount} short").format(amount=amount(-difference, unit))
    return _("{amount} too many").format(amount=amount(difference, unit))


def why(row: CountRow) -> str:
    """The reason of a count as far as it was given."""
    if row.reason is None:
        return ""
    said = reason(row.reason)
    if row.reason == Reason.OTHER and row.said:
        return row.said
    if row.came:
        said = _("{reason}: {goods} came instead").format(reason=said, goods=row.came)
    return beside(said, row.said, gap=" ")


def who(row: CountRow, now: datetime) -> str:
    """Who counted, when, and who signed."""
    signed = _("signed by {name}").format(name=row.signed_by) if row.signed_by else ""
    return beside(row.person or "", clock(row.counted_at, now), signed, gap=" ")


def held_against(verdict: Verdict) -> str:
    """What a count is held against: `of 235 planned`, `of 235 by the truck's note`."""
    held = verdict.before
    if held is None:
        return ""
    if held.stage is None:
        return _("of {count} planned").format(count=held.quantity)
    return {
        Stage.TRUCK: _("of {count} by the truck's note"),
        Stage.GATE: _("of {count} at the gate"),
        Stage.BUILDING: _("of {count} at the buildings"),
    }[held.stage].format(count=held.quantity)


def verdict(counted: int, found: Verdict, unit: str) -> str:
    """What a figure comes to: `223: 12份 short of 235 planned`."""
    if found.difference:
        told = beside(differs(found.difference, unit), held_against(found), gap=" ")
    elif found.over:
        told = over(found, unit)
    elif found.before is None:
        return str(counted)
    else:
        told = _("as before")
    return headed(str(counted), told)


def over(found: Verdict, unit: str) -> str:
    """That buildings have more than came to their gate, or were to come there; or have fewer."""
    more = amount(abs(found.over), unit)
    planned = found.whole is None or found.whole.stage is None
    if found.over < 0 and planned:
        return _("all buildings together have {amount} fewer than planned").format(amount=more)
    if found.over < 0:
        return _("all buildings together have {amount} fewer than came").format(amount=more)
    if planned:
        return _("all buildings together have {amount} more than planned").format(amount=more)
    return _("all buildings together have {amount} more than came").format(amount=more)


def done(one: Counted) -> str:
    """A count that was written down, as a sentence."""
    row, line = one.row, one.line
    told = _("{where}, {stage}: {goods} {count}").format(
        where=beside(line.compound, building(row), gap=" "),
        stage=stage(row.stage),
        goods=line.called,
        count=amount(row.quantity, line.unit),
    )
    found = one.verdict
    if not found.difference and not found.over:
        return told
    less = differs(found.difference, line.unit) if found.difference else over(found, line.unit)
    return headed(told, beside(less, held_against(found) if found.difference else "", gap=" "))


def too_many(one: Counted) -> str:
    """That all gates together got more than the truck brought; empty where that can be."""
    if one.on_truck is None:
        return ""
    return _("⚠ All gates together: {count} {goods}, and the truck brought {brought}.").format(
        count=amount(one.in_all, one.line.unit),
        goods=one.line.called,
        brought=amount(one.on_truck, one.line.unit),
    )


def called(line: GateLine, row: CountRow) -> str:
    """A count by what was counted and where: `大林苑 2 蔬菜包 218份`."""
    counted = amount(row.quantity, line.unit)
    return beside(line.compound, building(row), line.called, counted, gap=" ")


def explained(line: GateLine, row: CountRow) -> str:
    """That it was said why a count differs."""
    return _("{count}: {why}.").format(count=called(line, row), why=why(row))


def skipped(stages: Sequence[Stage]) -> str:
    """Which stages were not counted; empty for none."""
    if not stages:
        return ""
    return _("Not counted: {stages}.").format(stages=joined(map(stage, stages)))


# -- what lacks ------------------------------------------------------------------------------------


def lack(one: Lack, now: datetime) -> str:
    """What differs, where, and what to do: tell the driver while he is there, later say why."""
    where = one.compound + (f" {building(one)}" if one.building else "")
    told = _("{goods}: {difference} at {where}").format(
        goods=one.goods, difference=differs(one.difference, one.unit), where=where
    )
    if rules.is_red(one, now):
        if one.difference > 0:
            return _("ask the driver whose they are: {told}, the truck is still there").format(
                told=told
            )
        return _("tell the driver now: {told}, the truck is still there").format(told=told)
    return _("{told} ({stage}), nobody said why").format(told=told, stage=stage(one.stage))


def short_lack(lacks: Sequence[Lack]) -> str:
    """What differs at a stop, for a column; empty for nothing."""
    if not lacks:
        return ""
    if len(lacks) > 1:
        return _("⚠ {count} kinds off").format(count=len(lacks))
    (one,) = lacks
    if one.difference < 0:
        return _("⚠ {count} short").format(count=-one.difference)
    return _("⚠ {count} over").format(count=one.difference)


# -- a line of figures -----------------------------------------------------------------------------


def chain(line: GateLine) -> str:
    """The five counts of some goods in a row: `planned 235 · note 235 · gate 223 (12 short, …)`."""
    said = [_("planned {count}").format(count=line.planned)]
    for one in rules.STAGES:
        counted = rules.figure(line, one)
        if counted is not None:
            said.append(_figure(line, one, counted))
    return " · ".join(said)


def _figure(line: GateLine, at: Stage, counted: int) -> str:
    told = f"{stage(at)} {counted}"
    rows = rules.of_buildings(line, at)
    if rows and not rules.is_whole(line, at):
        told += _(" so far")
    row = rules.current(line.counts, at)
    less = None if row is None else rules.difference_of(line, row)
    if row is not None and less:
        told += f" ({joined((differs(less, line.unit), why(row) or _('nobody said why')))})"
    return told


def facts(lines: Sequence[GateLine]) -> Iterator[tuple[str, bool]]:
    """What was counted at a gate, goods by goods, each with whether a reason lacks; nothing of
    goods that nobody counted."""
    for line in lines:
        if rules.last_counted(line) is not None:
            yield headed(line.called, chain(line)), bool(rules.unexplained(line))


def history(rows: Sequence[CountRow], now: datetime) -> str:
    """Earlier counts of one stage: `earlier 225 (小林 08:00), 224 (…)`."""
    if not rows:
        return ""
    told = joined(f"{row.quantity} ({who(row, now)})" for row in rows)
    return _("earlier {counts}").format(counts=told)


PROBLEMS: dict[str, str] = {
    "count_unknown": N_("There is no count {no}."),
    "count_replaced": N_("Count {no} was replaced or taken back on {at}."),
    "figure_unclear": N_("{value} is no figure; write it like 223."),
    "count_negative": N_("{value}: a count is 0 or more."),
    "count_fraction": N_("{value}: nothing is counted in fractions; count what is whole."),
    "count_too_many": N_("{value} is more than a truck brings; {most} at most."),
    "count_ahead": N_("{at} is still to come: when was it counted?"),
    "count_incomplete": N_("Say where and what was counted: --stage, --compound and --goods."),
    "count_called_off": N_(
        "{compound} was called off on delivery {no}; plan it again before counting there."
    ),
    "count_meanwhile": N_(
        "{quantity} was counted here meanwhile ({person} {at}); type it again to replace that."
    ),
    "stage_not_by_building": N_(
        "Note and gate are counted for the whole gate; leave the building out."
    ),
    "goods_not_here": N_("{value} is not on this delivery; it brings {goods}."),
    "goods_not_one_here": N_("{value} may be any of {goods}; name one of them."),
    "lack_unexplained": N_(
        "{where} {goods}: {quantity}, {difference}{unit} fewer than {than}; say why with --reason."
    ),
    "surplus_unexplained": N_(
        "{where} {goods}: {quantity}, {difference}{unit} more than {than}; say why with --reason."
    ),
    "truck_total_differs": N_(
        "{goods}: the note says {quantity}, {announced} were announced. Change what comes, which"
        ' divides it anew: deliver --change {no} "…"; or count gate by gate with --compound.'
    ),
    "reason_of_surplus": N_("{goods}: {difference}{unit} lack; that reason is for what is over."),
    "reason_of_lack": N_("{goods}: {difference}{unit} are over; that reason is for what lacks."),
    "count_planned": N_("the {count} planned"),
    "count_noted": N_("the {count} of the truck's note"),
    "count_at_gate": N_("the {count} at the gate"),
    "count_at_buildings": N_("the {count} at the buildings"),
    "reason_words_missing": N_("Say in words what the other reason is."),
    "reason_said_missing": N_("Say in words what the other reason is, with --said."),
    "came_needs_wrong_kit": N_(
        "What came instead is told where the wrong kit came, and only there."
    ),
}


ACTS: dict[str, str] = {
    "counted_truck": N_("{compound}, by the truck's note: {goods}"),
    "counted_gate": N_("counted at the gate of {compound}: {goods}"),
    "counted_building": N_("brought to the buildings of {compound}: {goods}"),
    "counted_doors": N_("handed out at the doors of {compound}: {goods}"),
    "count_explained": N_("said of a count at {compound}: {goods}"),
    "count_withdrawn": N_("count at {compound} taken out: {goods}"),
}
