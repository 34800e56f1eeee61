"""What every place and dialog is built of; nothing here knows a subject."""
