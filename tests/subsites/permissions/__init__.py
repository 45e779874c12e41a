"""Who reaches what: a generated matrix of role, address and site, tried over HTTP."""
