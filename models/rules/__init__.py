"""Pure functions by subject: no clock, no store, no words."""
