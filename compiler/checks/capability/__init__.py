"""What products can do, and what they do when nobody says anything."""
