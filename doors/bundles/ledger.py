"""The list of files that we wrote into a folder, with the digest of each as we left it."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

LEDGER = "gatewright.json"
VERSION = 1


class BadLedger(Exception):  # noqa: N818  reads as what it says: `raise BadLedger(..)`
    """The list is there and cannot be read; without it nobody knows whose the files are."""


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def ledger_text(files: Mapping[str, str]) -> str:
    """`files` are digests by path."""
    entries = {path: files[path] for path in sorted(files)}
    return json.dumps({"version": VERSION, "files": entries}, indent=2) + "\n"


def ledger_of(folder: Path) -> dict[str, str]:
    """Digests by path, empty where nothing of ours is; raises `BadLedger`."""
    file = folder / LEDGER
    try:
        found: Any = json.loads(file.read_text(encoding="utf-8"))
        files = {str(path): str(digest) for path, digest in found["files"].items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as problem:
        raise BadLedger(str(file)) from problem
    if found["version"] != VERSION or any(_leads_out(path) for path in files):
        raise BadLedger(str(file))
    return files


def _leads_out(path: str) -> bool:
    """A list that somebody edited must not make us remove files elsewhere."""
    return path.startswith("/") or ".." in path.split("/") or "\\" in path
