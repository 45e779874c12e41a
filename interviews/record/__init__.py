"""The record of an interview: one append-only log, and the turns that follow from it.

`acts` and `speakers` are the doors; `writing` is the only place that writes; `projection` says,
without a database, what a log comes to.
"""
