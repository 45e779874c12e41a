"""The portal of an invented city, to look at, to learn on and to test against."""
