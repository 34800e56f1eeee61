"""Results of tests, by source."""
