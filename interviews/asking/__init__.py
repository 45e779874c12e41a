"""What citizens do with questions: ask, look a receipt up, support, read what became of them.

    visitors   whose address it is, and whether a form came from here
    stamps     the form's stamp: when and for which interview it was made
    limits     how many questions and votes from one address, and for one interview
    form       what is sent, and what is told about it
    ask        the form's page
    listing    approved questions, and the ledger in public
    shown      what became of a question, in words for citizens
    reading    pages of questions and receipts
    admitting  which votes are turned away before anything is looked at
    voting     support without an account
    topics     the vote on topics, in the same way

Nothing here uses a session. Pages that everybody gets alike hold no token and may be cached.
"""
