"""Bundles on disk: what is there, what would change, and changing it all or not at all."""
