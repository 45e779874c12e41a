"""The ledger of questions (问题台账): every question submitted ends with exactly one outcome.

`receiving` takes questions, `moderating` decides, `answering` follows the record, `counting` says
how things stand. The database itself refuses a second outcome (`models.question.exactly_one`).
"""
