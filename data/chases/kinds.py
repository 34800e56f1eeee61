"""All that is chased, in one list."""

from __future__ import annotations

from collections.abc import Mapping

from data.chases import ChaseKind
from data.requests.ladder import REQUEST
from data.samples.ladder import SAMPLE_TRIP
from models.chases import Subject

KINDS: Mapping[Subject, ChaseKind] = {kind.subject: kind for kind in (REQUEST, SAMPLE_TRIP)}
"""How each subject's records are chased."""
