"""Taking articles in from files: .docx, .html and .txt.

Readers turn bytes into a `Draft`, plain data that knows no database; `storing` makes an article
of it, in one transaction.
"""
