"""A run as sheets at the desk: what the driver gets, what the guards of the gates are told."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from data.store import Store
from screens.drivers import sheet
from screens.drivers.listing import RunTold
from screens.drivers.run_commands import told
from screens.i18n import _
from screens.kit import masks
from screens.supplies.sheet import Sheet


def for_driver(store: Store, delivery_no: int) -> Sheet:
    """Gates in order, each with its time, where to stop, whom to call, what is unloaded."""
    return Sheet(
        title=lambda: _("For the driver of delivery {no}").format(no=delivery_no),
        file_name=lambda: _("driver-{no}.txt").format(no=delivery_no),
        text=partial(_text, store, delivery_no, sheet.for_driver),
    )


def for_guards(store: Store, delivery_no: int) -> Sheet:
    """The truck, its pass, who drives, when it is at which gate."""
    return Sheet(
        title=lambda: _("For the guards: delivery {no}").format(no=delivery_no),
        file_name=lambda: _("guards-{no}.txt").format(no=delivery_no),
        text=partial(_text, store, delivery_no, sheet.for_guards),
    )


def _text(store: Store, delivery_no: int, write: Callable[..., str]) -> str:
    run: RunTold = store.ask(told, delivery_no)
    return write(run, hide=masks.is_on())
