"""The shared types, safe text, errors and time; standard library only."""
