"""Units of the demo's invented city."""
