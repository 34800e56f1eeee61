"""The object mapper, loaded and configured: what writing needs and reading does not."""

from __future__ import annotations

from sqlalchemy.orm import configure_mappers

import models.absence.tables
import models.call_down.tables
import models.call_sheet.tables
import models.chases.tables
import models.counts.tables
import models.custody.tables
import models.directory.tables
import models.doors.tables
import models.drivers.tables
import models.duties.tables
import models.emergency.tables
import models.errands.tables
import models.households.tables
import models.loads.tables
import models.offers.tables
import models.recall.tables
import models.requests.tables
import models.residents.tables
import models.results.tables
import models.roster.tables
import models.samples.tables
import models.sampling.tables
import models.settings.tables
import models.stock.tables
import models.supplies.tables
import models.testing.tables  # noqa: F401

configure_mappers()
