"""losses.json: what the files of each gateway say otherwise than the program, or not at all."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from ...targets.rendering import Built

LOSSES = "losses.json"
VERSION = 1


def losses_text(folder: Path, built: Iterable[Built], stays: Callable[[str], bool]) -> str:
    """Those of this build, and those of gateways that keep the files of an earlier one."""
    entries = [loss for loss in _earlier(folder) if stays(str(loss.get("gateway")))]
    entries += [
        {"gateway": loss.gateway, "route": loss.route, "need": loss.need, "what": loss.what}
        for one in built
        for loss in one.losses
    ]
    entries.sort(key=lambda loss: str(loss.get("gateway")))
    return json.dumps({"version": VERSION, "losses": entries}, indent=2) + "\n"


def _earlier(folder: Path) -> list[dict[str, Any]]:
    """None where the file is missing or not ours: then nothing is known of earlier builds."""
    try:
        found: Any = json.loads((folder / LOSSES).read_text(encoding="utf-8"))
        return [dict(loss) for loss in found["losses"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []
