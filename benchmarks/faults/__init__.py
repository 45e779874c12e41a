"""The fault run: a long load under constant trouble, and what became of every item in it."""
