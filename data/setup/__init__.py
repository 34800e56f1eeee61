"""The first steps on an empty file, in the store."""
