"""Cover: how many people a piece of work has, needs and lacks."""
