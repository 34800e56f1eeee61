"""Learning of the guard, from invented calls; needs libraries that the program never needs."""
