"""Files from outside and to outside: sheets, registers, notices, free text."""
