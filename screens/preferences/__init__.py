"""What somebody prefers: what is wrong with their file in words, and the command that lists it."""
