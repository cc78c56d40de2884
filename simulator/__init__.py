"""Traffic, engines, statistics, money: what a federation does under load.

May import `compiler` and `dsl`; only `lab` and `doors` may import it.
"""
