"""Words that corrections taught: the list of them, at the desk and as a command."""
