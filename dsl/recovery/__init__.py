"""What is known about the place where a text stopped making sense, and how to get past it."""
