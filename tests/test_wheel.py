"""What users get: the wheel, installed in an empty environment and run from another folder."""

import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tomllib
import venv
import zipfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
EXAMPLES = sorted(folder for folder in (ROOT / "examples").glob("*") if folder.is_dir())

pytestmark = pytest.mark.skipif(
    not (ROOT / ".git").exists(), reason="only git knows which files belong to the project"
)


def run(*command: object, cwd: Path, may_end: tuple[int, ...] = (0,)) -> str:
    """What the command printed; a failure shows all of it."""
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode in may_end, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@dataclass(frozen=True, slots=True)
class Built:
    sdist: Path
    wheel: Path
    wheel_from_sdist: Path


@dataclass(frozen=True, slots=True)
class Installed:
    python: Path
    command: Path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Built from a copy of what git would take, so nothing left lying about can slip in."""
    copy, out = tmp_path_factory.mktemp("copy"), tmp_path_factory.mktemp("out")
    copy_what_git_knows(copy)
    build(copy, out, "sdist", "wheel")
    (sdist,), (wheel,) = out.glob("*.tar.gz"), out.glob("*.whl")
    with tarfile.open(sdist) as archive:
        archive.extractall(out / "unpacked", filter="data")
    (unpacked,) = (out / "unpacked").iterdir()
    build(unpacked, out / "again", "wheel")
    (wheel_from_sdist,) = (out / "again").glob("*.whl")
    return Built(sdist, wheel, wheel_from_sdist)


def copy_what_git_knows(copy: Path) -> None:
    for name in known_to_git():
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(ROOT / name, copy / name, follow_symlinks=False)


@cache
def known_to_git() -> tuple[str, ...]:
    """Tracked, or new and not ignored; git goes on naming a file that was just deleted."""
    names = run("git", "ls-files", "-co", "--exclude-standard", "-z", cwd=ROOT).split("\0")
    return tuple(name for name in names if name and os.path.lexists(ROOT / name))


def build(source: Path, out: Path, *kinds: str) -> None:
    words = [word for kind in kinds for word in ("-t", kind)]
    run(sys.executable, "-m", "hatchling", "build", "-d", out, *words, cwd=source)


@pytest.fixture(scope="module")
def installed(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """An environment that holds the wheel and what the wheel asks for.

    Where CI=true that comes from the package index; elsewhere it is borrowed from the environment
    of the tests, which is quick and needs no network.
    """
    home = tmp_path_factory.mktemp("elsewhere") / "venv"
    venv.create(home, with_pip=False, symlinks=True)
    python = home / "bin/python"
    from_index = os.environ.get("CI") == "true"
    words = [] if from_index else ["--no-deps"]
    pip = [sys.executable, "-m", "pip", "--python", python, "--disable-pip-version-check"]
    run(*pip, "install", "-q", *words, built.wheel, cwd=home)
    if not from_index:
        borrow_libraries(home)
    return Installed(python, home / "bin/gatewright")


def borrow_libraries(home: Path) -> None:
    """A folder named by a .pth file is searched, but its own .pth files, our links, are not read."""
    (ours,) = home.glob("lib/python*/site-packages")
    (ours / "borrowed.pth").write_text(sysconfig.get_path("purelib"))


def files_of(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_holds_every_file_of_every_room(built: Built) -> None:
    rooms = ("dsl", "compiler", "targets", "simulator", "lab", "doors")
    wanted = {f"gatewright/{name}" for name in known_to_git() if name.split("/")[0] in rooms}
    # This one moves up, so that `python -m gatewright` finds it.
    wanted -= {"gatewright/doors/__main__.py"}

    assert set() == wanted - files_of(built.wheel)


def test_the_wheel_carries_the_parse_table(built: Built) -> None:
    assert {"gatewright/dsl/table.json", "gatewright/__main__.py"} <= files_of(built.wheel)


def test_the_wheel_holds_nothing_but_rooms(built: Built) -> None:
    assert {"gatewright", f"gatewright-{VERSION}.dist-info"} == {
        name.split("/")[0] for name in files_of(built.wheel)
    }


def test_the_sdist_builds_the_same_wheel(built: Built) -> None:
    assert built.wheel.read_bytes() == built.wheel_from_sdist.read_bytes()


def test_the_sdist_holds_the_rooms_and_not_the_links(built: Built) -> None:
    with tarfile.open(built.sdist) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames()}

    assert {"dsl/grammar.lark", "hatch_build.py", "LICENSE", "tests/test_wheel.py"} <= names
    assert set() == {name for name in names if name.startswith(".dev") or "table.json" in name}


def test_the_code_that_runs_comes_from_the_wheel(installed: Installed) -> None:
    where = "import gatewright.dsl.finding as room; print(room.__file__)"
    folder = installed.python.parent.parent

    assert Path(run(installed.python, "-c", where, cwd=folder).strip()).is_relative_to(folder)


def test_both_ways_to_start_say_the_version(installed: Installed, tmp_path: Path) -> None:
    assert VERSION in run(installed.command, "--version", cwd=tmp_path)
    assert VERSION in run(installed.python, "-m", "gatewright", "--version", cwd=tmp_path)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda folder: folder.name)
def test_every_example_is_checked(example: Path, installed: Installed, tmp_path: Path) -> None:
    """Some are there to show an error."""
    said = run(installed.command, "check", example, cwd=tmp_path, may_end=(0, 1))

    assert "checked names, units, meaning and where requests go" in said


def test_what_is_not_python_is_found_too(installed: Installed, tmp_path: Path) -> None:
    example = ROOT / "examples/hello"
    run(installed.command, "build", example, "-o", tmp_path / "out", cwd=tmp_path)
    traced = run(installed.command, "trace", example, "GET /health", cwd=tmp_path)

    assert (tmp_path / "out/edge/guard.lua").is_file()
    assert "client sees 200" in traced
