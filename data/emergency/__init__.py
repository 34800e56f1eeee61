"""The emergency sheet in the store: what was done for a life, line by line, and the acts on it."""
