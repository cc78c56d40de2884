"""Reads the data files that lie beside this module, and the sources they name."""

import json
from pathlib import Path
from typing import Any

from ...dsl.frozen import frozen

FOLDER = Path(__file__).parent


@frozen
class Source:
    """A public text that a figure was taken from; None where the text bears no date."""

    name: str
    date: str | None

    def __str__(self) -> str:
        return f"{self.name} ({self.date or 'undated'})"


def load(name: str) -> dict[str, Any]:
    """Unchecked on purpose: the tests hold the files against strict models."""
    return json.loads((FOLDER / name).read_bytes())


def source_from(file: dict[str, Any], key: str) -> Source:
    return Source(**file["sources"][key])
