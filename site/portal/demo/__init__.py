"""Demo content that several apps have a part in."""
