"""The public's search answered by one of Wagtail's own backends: OpenSearch, past one machine.

The index stays what it is: entries are written into it as ever, and fed from there into the
backend (`feeding`), which is asked (`finding`) instead of the postings.
"""
