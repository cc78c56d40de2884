"""Which file a path on the command line means, and what the compiler says about it."""

from pathlib import Path

from ..compiler.pipeline import Compilation, compile_files
from ..targets.find import target_names
from .near import or_nearest
from .reading import STANDARD_INPUT, is_folder
from .usage import UsageError

ENTRY = "fed.gate"
NAMES_SHOWN = 5


def compile_program(path: str, environment: str | None) -> Compilation:
    """The program that starts in this file, with every target that is installed here."""
    compilation = compile_files([path], target_names, environment)
    known = compilation.environments
    if environment and compilation.federation and environment not in known:
        near = or_nearest(environment, known)
        raise UsageError("gatewright", f"`{path}` has no environment `{environment}`{near}")
    return compilation


def entry_of(path: str) -> str:
    """The file itself; of a folder its `fed.gate`, or the only program in it."""
    folder = Path(path)
    if path == STANDARD_INPUT or not is_folder(path):
        return path
    programs = sorted(file.name for file in folder.glob("*.gate"))
    if ENTRY in programs:
        return str(folder / ENTRY)
    if len(programs) == 1:
        return str(folder / programs[0])
    if not programs:
        raise UsageError("gatewright", f"there is no .gate file in the folder `{path}`")
    shown = ", ".join(programs[:NAMES_SHOWN]) + (", ..." if programs[NAMES_SHOWN:] else "")
    raise UsageError(
        "gatewright",
        f"the folder `{path}` has no {ENTRY} but several programs, name one of them: {shown}",
    )
