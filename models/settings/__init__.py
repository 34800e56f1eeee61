"""Settings: small values by name that the committee has set."""
