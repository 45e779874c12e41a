"""A stand-in of WeChat and Weibo over real HTTP, for demos, training and tests.

A witness is worth something only if it is independent: nothing here imports the portal or the
channels that are tried against it. What it does is taken from the platforms' documentation.
"""
