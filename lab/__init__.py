"""The federation on real proxies on this machine: start, stub, drive, prove.

May import `targets`, `simulator` and what lies below them; only `doors` may import it.
"""
