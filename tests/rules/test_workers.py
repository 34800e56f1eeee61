"""Who is fit for which work."""

from __future__ import annotations

from models.duties import Role
from models.duties import workers as rules
from tests.conftest import BreakTable


def test_who_fits_a_role() -> None:
    assert rules.fitting(Role.LEAD, "staff", [], "") == "staff"
    assert rules.fitting(Role.LEAD, "volunteer", ["带队核酸"], "") == "带队核酸"
    assert rules.fitting(Role.DRIVE, "partner", [], "三轮货车") == "三轮货车"
    assert rules.fitting(Role.DESK, "volunteer", ["力气活"], "三轮货车") == ""


def test_with_a_broken_table_no_skill_counts_and_a_vehicle_still_does(
    break_table: BreakTable,
) -> None:
    break_table("duties/skills.toml", "drive =", "drives =")
    assert rules.fitting(Role.DRIVE, "volunteer", ["会开车"], "三轮货车") == "三轮货车"
    assert rules.fitting(Role.GUIDE, "volunteer", ["带路"], "") == ""
