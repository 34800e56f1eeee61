"""Looking after the file: its health, and a copy taken back."""
