"""The roster of units (units.csv): read, and held against the rules before anything is written."""
