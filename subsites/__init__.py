"""Sub-sites (子网站): a department's own part of the portal, from a roster and a template."""
