"""Whole public pages kept as bytes, and thrown away exactly when what they show has changed."""
