"""What citizens see of the lists: queries and documents, for the pages that show them."""
