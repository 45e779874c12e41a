"""The admin's own search, on the desk's shelf of the index: pages, pictures, documents, powers.

Wagtail's search asks it as it asks any backend (`backend`). Who may see what is the queryset's
business: the index says what matches and what comes first, never what there is.
"""
