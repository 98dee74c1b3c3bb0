"""newsreader: a news reader for the terminal that hides nothing silently."""

__version__ = "0.1.0"
