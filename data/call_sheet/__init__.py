"""Call sheets of rounds of tests, live and frozen."""
