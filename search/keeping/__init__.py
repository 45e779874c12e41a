"""How the index stays in step with what it is made of.

Whoever changes something leaves a hint with the change (`hints`, `receivers`). Hints make somebody
look (`looking`): at once, or from time to time at what was left over (`sweeping`). Now and then all
is compared, because a hint may be missing (`missed`).
"""
