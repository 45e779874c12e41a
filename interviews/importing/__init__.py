"""A transcript made elsewhere becomes turns: `reading` reads it, here a person looks and decides.

Nothing is kept between looking and writing: the same file comes again with the decisions, and its
hash says that it is the same. Each turn is written under a key made of that hash and its place, so
an import that stopped half-way is simply done again.
"""
