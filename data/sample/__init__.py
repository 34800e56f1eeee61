"""The sample neighbourhood: a committee in the middle of a lockdown, to look at and to try out.

Everybody in it is invented; telephone numbers are dummies that lead nowhere.
"""

from __future__ import annotations

from datetime import datetime

from models.times import LOCAL

SAMPLE_NOW = datetime(2022, 4, 9, 8, tzinfo=LOCAL)
"""When the sample takes place, unless a time is given."""
