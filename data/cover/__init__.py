"""Cover in the store: what each piece of work has, needs and lacks."""
