"""Power lists and official documents of the demo's invented city."""
