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


def _came(line: GateLine) -> tuple[int, CountRow] | None:
    """How many fewer or more than planned came to a gate, by whose count; None where nobody
    counted before the goods were carried on."""
    for stage in (Stage.GATE, Stage.TRUCK):
        row = rules.current(line.counts, stage)
        if row is not None:
            return row.quantity - line.planned, row
    return None


def _supplier(delivery: DeliveryView, lines: Sequence[GateLine], now: datetime) -> Iterator[str]:
    """What differs from plan and note, gate by gate, by whose count, and what is asked for."""
    truck = beside(delivery.plate, delivery.driver, gap=" ") or f"#{delivery.no}"
    yield _("Truck {truck}, {time}:").format(truck=truck, time=_dated(delivery.arrives_at))
    said, lacks, over = False, False, False
    for line in lines:
        came = _came(line)
        if came is None or not came[0]:
            continue
        difference, row = came
        said, lacks, over = True, lacks or difference < 0, over or difference > 0
        yield _supplier_line(line, difference, row, now)
    if not said:
        yield _("All gates counted so far have what was planned. Thank you.")
    if lacks:
        yield _("Please bring what lacks, or take it off the bill.")
    if over:
        yield _("What is over is kept apart until you say whose it is.")


def _dated(moment: str) -> str:
    """A moment with its day, since nobody knows when a message is read."""
    return f"{local(moment):%m-%d %H:%M}"


def _supplier_line(line: GateLine, difference: int, row: CountRow, now: datetime) -> str:
    told = _("gate {gate}: {goods} {difference} ({counted} of {planned})").format(
        gate=line.compound,
        goods=line.called,
        difference=words.differs(difference, line.unit),
        counted=row.quantity,
        planned=line.planned,
    )
    parts = [told]
    if row.reason in (Reason.DAMAGED, Reason.WRONG_KIT):
        parts.append(words.why(row))
    by = _("counted by {name}").format(name=row.person) if row.person else _("counted")
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
        if _came(line) is not None:
            gates[line.compound].append(line)
    if not gates:
        yield _("Nothing was counted at the gates yet.")
    for gate, here in gates.items():
        yield _("To the neighbours of {gate}:").format(gate=gate)
        lacking = False
        for line in here:
            came = _came(line)
            assert came is not None
            difference, row = came
            counted = words.amount(row.quantity, line.unit)
            if difference >= 0:
                yield _("{goods}: {count} are here.").format(goods=line.called, count=counted)
                continue
            lacking = True
            yield _("{goods}: {count} of {planned} are here, {missing} are still to come.").format(
                goods=line.called,
                count=counted,
                planned=line.planned,
                missing=words.amount(-difference, line.unit),
            )
            if row.came:
                yield _("Some got {goods} instead; that is no mistake of yours.").format(
                    goods=row.came
                )
        if lacking:
            yield _("We have asked for the rest. Whoever gets none today comes first next time.")
