"""Contribution and adoption (报送、采用): a sub-site offers an item, the main site takes it."""
