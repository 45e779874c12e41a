"""Workbooks as departments keep them, read into the fields of power items.

Plain functions over bytes and rows: no models, no settings. `reading` → `headers` → `records`.
"""
