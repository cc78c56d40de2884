"""`gatewright graph`: who calls whom in a federation, as a picture, as text or as JSON."""

import sys
from pathlib import Path
from typing import Any

from ...compiler.graph import FederationGraph
from ...compiler.model import ANYONE, Federation
from ...dsl.files import write_atomically
from ..arguments import Arguments
from ..draw.overlay import NOTHING_TRACED, Overlay, badges_of, overlay_of
from ..draw.palette import Theme
from ..draw.product_names import product_name
from ..draw.wish import Detail, Grouping, Wish
from ..program import meaning_and_findings
from ..screen import ink_of, say, say_as_is
from ..show.window import COLUMNS
from ..statuses import NOTHING
from ..usage import UsageError

COMMAND = "gatewright graph"
FORMS = ("text", "svg", "png", "html", "dot", "mermaid", "json")
ENDINGS = ".svg, .png, .html, .dot, .mmd or .json"
SUFFIXES = {f".{form}": form for form in FORMS[1:]} | {".mmd": "mermaid", ".gv": "dot"}

ABOUT = """\
Show who calls whom: clients, entries, gateways, services, and what travels between them.

Without -o a table is printed. -o FILE draws: .svg, .png, .html, .dot, .mmd and .json say by their
names what they hold. svg, png and html need the program `dot` of Graphviz.

--request 'GET /orders/42' draws the way of that request on top."""


def describe(parser: Arguments) -> None:
    parser.add_argument("file", metavar="FILE", help="a program, a folder, or -")
    parser.option("-o", "--output", into="output", shown="FILE", about="where the picture goes")
    parser.choice("--as", "kind", FORMS, "what to print, or to write where FILE does not say it")
    parser.choice("--group", "group", ("target", "region", "owner"), "what stands together")
    parser.choice("--theme", "theme", ("auto", "light", "dark"), "colours; auto follows the reader")
    parser.choice(
        "--detail", "detail", ("auto", "full", "plain"), "words on the lines; auto by the size"
    )
    parser.option("--request", into="request", shown="REQUEST", about="a request to be drawn")
    parser.option("--client", into="client", shown="CLIENT", about="who asks", default=ANYONE)
    parser.option("--to", into="to", shown="GATEWAY|ENTRY", about="which one is asked")
    parser.environment_option()
    parser.format_option()


def run(
    file: str,
    output: str | None,
    kind: str,
    group: Grouping,
    theme: Theme,
    detail: Detail,
    request: str | None,
    client: str,
    to: str | None,
    environment: str | None,
    form: str,
) -> int:
    kind = _kind_of(output, kind, form)
    if request is not None and kind in ("text", "json"):
        raise UsageError(COMMAND, "--request is drawn on a picture: add -o FILE.svg")
    federation, findings, status = meaning_and_findings(file, environment, checked=True)
    if federation is None:
        return status
    traced = _traced(federation, request, client, to)
    badges = tuple(badges_of(findings, federation))
    wish = Wish(group, detail, product_name, badges, traced)
    written = _written(FederationGraph(federation), wish, kind, theme)
    if output is None:
        say_as_is(written if isinstance(written, str) else written.decode())
    else:
        _write(Path(output), written)
        say(f"wrote {output}")
    return NOTHING


def _kind_of(output: str | None, kind: str, form: str) -> str:
    """What is written: all that --as, --format and the name of the file say, which must agree."""
    ending = SUFFIXES.get(Path(output).suffix.lower(), "") if output is not None else ""
    said = [one for one in (kind, form, ending) if one not in ("text", "")]
    kinds = list(dict.fromkeys(said))
    if len(kinds) > 1:
        raise UsageError(COMMAND, f"{' and '.join(kinds)} are both wanted; say one of them")
    if output is not None and not kinds:
        raise UsageError(COMMAND, f"`{output}` does not say what it is: end it in {ENDINGS}")
    if output is None and kinds == ["png"]:
        raise UsageError(COMMAND, "a png is no text: say with -o FILE.png where it goes")
    return kinds[0] if kinds else "text"


def _written(graph: FederationGraph, wish: Wish, kind: str, theme: Theme) -> str | bytes:
    if kind == "text":
        from ..draw.summary import summary_of

        return summary_of(graph, wish, ink_of(sys.stdout), COLUMNS) + "\n"
    if kind == "json":
        from ..draw.graph_json import graph_text

        return graph_text(graph)
    from ..draw.drawing import drawing_of
    from ..draw.svg import NoDrawing

    try:
        return drawing_of(graph, wish, kind, theme)
    except NoDrawing as problem:
        raise UsageError(COMMAND, problem.why) from None


def _write(path: Path, content: str | bytes) -> None:
    if not path.parent.is_dir():
        why = f"there is no folder `{path.parent}`; make it first"
        raise UsageError(COMMAND, f"cannot write `{path}`: {why}")
    try:
        write_atomically(path, content)
    except OSError as problem:
        why = (problem.strerror or "no such name").lower()
        raise UsageError(COMMAND, f"cannot write `{path}`: {why}") from None


def _traced(federation: Federation, request: str | None, client: str, to: str | None) -> Overlay:
    if request is None:
        return NOTHING_TRACED
    from ...compiler.trace import NoStart, Setting, start_of, trace
    from ...targets.load import facts_of
    from ..requests import question_of

    question = question_of(COMMAND, federation, request, _asked(client, to))
    setting = Setting(federation, facts_of)
    start = start_of(setting, question)
    if isinstance(start, NoStart):
        raise UsageError(COMMAND, start.message)
    return overlay_of(trace(setting, question), federation)


def _asked(client: str, to: str | None) -> dict[str, Any]:
    """Of all that `trace` may be told about a request, only who asks whom."""
    unsaid = dict.fromkeys(("host", "body", "region", "ip", "country"))
    none: dict[str, list[str]] = {name: [] for name in ("headers", "claims", "scopes", "metadata")}
    return {**unsaid, **none, "client": client, "to": to}
