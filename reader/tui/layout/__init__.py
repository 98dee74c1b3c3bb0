"""Blocks to rows: pure, knows no widget."""
