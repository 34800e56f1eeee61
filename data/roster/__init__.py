"""People in the store: persons, skills, presence; what is asked of them and done to them."""
