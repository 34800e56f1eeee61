"""The forms of supplies: a delivery as announced, one stop of it, and a notice to be read."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from data.sql import Reader
from data.supplies import queries as supplies
from models.drafts import Value
from models.problems import Problem
from models.supplies import DeliveryInput, ItemInput, Run, goods
from screens.i18n import N_, _, language
from screens.kit.fields import FormField, Values, read_fields, reader, shown
from screens.kit.kinds import LONG, MOMENT, Choice, Several, Typed, count, named, yes_or_no
from screens.kit.record import Record, record_of
from screens.kit.values import beside
from screens.sentences import say
from screens.supplies import words

if TYPE_CHECKING:
    from models.reading.shapes import DeliveryReading


def _notice_pairs() -> list[tuple[str, str]]:
    return [("yes", _("announced")), ("no", _("without notice"))]


_ANNOUNCED = yes_or_no(_notice_pairs, empty=True)

NOTICE: tuple[FormField, ...] = (
    FormField("notice", N_("notice"), LONG, hint=N_("the text as it came; may stay empty")),
    FormField(
        "is_announced", N_("it was"), _ANNOUNCED, hint=N_("what came without notice is here now")
    ),
)


def _goods(text: str, _now: datetime) -> tuple[ItemInput, ...] | list[Problem]:
    items, problems = goods.read_items(text)
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
            hint=N_("packs A 1720份, 1 per household, cold, paid, batch 3"),
        ),
        FormField("drops", N_("stops"), Several(named(compounds)), required=True),
        FormField("driver", N_("driver")),
        FormField("driver_phone", N_("driver's phone")),
        FormField("plate", N_("plate")),
        FormField("source", N_("sent by"), hint=N_("subdistrict, a company that gave it")),
        FormField("pass_no", N_("pass number")),
        FormField("run", N_("unload"), Choice(words.run.pairs, Run, Run.GATES)),
        FormField("is_announced", N_("it was"), _ANNOUNCED),
        FormField("note", N_("note")),
    )


STOP: tuple[FormField, ...] = (
    FormField("eta", N_("arrives"), MOMENT, required=True),
    FormField("hands_needed", N_("hands needed"), count(), required=True),
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


def notice_read(text: str, now: datetime, compounds: Sequence[str]) -> DeliveryReading:
    """What a notice says.

    Raises:
        BrokenTable: what `models.word_tables` refuses.
    """
    from models.reading.gazetteer import CompoundName
    from models.reading.notice import read_notice

    known = [CompoundName(no, name, "") for no, name in enumerate(compounds, 1)]
    return read_notice(text, now, known)


def left_open(reading: DeliveryReading) -> str:
    """The words of a notice that were not read, or not as they stand, as sentences: they go into
    the note, so that they are in sight until they are typed."""
    told = (one for one in reading.doubted if one.words)
    words = (say(Problem(f"notice_{one.code}", {"values": list(one.words)})) for one in told)
    return beside(*words, gap=" ")


class Announced(NamedTuple):
    """What the text of a notice puts into the form of a delivery."""

    values: dict[str, Value]
    here: DeliveryInput | None = None
    """The delivery, where the notice says that its truck is here; then it may name no goods."""


def read_announced(
    values: Values, now: datetime, compounds: Sequence[str] = ()
) -> Announced | list[Problem]:
    """What the text of a notice puts into the form of a delivery, nothing where there is none;
    `notice_unread` when none of its goods could be read, `notice_unclear` when it names none."""
    found = read_fields(NOTICE, values, now)
    if isinstance(found, list):
        return found
    came = not found["is_announced"]
    here = {"is_announced": False, "arrives_at": now} if came else {"is_announced": True}
    told = {name: value for name, value in shown(delivery_fields(()), here).items() if name in here}
    if not found["notice"]:
        return Announced(told if came else {})
    reading = notice_read(found["notice"], now, compounds)
    if not reading.items and reading.unread:
        return [Problem("notice_unread", {"value": reading.unread}, "notice")]
    if not reading.items and (came or not reading.came):
        return [Problem("notice_unclear", {}, "notice")]
    given = goods.delivery_of(reading, now)._replace(note=left_open(reading))
    stands = shown(delivery_fields(()), given)
    if not reading.stops:
        del stands["drops"]
    if reading.came:
        return Announced(stands, None if came else given)
    if reading.arrives_at is None:
        del stands["arrives_at"]
    return Announced(stands | told)


read_stop = reader(STOP, Stop)
