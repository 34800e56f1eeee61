"""The companion commands: the program without the desk. One module a group; none needs Textual."""
