"""Power lists, official documents and disclosure of the demo's invented city."""
