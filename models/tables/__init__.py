"""SQLModel tables, by subject. Only `data` may import these; nothing above it ever sees one.

The files' real shape is made by the scripts in `data.migrations`; a test holds the two together.
"""
