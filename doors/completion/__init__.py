"""Completion scripts: written out once, so that a shell never has to start Python for a Tab."""
