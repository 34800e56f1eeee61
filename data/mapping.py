"""The object mapper, loaded and configured: what writing needs and reading does not."""

from __future__ import annotations

from sqlalchemy.orm import configure_mappers

import models.tables.directory
import models.tables.duties
import models.tables.emergency
import models.tables.errands
import models.tables.people
import models.tables.places
import models.tables.requests
import models.tables.settings
import models.tables.supplies
import models.tables.testing  # noqa: F401

configure_mappers()
