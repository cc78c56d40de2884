"""Where people come in: the command line. Doors read, call and print; they decide nothing.

May import every other room; no room imports this one.
"""
