"""What is measured, each runnable by one command; docs/performance.md holds the figures."""
