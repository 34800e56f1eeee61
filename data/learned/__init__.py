"""Words that corrections taught: the file they are kept in, what is read by them, and teaching."""
