"""Screens and questions inside the admin."""
