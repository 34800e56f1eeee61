"""The ladder in the store: what was chased, told and asked of anything, and the acts of it."""
