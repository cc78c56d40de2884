"""A command line that cannot be meant; caught in one place, which knows how to say it."""


class UsageError(Exception):
    """What is wrong, in one sentence, and which command's help says more."""

    def __init__(self, command: str, message: str) -> None:
        super().__init__(message)
        self.command = command
        self.message = message
