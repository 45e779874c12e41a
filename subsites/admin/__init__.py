"""The screens for whoever keeps sub-sites."""
