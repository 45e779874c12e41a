"""What is held against every public page, whatever it is about."""
