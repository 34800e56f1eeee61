"""What the detail of a stop tells of its truck: how far it is, who counts, who sent it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from textual.content import Content

from data.store import Store
from data.supplies import run
from data.supplies.settings import supply_settings
from screens.i18n import _
from screens.kit.detail import fact
from screens.supplies import run_words


def stop_lines(store: Store, delivery_no: int, no: int, now: datetime) -> Iterator[Content | None]:
    """How far the truck is at a stop, and who counts there."""
    stop = next((one for one in store.ask(run.run_stops, delivery_no) if one.no == no), None)
    if stop is not None:
        yield fact(_("truck"), run_words.truck_now(stop, now))
        yield fact(_("counting"), stop.counter)


def truck_lines(store: Store, delivery_no: int, now: datetime) -> Iterator[Content | None]:
    """When a truck was promised and came, its pass, from when its goods are handled, whose."""
    view = store.ask(run.truck, delivery_no)
    settings = store.ask(supply_settings)
    yield fact(_("truck"), run_words.promised(view, now))
    yield fact(_("pass number"), view.pass_no or view.supplier_pass)
    stands = run_words.handled(view, settings, now) if view.disinfected_at else ""
    yield fact(_("supplier"), run_words.supplier(view))
    yield fact(_("handling"), stands)
