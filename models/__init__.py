"""What things are and the rules about them; standard library only, save for `models.tables`."""
