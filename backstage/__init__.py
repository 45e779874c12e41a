"""What the screens of every app share: the admin's frame, and tables for spreadsheets."""
