"""One folder per gateway product: its facts, how to render for it, how to read from it.

May import `compiler` and `dsl`; only `lab` and `doors` may import it.
"""
