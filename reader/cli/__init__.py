"""The command line. Imports the screen only in the command that opens it."""

from reader.cli.main import main

__all__ = ["main"]
