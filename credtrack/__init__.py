"""How does a person ask: the command line and the site."""
