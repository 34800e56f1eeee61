"""What is told of drivers, suppliers and a truck's run: tables and their JSON."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from data.sql import Reader
from models.drivers import DrivenRow, DriverCard, NoteKind, NoteRow, SupplierRow
from models.supplies.stops import RunStop
from models.supplies.ways import Comparison, Cost
from screens.commands.listing import WHY, Field, Filter, Listing, Record, Wish
from screens.drivers import words
from screens.duties import words as duty_words
from screens.i18n import N_, _
from screens.kit.columns import Column
from screens.kit.times import clock
from screens.kit.values import joined

if TYPE_CHECKING:
    from data.supplies.clashes import Clash
    from data.supplies.run import TruckView

NOTE: Record[NoteRow] = Record(
    "note on a driver",
    "in `drivers`",
    (
        Field("no"),
        Field("delivery", N_("number of the delivery"), lambda r, _n: r.delivery_no),
        Field("kind", N_("`asked`, `promised`, `thanked` or `worked`")),
        Field("text", N_("what was said or given")),
        Field(
            "kept",
            N_("of a promise, whether it was kept; else null"),
            lambda r, _n: None if r.is_kept is None else bool(r.is_kept),
        ),
        Field("at", value=lambda r, _n: r.happened_at),
    ),
)

DRIVEN: Record[DrivenRow] = Record(
    "delivery of a driver",
    "in `drivers`",
    (
        Field("no"),
        Field("state"),
        Field("plate", N_("what stands on the truck")),
        Field("starts_at", value=lambda r, _n: r.arrives_at),
        Field("promised_at", N_("when it was to come by the first word")),
        Field("arrived_at", N_("when it came; null while it has not")),
    ),
)

DRIVER: Record[DriverCard] = Record(
    "driver",
    "`drivers`",
    (
        Field(
            "driver",
            N_("name"),
            lambda r, _n: r.name,
            Column("", N_("driver"), lambda r, _v: r.name),
        ),
        Field("phone", column=Column("", N_("telephone"), lambda r, _v: r.phone)),
        Field(
            "plates",
            N_("what stands on his trucks, the newest first"),
            column=Column("", N_("plate"), lambda r, _v: joined(r.plates)),
        ),
        Field("kept", N_("promises that were kept"), is_a="number"),
        Field("broken", N_("promises that were not")),
        Field(
            "deliveries",
            N_("his deliveries, the newest first"),
            lambda r, _n: list(r.deliveries),
            Column("", N_("so far"), lambda r, _v: words.summary(r)),
            of=DRIVEN,
        ),
        Field(
            "notes",
            N_("what was asked, promised, given, what helped; the newest first"),
            lambda r, _n: list(r.notes),
            Column("", N_("what worked"), lambda r, _v: _newest(r, NoteKind.WORKED)),
            of=NOTE,
        ),
    ),
)


def _newest(card: DriverCard, kind: NoteKind) -> str:
    return next((note.text for note in card.of(kind)), "")


def _read(conn: Reader, wish: Wish, _now: datetime) -> Sequence[DriverCard]:
    from data.drivers.queries import drivers

    return drivers(conn, wish.find)


LISTING = Listing(
    "drivers",
    N_("drivers: what was asked, promised, given in thanks, and what worked"),
    _read,
    DRIVER,
    (),
)
"""Drivers, who drove last first."""

SUPPLIER: Record[SupplierRow] = Record(
    "supplier",
    "`suppliers`",
    (
        Field("no", column=Column("", N_("no"), lambda r, _v: str(r.no), right=True)),
        Field("id"),
        Field("name", column=Column("", N_("supplier"), lambda r, _v: r.name)),
        Field(
            "is_listed",
            N_("whether it is on the list of suppliers that assure the city's supply"),
            lambda r, _n: bool(r.is_listed),
            Column("", N_("listed"), lambda r, _v: _("on the list") if r.is_listed else "✗"),
        ),
        Field(
            "contact",
            N_("whom to ask for"),
            column=Column("", N_("contact"), lambda r, _v: r.contact),
        ),
        Field("phone", column=Column("", N_("telephone"), lambda r, _v: r.phone)),
        Field("goods", N_("what it sends"), column=Column("", N_("goods"), lambda r, _v: r.goods)),
        Field(
            "pass_no",
            N_("number of its pass"),
            column=Column("", N_("pass number"), lambda r, _v: r.pass_no),
        ),
        Field("deliveries", N_("how many deliveries it was chosen for")),
        Field("note"),
    ),
)


def _read_suppliers(conn: Reader, wish: Wish, _now: datetime) -> Sequence[SupplierRow]:
    from data.drivers.suppliers import suppliers

    return suppliers(conn, wish.find)


SUPPLIERS = Listing(
    "suppliers",
    N_("who sends goods, and who is on the list that assures supply"),
    _read_suppliers,
    SUPPLIER,
    (
        Filter(
            "--listed",
            N_("only who is on the list"),
            lambda told, _given: bool(told["is_listed"]),
            "nothing",
        ),
    ),
)
"""Suppliers, those on the list first."""

# -- the run ---------------------------------------------------------------------------------------

COST: Record[Cost] = Record(
    "cost of a way to unload",
    "in `stops`",
    (
        Field("people_hours", N_("hours of work of all people together")),
        Field("done_at", N_("when the last door has what it gets")),
        Field("truck_until", N_("how long the driver is kept")),
    ),
)

COMPARISON: Record[Comparison] = Record(
    "two ways to unload",
    "`stops NO --compare`",
    (
        Field("people", N_("with how many people it is reckoned")),
        Field("present", N_("how many are there when the truck comes, as far as it is known")),
        Field("vehicles", N_("how many of them have a vehicle")),
        Field("office", N_("all unloaded at one point and carried to the gates"), of=COST),
        Field("gates", N_("unloaded gate by gate"), of=COST),
        Field("better", N_("the one that needs less work: `office` or `gates`")),
    ),
)

STOP: Record[RunStop] = Record(
    "stop of a run",
    "`stops`, `driver-sheet`",
    (
        Field("no"),
        Field(
            "position",
            N_("which stop it is, from 1"),
            column=Column("", N_("stop"), lambda r, _v: str(r.position), right=True),
        ),
        Field(
            "starts_at",
            value=lambda r, _n: r.eta,
            column=Column("", N_("arrives"), lambda r, v: clock(r.eta, v.now)),
        ),
        Field("compound", column=Column("", N_("gate"), lambda r, _v: r.compound)),
        Field(
            "unloading_point",
            column=Column("", N_("unloading point"), lambda r, _v: r.unloading_point),
        ),
        Field("state"),
        Field(
            "units",
            N_("units of all goods together"),
            column=Column("", N_("units"), lambda r, _v: str(r.units), right=True),
        ),
        Field("goods", N_("what is unloaded, cold goods first: `milk 20 boxes`")),
        Field(
            "have",
            value=lambda r, _n: r.hands,
            column=Column(
                "", N_("helpers"), lambda r, _v: duty_words.cover(r.hands, r.hands_needed)
            ),
        ),
        Field("need", value=lambda r, _n: r.hands_needed),
        Field(
            "truck",
            N_("how far the truck is: `coming`, `here`, `unloaded`, `gone`"),
            lambda r, _n: r.truck,
        ),
        Field(
            "members",
            value=lambda r, _n: r.people,
            column=Column("", N_("who"), lambda r, _v: joined(r.people)),
        ),
        Field(
            "counter",
            N_("name of who counts there"),
            column=Column("", N_("counted by"), lambda r, _v: r.counter),
        ),
        Field("contact", N_("whom the driver calls at the gate"), lambda r, _n: r.contact[0]),
        Field("phone", value=lambda r, _n: r.contact[1]),
        Field("arrived_at", N_("since when the truck is there; null before")),
        Field("left_at", N_("when the truck left; null before")),
    ),
)

CLASH: Record[Clash] = Record(
    "what stands against a duty at a stop",
    "in `stops`",
    (
        Field("no", N_("number of the stop")),
        Field("compound"),
        Field("refuses", N_("whether it cannot be at all"), lambda r, _n: r.concern.refuses),
        Field("why", value=lambda r, _n: r.concern.problem, of=WHY),
    ),
)


class RunTold(NamedTuple):
    """A run as it is now: its truck, its stops, who cannot be there as it is timed."""

    truck: TruckView
    stops: Sequence[RunStop]
    clashes: Sequence[Clash]
    handled_from: datetime | None


RUN: Record[RunTold] = Record(
    "run of a truck",
    "`stops`, `driver-sheet`",
    (
        Field("delivery", N_("number of the delivery"), lambda r, _n: r.truck.no),
        Field("run", N_("where it is unloaded: `office` or `gates`"), lambda r, _n: r.truck.run),
        Field("driver", N_("name of who drives"), lambda r, _n: r.truck.driver),
        Field("phone", value=lambda r, _n: r.truck.driver_phone),
        Field("plate", N_("what stands on the truck"), lambda r, _n: r.truck.plate),
        Field(
            "pass_no",
            N_("number of the pass, of the truck or its supplier"),
            lambda r, _n: r.truck.pass_no or r.truck.supplier_pass,
        ),
        Field("supplier", N_("who sent it"), lambda r, _n: r.truck.supplier or r.truck.source),
        Field(
            "is_listed",
            N_("whether the supplier is on the list that assures supply"),
            lambda r, _n: bool(r.truck.is_listed),
        ),
        Field(
            "promised_at",
            N_("when it was to come by the first word"),
            lambda r, _n: r.truck.promised_at,
        ),
        Field("starts_at", value=lambda r, _n: r.truck.arrives_at),
        Field(
            "arrived_at",
            N_("when it came; null while it has not"),
            lambda r, _n: r.truck.arrived_at,
        ),
        Field(
            "handled_from",
            N_("from when on goods may be handled once they were disinfected; null before"),
        ),
        Field("stops", N_("its stops in their order"), lambda r, _n: list(r.stops), of=STOP),
        Field("clashes", N_("who cannot be there then"), lambda r, _n: list(r.clashes), of=CLASH),
    ),
)
