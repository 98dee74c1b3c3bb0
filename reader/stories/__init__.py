"""Articles to links and reasons. Pure."""
