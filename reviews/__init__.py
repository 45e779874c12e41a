"""Three reviews (三审三校): who has to approve what, who did, and what the public may see of it."""
