"""A stand-in of WeChat's and Weibo's open platforms, over real HTTP.

It is an independent project of its own: it imports nothing of the portal, so that it can
judge the portal. Its behaviour follows the platforms' documentation.
"""
