"""The timeline in the store: everybody's duties of a day, moved and copied."""
