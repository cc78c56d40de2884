"""The entry file and everything it imports, read and parsed, imported files first."""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from ..dsl import tree
from ..dsl.files import NAME_OF_STANDARD_INPUT, STANDARD_INPUT, Unreadable, text_of
from ..dsl.finding import Finding, Help, Label
from ..dsl.frozen import frozen
from ..dsl.near import near_names
from ..dsl.parse import Parsed, parse
from ..dsl.source import Source, Span


@frozen
class Module:
    """One file as one importer sees it: imported `as orders` its names begin with `orders.`"""

    parsed: Parsed
    prefix: str
    is_entry: bool


@dataclass(slots=True)
class Loaded:
    modules: list[Module] = field(default_factory=list[Module])
    findings: list[Finding] = field(default_factory=list[Finding])


DEEPEST_IMPORT = 64


@dataclass(slots=True)
class _Loading:
    texts: Mapping[str, str]  # by real path: taken in place of what is on the disk
    loaded: Loaded = field(default_factory=Loaded)
    parsed: dict[str, Parsed] = field(default_factory=dict[str, Parsed])
    done: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    # Files being read right now, outermost first, with the import that asked for each.
    open: list[tuple[str, Span | None]] = field(default_factory=list[tuple[str, "Span | None"]])


def load(name: str, texts: Mapping[str, str]) -> Loaded:
    """Read a program by the name of its entry file; `-` is standard input."""
    loading = _Loading(texts)
    _load(loading, NAME_OF_STANDARD_INPUT if name == STANDARD_INPUT else name, "", None)
    return loading.loaded


def _load(loading: _Loading, name: str, prefix: str, asked_by: Span | None) -> None:
    key = os.path.realpath(name)
    if (key, prefix) in loading.done:
        return
    loading.done.add((key, prefix))
    parsed = loading.parsed.get(key)
    if parsed is None:
        parsed = _parsed(loading, name, asked_by)
        if parsed is None:
            return
        loading.parsed[key] = parsed
        loading.loaded.findings += parsed.findings
    loading.open.append((key, asked_by))
    for item in parsed.file.items:
        if isinstance(item, tree.Import):
            _import(loading, item, name, prefix)
    loading.open.pop()
    loading.loaded.modules.append(Module(parsed, prefix, asked_by is None))


def _parsed(loading: _Loading, name: str, asked_by: Span | None) -> Parsed | None:
    try:
        text = loading.texts.get(os.path.realpath(name))
        return parse(Source(name, text_of(name, asked_by is None) if text is None else text))
    except Unreadable as problem:
        at = asked_by or Span(Source(name, ""), 0, 0)
        label = "asked for here" if asked_by else ""
        loading.loaded.findings.append(_unreadable(problem, name, at, label))
        return None


def _unreadable(problem: Unreadable, name: str, at: Span, label: str) -> Finding:
    if problem.is_missing and label:
        return _not_found(name, at)
    near = _near_files(name) if problem.is_missing else ()
    helps = [Help(f"a file like it is `{one}`") for one in near[:1]]
    helps += [Help(f"a file in it is `{one}`") for one in _programs_in(name)[:1]]
    return Finding("GW0002", f"cannot read `{name}`: {problem.why}", at, label, help=tuple(helps))


def _not_found(name: str, at: Span) -> Finding:
    near = _near_files(name)
    helps = [Help(f"a file like it is `{one}`") for one in near[:1]]
    folder = os.path.dirname(name) or "."
    return Finding(
        "GW0004",
        f"there is no file `{name}` to import",
        at,
        "not found",
        notes=(f"an import is looked up beside the file that asks for it, here in `{folder}`",),
        help=tuple(helps),
        about=(name,),
    )


def _programs_in(folder: str) -> list[str]:
    """The programs of a folder that was named in place of one of them."""
    try:
        there = sorted(os.listdir(folder))[:1000]
    except OSError:
        return []
    return [os.path.join(folder, one) for one in there if one.endswith(".gate")]


def _near_files(name: str) -> tuple[str, ...]:
    folder = os.path.dirname(name)
    try:
        there = sorted(os.listdir(folder or "."))[:1000]
    except OSError:
        return ()
    gates = [other for other in there if other.endswith(".gate")]
    return tuple(os.path.join(folder, one) for one in near_names(os.path.basename(name), gates))


def _import(loading: _Loading, node: tree.Import, importer: str, prefix: str) -> None:
    wanted = node.path.text[1:-1]
    if "\0" in wanted or not wanted:
        loading.loaded.findings.append(_not_found(wanted.replace("\0", "?"), node.path.span))
        return
    name = os.path.normpath(os.path.join(os.path.dirname(importer), wanted))
    key = os.path.realpath(name)
    ring = [at for at, (path, _) in enumerate(loading.open) if path == key]
    if ring:
        loading.loaded.findings.append(_ring(loading, ring[0], node, name))
        return
    if len(loading.open) >= DEEPEST_IMPORT:
        loading.loaded.findings.append(_too_deep(node))
        return
    inner = prefix + node.renamed.name.text + "." if node.renamed else prefix
    _load(loading, name, inner, node.path.span)


def _too_deep(node: tree.Import) -> Finding:
    return Finding(
        "GW0003",
        f"imports stand more than {DEEPEST_IMPORT} deep in each other",
        node.path.span,
        "one import too many",
    )


def _ring(loading: _Loading, start: int, node: tree.Import, name: str) -> Finding:
    """The imports that lead round, as a ring of file names."""
    steps = [asked_by for _, asked_by in loading.open[start + 1 :] if asked_by is not None]
    steps.append(node.path.span)
    files = [os.path.basename(step.source.name) for step in steps]
    return Finding(
        "GW0104",
        f"`{name}` imports itself",
        node.path.span,
        "this import closes the ring",
        because=tuple(Label(step, "by way of this import") for step in steps[:-1]),
        notes=("the ring: " + " -> ".join([*files, files[0]]),),
        help=(Help("move what both need into a file of its own, and import that from both"),),
        about=tuple(sorted(files)),
    )
