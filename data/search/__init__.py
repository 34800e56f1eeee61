"""Search in the store: everything ever said."""
