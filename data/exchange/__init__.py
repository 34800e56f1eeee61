"""Files from outside and to outside: sheets, registers, notices, free text."""

from data.exchange.apply import apply_import, run_import
from data.exchange.plan import plan_import, plan_sources
from data.exchange.sheets import LIMITS, Limits, Source, Table, read_source

__all__ = [
    "LIMITS",
    "Limits",
    "Source",
    "Table",
    "apply_import",
    "plan_import",
    "plan_sources",
    "read_source",
    "run_import",
]
