"""The queue's numbers, read from the store."""
