"""Who may have an uploaded file: whoever may see a page that shows it.

`leads` tells which files a page shows, `keeping` keeps that in rows, `asking` decides on a request,
`serving` hands files over.
"""

# Functions (kind, key) -> queryset of the keys of pages that show a file otherwise than by what
# they hold themselves, such as a record beside the page.
SHOWN_BESIDE = "attachments_shown_beside"
# Pairs (beginning of a name in the storage, function name -> bool): files that are neither
# documents nor pictures of the library, and whether the public may have them.
OTHER_FILES = "attachments_other_files"
