"""The board of the day, read from the store."""
