"""Free text read against the store."""
