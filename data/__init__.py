"""Where things are kept and how they come in and go out. Nothing here knows the screen."""
