"""Who is let in, and what credentials become on the way."""
