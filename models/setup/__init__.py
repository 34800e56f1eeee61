"""The first steps on an empty file."""
