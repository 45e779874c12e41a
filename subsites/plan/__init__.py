"""What a unit's site should have, what it has, and the changes that lead from one to the other."""
