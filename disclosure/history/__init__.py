"""The record of what changed: a chain of rows that nobody can alter unseen, and differences."""
