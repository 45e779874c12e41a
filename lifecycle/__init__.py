"""What becomes of a published page: when it first was public, how it changes, and how it ends."""
