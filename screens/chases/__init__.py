"""The ladder in words."""
