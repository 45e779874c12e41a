"""What people ask, without who they are.

masking   which form of a query may be kept
noting    counting a search or a click: in memory, written after the answer has gone out
visitors  whose searches are not counted, or only once; nothing of it is kept
clicks    what a page proves when it tells of a click
hot       what is asked most
reports   what found nothing, and what nobody clicked, by week and department
weekly    the task that becomes of it
forgetting what is forgotten, and when
limits    the numbers of all this
"""
