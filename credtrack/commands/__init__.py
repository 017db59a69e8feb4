"""What can a person ask on the command line? One file per family of commands."""
