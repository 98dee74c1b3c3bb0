"""What to do with what came: which entries are known, when to ask again. Pure."""
