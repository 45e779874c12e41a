"""Twelve doors through which unpublished text could leak, and none does."""
