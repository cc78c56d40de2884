"""Pictures of a federation: what is on them, and the formats they are written in."""
