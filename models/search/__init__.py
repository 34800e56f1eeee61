"""Search: what was typed to find a record, and where it stands in a text."""
