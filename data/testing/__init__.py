"""Testing in the store: rounds and the sessions they are held in."""
