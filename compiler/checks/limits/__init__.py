"""How much is let through, and what it costs."""
