"""Power lists of the demo's invented city."""
