"""The timeline: a duty day as a picture."""
