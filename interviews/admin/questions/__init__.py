"""Moderating questions in the admin.

queue      which questions, near duplicates together, in pages of few queries
acts       what one click does, to one question, a selection or a group
screens    the queue, one question, what is promised
exporting  the ledger as a file
panel      what waits, on the admin's first page
"""
