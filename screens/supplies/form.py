"""The forms of supplies: a delivery as announced, one stop of it, and a notice to be read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from models.problems import Problem
from models.supplies import DeliveryInput, DropView, goods
from models.times import LOCAL, loaded
from screens.i18n import N_
from screens.kit.fields import (
    count_check,
    count_of,
    moment_of,
    several_of,
    text_of,
    time_check,
    written,
)
from screens.kit.form import FormField, Value, Values

NOTICE: tuple[FormField, ...] = (
    FormField("notice", N_("notice"), "long", hint=N_("the text as it came; may stay empty")),
)


def delivery_fields(now: datetime, compounds: tuple[str, ...]) -> tuple[FormField, ...]:
    """The fields of a delivery; `compounds` are the stops there can be, in order."""
    return (
        FormField(
            "arrives_at",
            N_("arrives"),
            "time",
            required=True,
            hint=N_("04-10 09:00, or 9:00 for today"),
            check=time_check(lambda: now),
        ),
        FormField("items", N_("goods, one a line"), "long", required=True),
        FormField("drops", N_("stops"), "choices", choices=lambda: [(c, c) for c in compounds]),
        FormField("driver", N_("driver")),
        FormField("driver_phone", N_("driver's phone"), "phone"),
        FormField("plate", N_("plate")),
        FormField("note", N_("note")),
    )


def drop_fields(now: datetime) -> tuple[FormField, ...]:
    """The fields of one stop."""
    return (
        FormField("eta", N_("arrives"), "time", required=True, check=time_check(lambda: now)),
        FormField("hands_needed", N_("hands needed"), "number", required=True, check=count_check),
        FormField("note", N_("note")),
    )


def delivery_values(given: DeliveryInput) -> dict[str, Value]:
    """A delivery as the form shows it."""
    return {
        "arrives_at": written(given.arrives_at),
        "items": goods.spelled(given.items),
        "drops": given.drops,
        "driver": given.driver,
        "driver_phone": given.driver_phone,
        "plate": given.plate,
        "note": given.note,
    }


def blank_delivery(now: datetime, compounds: tuple[str, ...]) -> dict[str, Value]:
    """What stands in the form of a new delivery: the next morning, all stops."""
    here = now.astimezone(LOCAL)
    day = here if here.hour < 5 else here + timedelta(days=1)
    arrives = day.replace(hour=9, minute=0, second=0, microsecond=0)
    return {"arrives_at": written(arrives), "drops": compounds}


def drop_values(view: DropView) -> dict[str, Value]:
    """A stop as the form shows it."""
    return {
        "eta": written(loaded(view.eta)),
        "hands_needed": str(view.hands_needed),
        "note": view.note,
    }


def read_delivery(
    values: Values, now: datetime, compounds: tuple[str, ...]
) -> DeliveryInput | list[Problem]:
    """The delivery a form says, its stops in the order of the compounds."""
    problems: list[Problem] = []
    arrives = moment_of(values, "arrives_at", now, problems)
    items, unread = goods.read_items(text_of(values, "items"))
    chosen = several_of(values, "drops")
    if not chosen:
        problems.append(Problem("field_empty", {}, "drops"))
    if arrives is None or problems or unread:
        return [*problems, *unread]
    return DeliveryInput(
        arrives,
        tuple(items),
        text_of(values, "plate"),
        text_of(values, "driver"),
        text_of(values, "driver_phone"),
        text_of(values, "note"),
        tuple(name for name in compounds if name in chosen),
    )


def read_announced(text: str, now: datetime) -> dict[str, Value] | Problem:
    """What the text of a notice puts into the form; `notice_unclear` when it names no goods."""
    from models.reading.notice import read_notice

    reading = read_notice(text, now)
    if not reading.items:
        return Problem("notice_unclear", {}, "notice")
    given = goods.delivery_of(reading, now)
    values = delivery_values(given)
    del values["drops"]
    if reading.arrives_at is None:
        del values["arrives_at"]
    return values


def read_drop(values: Values, now: datetime) -> Mapping[str, object] | list[Problem]:
    """The changes to a stop a form says."""
    problems: list[Problem] = []
    eta = moment_of(values, "eta", now, problems)
    hands = count_of(values, "hands_needed", 0, problems)
    if problems:
        return problems
    return {"eta": eta, "hands_needed": hands, "note": text_of(values, "note")}
