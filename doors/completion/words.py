"""What may follow a command on the command line."""

from collections.abc import Mapping

from ...dsl.frozen import frozen


@frozen
class CommandWords:
    """All plain words of letters, digits and dashes, so that no shell needs them quoted."""

    name: str
    about: str
    options: Mapping[str, tuple[str, ...]]  # each option and the values it may have
    places: tuple[str, ...]  # what may stand as an argument; empty where it is a file
