"""Results at the desk and from the command line."""
