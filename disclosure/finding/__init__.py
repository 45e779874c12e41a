"""What the public finds of disclosure: documents, pages of open government, powers, statutes."""
