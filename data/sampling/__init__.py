"""Sampling at the table: tubes, ticks, who was missed."""
