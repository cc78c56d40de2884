"""The language: grammar, spans, tree, parser, formatter, findings. Imports nothing of ours."""

from .put_off import put_off

# `dataclasses` imports it for the signatures of classes without a docstring, which ours all have;
# it is a twentieth of the time that checking a small program takes.
put_off("inspect")
