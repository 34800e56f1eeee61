"""The forms of supplies: a delivery as announced, one stop of it, and a notice to be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple

from data.sql import Reader
from data.supplies import queries as supplies
from data.supplies.announced import read_delivery_text
from models.drafts import Value
from models.problems import Problem
from models.supplies import DeliveryInput, ItemInput, Run, goods, rules, typed_goods
from screens.i18n import N_, _, language
from screens.kit.fields import FormField, Values, read_fields, reader, shown
from screens.kit.kinds import LONG, MOMENT, PHONE, Choice, Several, Typed, count, named, yes_or_no
from screens.kit.record import Record, record_of
from screens.supplies import words


def _notice_pairs() -> list[tuple[str, str]]:
    return [("yes", _("announced before")), ("no", _("came without notice"))]


_ANNOUNCED = yes_or_no(_notice_pairs, empty=True)

NOTICE: tuple[FormField, ...] = (
    FormField("notice", N_("notice"), LONG, hint=N_("the text as it came; may stay empty")),
    FormField(
        "is_announced",
        N_("notice of it"),
        _ANNOUNCED,
        hint=N_("what came without notice is here now"),
    ),
)


def _goods(text: str, _now: datetime) -> tuple[ItemInput, ...] | list[Problem]:
    items, problems = typed_goods.read_items(text)
    return problems or tuple(items)


def _spelled(items: Sequence[ItemInput]) -> str:
    """Goods as lines, in the language spoken now."""
    return goods.spelled(items, goods.CHINESE if language() == "zh" else goods.ENGLISH)


_GOODS: Typed[tuple[ItemInput, ...]] = Typed(reads=_goods, shows=_spelled, empty=(), lines=True)


def delivery_fields(compounds: Sequence[str]) -> tuple[FormField, ...]:
    """The fields of a delivery; `compounds` are the stops there can be, in order."""
    return (
        FormField(
            "arrives_at",
            N_("arrives"),
            MOMENT,
            required=True,
            hint=N_("04-10 09:00, or 9:00 for today"),
        ),
        FormField(
            "items",
            N_("goods, by line"),
            _GOODS,
            required=True,
            hint=N_("rice 1720 bags, 1 per household, cold, paid, batch 3"),
        ),
        FormField("drops", N_("stops"), Several(named(compounds)), required=True),
        FormField("driver", N_("driver")),
        FormField("driver_phone", N_("driver's phone"), PHONE),
        FormField("plate", N_("plate")),
        FormField("source", N_("sent by"), hint=N_("subdistrict, a company that gave it")),
        FormField("pass_no", N_("pass number")),
        FormField("run", N_("unload"), Choice(words.run.pairs, Run, Run.GATES)),
        FormField("is_announced", N_("notice of it"), _ANNOUNCED),
        FormField("note", N_("note"), LONG),
    )


STOP: tuple[FormField, ...] = (
    FormField("eta", N_("arrives"), MOMENT, required=True),
    FormField(
        "hands_needed",
        N_("helpers needed"),
        count(most=rules.MOST_HANDS, wrong="hands_unclear"),
        required=True,
    ),
    FormField("note", N_("note")),
)
"""The fields of one stop."""


class Stop(NamedTuple):
    """What the form of a stop says."""

    eta: datetime
    hands_needed: int
    note: str


def delivery_record(conn: Reader, no: int) -> Record:
    """A delivery on file.

    Raises:
        Refused: `delivery_unknown`.
    """
    view = supplies.delivery(conn, no)
    given = supplies.delivery_input(conn, no)
    return Record(
        lambda: _("Delivery {no}").format(no=no),
        shown(delivery_fields(()), given),
        view.version,
        (view.id,),
    )


def delivery_given(**said: Any) -> DeliveryInput:
    """A delivery of what stands in its form."""
    return DeliveryInput(**said | {"is_announced": int(said["is_announced"])})


def blank_delivery(now: datetime, compounds: Sequence[str]) -> dict[str, Value]:
    """What stands in the form of a new delivery: the next morning, all stops."""
    arrives = goods.usual_arrival(now)
    stands = {"arrives_at": arrives, "drops": compounds, "is_announced": True}
    return shown(delivery_fields(()), stands)


stop_record = record_of(
    supplies.drop, lambda view: _("Stop at {compound}").format(compound=view.compound), STOP
)


class Announced(NamedTuple):
    """What the text of a notice puts into the form of a delivery.

    Attributes:
        told: what is to be known of that.
        here: the delivery, where the notice says that its truck is here; then it may name no goods.
    """

    values: dict[str, Value]
    told: tuple[Problem, ...] = ()
    here: DeliveryInput | None = None


def read_announced(
    values: Values, now: datetime, compounds: Sequence[str] = ()
) -> Announced | list[Problem]:
    """What the text of a notice puts into the form of a delivery, nothing where there is none;
    `notice_unclear` when it names no goods, and what is wrong in a table of goods by compound."""
    found = read_fields(NOTICE, values, now)
    if isinstance(found, list):
        return found
    came = not found["is_announced"]
    here = {"is_announced": False, "arrives_at": now} if came else {"is_announced": True}
    told = {name: value for name, value in shown(delivery_fields(()), here).items() if name in here}
    if not found["notice"]:
        return Announced(told if came else {})
    read = read_delivery_text(found["notice"], now, compounds)
    if isinstance(read, list):
        return [Problem(one.code, one.params, "notice") for one in read]
    if came and not read.given.items:
        return [Problem("notice_unclear", {}, "notice")]
    stands = shown(delivery_fields(()), read.given)
    if not read.given.drops:
        del stands["drops"]
    if read.came:
        return Announced(stands, read.told, None if came else read.given)
    if not read.is_timed:
        del stands["arrives_at"]
    return Announced(stands | told, read.told)


read_stop = reader(STOP, Stop)
