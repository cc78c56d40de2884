"""A gateway that runs on this machine."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from ...dsl.frozen import frozen


@frozen
class Process:
    """What to start, in which folder and with which environment; the ports it then listens on."""

    command: tuple[str, ...]
    folder: Path
    environment: tuple[tuple[str, str], ...] = ()


class Running(Protocol):
    """How a bundle is started. Nothing is started here: the lab does, and stops it again."""

    def __call__(self, folder: Path, values: dict[str, str]) -> Sequence[Process]:
        """`folder` holds the bundle; `values` are those of its variables, secrets included."""
        ...
