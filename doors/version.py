"""The version, said here for the program; a test keeps it equal to the one in pyproject.toml."""

VERSION = "0.1.0"
