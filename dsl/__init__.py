"""The language: grammar, spans, tree, parser, formatter, findings. Imports nothing of ours."""
