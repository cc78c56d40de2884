"""Where data goes, and who can reach what."""
