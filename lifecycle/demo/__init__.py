"""Pages of the demo city that were changed, corrected and withdrawn."""
