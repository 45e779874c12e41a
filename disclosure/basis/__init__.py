"""What powers rest on: citations in a basis, and the statutes that they mean. Plain functions."""
