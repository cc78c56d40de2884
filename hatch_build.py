"""The build step: turns dsl/grammar.lark into dsl/table.json, which the wheel carries."""

import importlib.util
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent


class ParseTableHook(BuildHookInterface):  # pyright: ignore[reportMissingTypeArgument]
    """Runs before a wheel and before an editable install; `initialize` is hatchling's name."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        write_table(Path(self.root))
        if version == "standard":
            # Makes `python -m gatewright` work. An editable install has a link for it in .dev;
            # there hatchling would lay down a copy that goes stale.
            build_data["force_include"]["doors/__main__.py"] = "__main__.py"


def write_table(root: Path) -> None:
    """Afterwards dsl/table.json belongs to dsl/grammar.lark; untouched if it did before."""
    grammar, tabulate = root / "dsl/grammar.lark", root / "dsl/tabulate.py"
    for needed in (grammar, tabulate):
        if not needed.is_file():
            sys.exit(f"gatewright cannot be built: {needed} is missing")
    text = _table_text_from(tabulate)(grammar.read_text(encoding="utf-8"))
    table = root / "dsl/table.json"
    if not table.is_file() or table.read_text(encoding="utf-8") != text:
        _replace(table, text)


def _table_text_from(tabulate: Path) -> Callable[[str], str]:
    """Loaded by its path, because gatewright itself is not installed while it is being built."""
    spec = importlib.util.spec_from_file_location("gatewright_tabulate", tabulate)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.table_text


def _replace(file: Path, text: str) -> None:
    """All or nothing: somebody may be reading the table while it is written."""
    fresh = file.with_name(f".table-{os.getpid()}.json")
    fresh.write_text(text, encoding="utf-8", newline="\n")
    fresh.replace(file)


if __name__ == "__main__":
    write_table(ROOT)
