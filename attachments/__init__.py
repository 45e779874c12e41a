"""What is inside uploaded files, and what must not be.

`metadata` takes out who wrote a file and how, `text` reads it, `personal` finds numbers of people,
`gate` holds publication back. The first three are plain: bytes and text, no Django.
"""
