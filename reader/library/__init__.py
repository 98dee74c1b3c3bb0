"""The only door for commands and screens."""
