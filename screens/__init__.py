"""The front ends: the desk and the companion commands. They know words, and no SQL."""
