"""The manual's pages, in Markdown."""
