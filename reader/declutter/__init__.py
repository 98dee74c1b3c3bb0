"""Document to labels for its blocks. Pure."""
