"""What is written to others about counts: to a supplier what to bring, to residents what came."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import StrEnum

from models.counts import CountRow, GateLine, Reason, Stage, rules
from models.supplies import DeliveryView
from screens.counts import words
from screens.i18n import N_, Labels, _
from screens.kit.times import clock, local
from screens.kit.values import beside, joined


class To(StrEnum):
    """To whom it is written."""

    SUPPLIER = "supplier"
    RESIDENTS = "residents"


to = Labels({To.SUPPLIER: N_("for the supplier"), To.RESIDENTS: N_("for residents")})
"""To whom a message is."""


def message(whom: To, delivery: DeliveryView, lines: Sequence[GateLine], now: datetime) -> str:
    """A message ready to be copied, about the gates of these lines."""
    return "\n".join((_supplier if whom is To.SUPPLIER else _residents)(delivery, lines, now))


def _last(line: GateLine) -> CountRow:
    """The last count before the goods were carried on."""
    found = (rules.current(line.counts, stage) for stage in reversed(rules.TO_DRIVER))
    return next(row for row in found if row is not None)


def _came(line: GateLine) -> int | None:
    """How many came to a gate; None where nobody counted before the goods were carried on."""
    counted = any(row.stage in rules.TO_DRIVER for row in line.counts)
    return _last(line).quantity if counted else None


def _here(line: GateLine) -> int | None:
    """How many are here; None where only the truck's note tells of them, if anything."""
    counted = any(row.stage != Stage.TRUCK for row in line.counts)
    return _came(line) if counted else None


def _supplier(delivery: DeliveryView, lines: Sequence[GateLine], now: datetime) -> Iterator[str]:
    """What differs from plan and note, gate by gate, by whose count, and what is asked for; nothing
    of what lies with those who hand out."""
    truck = beside(delivery.plate, delivery.driver, gap=" ") or f"#{delivery.no}"
    yield _("Truck {truck}, {time}:").format(truck=truck, time=_dated(delivery.arrives_at))
    paid = {item.id for item in delivery.items if item.is_paid}
    counted = [line for line in lines if _came(line) is not None]
    if not counted:
        yield _("Nothing was counted at the gates yet.")
        return
    differ = [(line, rules.came_short(line)) for line in counted if rules.came_short(line)]
    for line, short in differ:
        yield _supplier_line(line, short, now)
    if not differ:
        yield _("All that was counted so far came as planned. Thank you.")
    lacking = [line for line, short in differ if short > 0]
    if any(line.item_id in paid for line in lacking):
        yield _("Please bring what lacks, or take it off the bill.")
    elif lacking:
        yield _("Please bring what lacks, or tell us that there is none.")
    if any(short < 0 for _line, short in differ):
        yield _("What is over is kept apart until you say whose it is.")


def _dated(moment: str) -> str:
    """A moment with its day, since nobody knows when a message is read."""
    return f"{local(moment):%m-%d %H:%M}"


_UNTOLD = (None, Reason.SHORT, Reason.EXTRA, Reason.THEFT)
"""Reasons that say no more than the figure does, or whom somebody suspects."""


def _supplier_line(line: GateLine, short: int, now: datetime) -> str:
    rows = rules.of_supplier(line)
    row = rows[-1] if len(rows) == 1 else _last(line)
    parts = [
        _("gate {gate}: {goods} {difference} ({counted} of {planned})").format(
            gate=line.compound,
            goods=line.called,
            difference=words.differs(-short, line.unit),
            counted=line.planned - short,
            planned=line.planned,
        ),
        *dict.fromkeys(words.why(one) for one in rows if one.reason not in _UNTOLD),
    ]
    by = _("counted by {name}").format(name=row.person) if row.person else _("counted here")
    parts.append(_("{by} at {time}").format(by=by, time=clock(row.counted_at, now)))
    if row.signed_by:
        parts.append(_("signed by {name}").format(name=row.signed_by))
    return joined(parts)


def _residents(_delivery: DeliveryView, lines: Sequence[GateLine], _now: datetime) -> Iterator[str]:
    """What came to each gate and what lacks, plainly and without blame.

    No reason is told but that of a kit: who is suspected of what is nobody's to read in a group.
    """
    gates: dict[str, list[GateLine]] = defaultdict(list)
    for line in lines:
        if _here(line) is not None:
            gates[line.compound].append(line)
    if not gates:
        yield _("Nothing was counted at the gates yet.")
    for gate, here in gates.items():
        yield _("To the neighbours of {gate}:").format(gate=gate)
        lacking = fewer = False
        for line in here:
            yield _residents_line(line)
            lacking = lacking or rules.came_short(line) > 0
            fewer = fewer or (_here(line) or 0) < line.planned
            came_instead = {row.came for row in line.counts if row.came}
            for other in sorted(came_instead):
                yield _("Some got {goods} instead; that is no mistake of yours.").format(
                    goods=other
                )
        if lacking:
            yield _("We will tell you here as soon as we know when the rest comes.")
        if fewer:
            yield _("Whoever gets none today comes first next time.")


def _residents_line(line: GateLine) -> str:
    """What came of some goods. What lacks is told as lacking, with no promise that is not ours to
    give, and what is held back here as that: who hears that it was asked for asks where it is."""
    came = _here(line) or 0
    counted = words.amount(came, line.unit)
    if came >= line.planned:
        return _("{goods}: {count} are here.").format(goods=line.called, count=counted)
    told = [
        _("{goods}: {count} of {planned} are here").format(
            goods=line.called, count=counted, planned=line.planned
        )
    ]
    short, kept = rules.came_short(line), rules.kept_back(line)
    if short > 0:
        told.append(_("{amount} lack").format(amount=words.amount(short, line.unit)))
    if kept:
        told.append(
            _("{amount} are held back for now").format(amount=words.amount(kept, line.unit))
        )
    return _("{facts}.").format(facts=joined(told))
