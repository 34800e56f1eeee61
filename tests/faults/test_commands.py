"""No command that writes is left out of the campaigns."""

from __future__ import annotations

from tests.faults.acts import ACTS, READ_ONLY
from tests.faults.neighbourhood import Neighbourhood
from tests.faults.options import commands


def test_every_command_is_tried_or_only_reads(neighbourhood: Neighbourhood) -> None:
    assert set(commands(neighbourhood)) == {act.words[0] for act in ACTS} | READ_ONLY
