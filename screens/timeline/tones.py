"""What the parts of a day look like: its lines, its cursor, the blocks of each kind of work."""

from __future__ import annotations

PARTS = (
    *("header", "row", "cursor", "cursor-cell", "dim", "now", "absent", "hint", "short"),
    *("conflict", "doubt", "held", "away", "session", "retest"),
    *("drop", "load", "guide"),
    *("request", "errand", "telephone", "night", "patrol", "other", "rest"),
)
"""What has a style of its own."""

PART_STYLES = """
    DayView > .day--header { background: $panel; color: $foreground; text-style: bold; }
    DayView > .day--row { background: $background; color: $foreground; }
    DayView > .day--cursor { background: $panel-lighten-1; color: $foreground; }
    DayView:focus > .day--cursor {
        background: $primary 30%; color: $foreground; text-style: bold;
    }
    DayView > .day--cursor-cell { background: $foreground; color: $background; text-style: bold; }
    DayView > .day--dim { color: $foreground 40%; }
    DayView > .day--now { color: $accent; background: $panel; text-style: bold; }
    DayView > .day--absent { color: $foreground 55%; }
    DayView > .day--hint { color: $foreground 70%; }
    DayView > .day--short { background: $error 35%; color: $foreground; text-style: bold; }
    DayView > .day--conflict { background: $error 55%; color: $foreground; text-style: bold; }
    DayView > .day--doubt { background: $warning 35%; color: $foreground; }
    DayView > .day--held { background: $accent; color: $background; text-style: bold; }
    DayView > .day--away { background: $panel; color: $foreground 50%; }
    DayView > .day--session { background: $primary 40%; color: $foreground; }
    DayView > .day--retest { background: $primary 25%; color: $foreground; }
    DayView > .day--drop { background: $success 35%; color: $foreground; }
    DayView > .day--load { background: $success 25%; color: $foreground; }
    DayView > .day--guide { background: $accent 30%; color: $foreground; }
    DayView > .day--request { background: $secondary 45%; color: $foreground; }
    DayView > .day--errand { background: $secondary 30%; color: $foreground; }
    DayView > .day--telephone { background: $panel-lighten-2; color: $foreground; }
    DayView > .day--night { background: $primary 22%; color: $foreground; }
    DayView > .day--patrol { background: $success 18%; color: $foreground; }
    DayView > .day--other { background: $panel-lighten-1; color: $foreground; }
    DayView > .day--rest { background: $surface; color: $foreground 60%; text-style: italic; }
"""
"""How each of them is drawn."""
