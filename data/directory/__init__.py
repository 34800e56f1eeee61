"""The directory in the store: who can be called when, what came of it; the acts on its records."""
