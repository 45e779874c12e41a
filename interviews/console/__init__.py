"""The live console: a screen made for typing, and the addresses that its browser speaks to.

`asked` reads what came, `acting` calls the record with it, `telling` says what has changed since,
`answers` puts refusals into JSON. Nothing here decides who may do what: the record does.
"""
