"""How fast the public face is, and whether it stays so: `make bench-portal`."""
