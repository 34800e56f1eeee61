"""What dialogs look like that go through a plan line by line before it is done as one act."""

from __future__ import annotations

from screens.kit.dialog import Dialog


class PlanDialog(Dialog[bool]):
    """A sheet with a head, a list of lines, why the line under the cursor is as it is, and what
    keeps the plan from being done. Dismissed with True once it was done.
    """

    DEFAULT_CSS = """
    PlanDialog .sheet {
        width: 98%; max-width: 140; height: 94%; padding: 0 1; layout: vertical;
        background: $surface; border: round $primary; border-title-color: $accent;
    }
    PlanDialog .plan-head { height: auto; text-style: bold; }
    PlanDialog .plan-list, PlanDialog .plan-list:focus {
        height: 1fr; border: none; padding: 0; background: $surface; scrollbar-size-vertical: 1;
        text-wrap: nowrap; text-overflow: ellipsis;
    }
    PlanDialog .plan-list > .option-list--option { padding: 0 1; }
    PlanDialog .plan-list > .option-list--option-highlighted,
    PlanDialog .plan-list:focus > .option-list--option-highlighted {
        background: $primary 40%; color: $foreground;
    }
    PlanDialog .plan-why { height: 2; color: $foreground 80%; }
    PlanDialog .plan-said { height: auto; max-height: 2; color: $error; text-style: bold; }
    """
