"""Meaning: load, resolve, model. Imports the language room only."""
