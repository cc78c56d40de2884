"""Waiting and trying again."""
