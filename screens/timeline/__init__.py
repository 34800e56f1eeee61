"""The timeline: a duty day as a picture, a line a person, and a week of presence."""
