"""Who is fit for which work."""

from __future__ import annotations

from models.duties import Role
from models.duties import workers as rules


def test_who_fits_a_role() -> None:
    assert rules.fitting(Role.LEAD, "staff", [], "") == "staff"
    assert rules.fitting(Role.LEAD, "volunteer", ["带队核酸"], "") == "带队核酸"
    assert rules.fitting(Role.DRIVE, "partner", [], "三轮货车") == "三轮货车"
    assert rules.fitting(Role.DESK, "volunteer", ["力气活"], "三轮货车") == ""
