"""What citizens see of the search."""
