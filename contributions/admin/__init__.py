"""The screens: offering, the queue, deciding, what became of adoptions, and counts."""
