"""Programs, and below each what becomes of requests that are sent to it.

A file under tests/traces holds chunks, separated by lines of `---`: a program, then its requests.

    #> GET /orders/42 as web -> 200 via edge, orders
    #>   orders gets GET /v2/orders/42?page=1
    #>   orders gets x-tenant: acme
    #>   orders gets no authorization
    #> GET /x as web with 'refuse inner' -> 502 UNREACHABLE(refused) at edge
    #> GET /x to eghe -> told: there is no gateway or entry `eghe`

Before the arrow stands what is typed behind `gatewright trace FILE`, its options without `--`.
Behind it the status that the client sees (`none` for no answer), the last verdict in capitals, who
answered (`at`), and all gateways in the order in which they were entered (`via`). Lines that are
further in say more of this request: what a destination `gets`, `counts edge 1, orders 2`,
`hops edge FORWARDED 200, orders DELIVERED 200`, `client gets location: /new` and
`says` with a piece of a detail or a note. With `## name.gate` begins another file.
"""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "traces"
ENTRY = "fed.gate"
_REQUEST = re.compile(r"#> (?P<typed>\S.*?) -> (?P<outcome>.+)")
_MORE = re.compile(r"#>  +(?P<claim>.+)")
_OUTCOME = re.compile(
    r"(?P<status>\d{3}|none)(?: (?P<verdict>[A-Z_]+(?:\([a-z -]+\))?))?"
    r"(?: at (?P<at>[\w.]+))?(?: via (?P<via>[\w., ]+))?"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request to the program of a chunk, and all that is claimed of it."""

    line: int
    typed: str
    outcome: str
    claims: tuple[str, ...]

    @property
    def arguments(self) -> list[str]:
        """`GET /x as web` as it is typed: `'GET /x' --as web`."""
        words = shlex.split(self.typed)
        request = words[:1] if words[0].startswith(("/", "http")) else [" ".join(words[:2])]
        options = words[2:] if request[0] != words[0] else words[1:]
        pairs = zip(options[::2], options[1::2], strict=True)
        return [*request, *(part for name, value in pairs for part in (f"--{name}", value))]


@dataclass(frozen=True, slots=True)
class TraceChunk:
    name: str  # file and first line
    files: dict[str, str]
    asked: tuple[Asked, ...]

    def write(self, folder: Path) -> str:
        for name, text in self.files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        return str(folder / ENTRY)


def trace_chunks() -> list[TraceChunk]:
    return [chunk for file in sorted(FOLDER.glob("*.gate")) for chunk in _chunks_of(file)]


def _chunks_of(file: Path) -> list[TraceChunk]:
    chunks: list[TraceChunk] = []
    first = 1
    for text in re.split(r"^---\n", file.read_text(encoding="utf-8"), flags=re.MULTILINE):
        files, asked = _read(text, first)
        chunks.append(TraceChunk(f"{file.stem}:{first}", files, asked))
        first += text.count("\n") + 1
    return chunks


def _read(text: str, first: int) -> tuple[dict[str, str], tuple[Asked, ...]]:
    files: dict[str, list[str]] = {ENTRY: []}
    asked: list[Asked] = []
    name = ENTRY
    for number, line in enumerate(text.splitlines(), first):
        if line.startswith("## "):
            name = line[3:]
            files.setdefault(name, [])
        elif request := _REQUEST.fullmatch(line):
            asked.append(Asked(number, request["typed"], request["outcome"], ()))
        elif claim := _MORE.fullmatch(line):
            last = asked.pop()
            claims = (*last.claims, claim["claim"])
            asked.append(Asked(last.line, last.typed, last.outcome, claims))
        elif line.startswith("#>"):
            raise ValueError(f"line {number} is no request and no claim: {line}")
        else:
            files[name].append(line)
    return {name: "\n".join(lines) + "\n" for name, lines in files.items()}, tuple(asked)


# ---- what a report has to say --------------------------------------------------------------------


def disagreements(asked: Asked, report: dict[str, Any]) -> list[str]:
    """Every claim that the report does not bear out."""
    return [
        f"line {asked.line}: claimed {claimed}, found {found}"
        for claimed, found in (
            *_of_outcome(asked.outcome, report),
            *((claim, _found(claim, report)) for claim in asked.claims),
        )
        if claimed != found
    ]


def _of_outcome(outcome: str, report: dict[str, Any]) -> list[tuple[object, object]]:
    said = _OUTCOME.fullmatch(outcome)
    if said is None:
        raise ValueError(f"`{outcome}` is no outcome")
    seen, hops = report["client_sees"], report["hops"]
    wanted = None if said["status"] == "none" else int(said["status"])
    compared: list[tuple[object, object]] = [(wanted, seen["status"])]
    if said["at"]:
        compared.append((said["at"], seen["by"]))
    if said["via"]:
        compared.append((said["via"].split(", "), [hop["gateway"] for hop in hops]))
    if said["verdict"]:
        answering = [hop for hop in hops if hop["gateway"] == said["at"]] or hops
        compared.append((said["verdict"], answering[-1]["verdict"]))
    return compared


def _found(claim: str, report: dict[str, Any]) -> str:
    """The claim itself where it holds, else what there is in its place."""
    if claim.startswith("counts "):
        return "counts " + _joined(f"{name} {many}" for name, many in report["counts"].items())
    if claim.startswith("hops "):
        hops = report["hops"]
        return "hops " + _joined(f"{h['gateway']} {h['verdict']} {h['status']}" for h in hops)
    if claim.startswith("ways "):
        return "ways " + _joined(_way(one) for one in report["branches"])
    if claim.startswith("says "):
        told = _told(report)
        return claim if any(claim[5:] in text for text in told) else f"{told}"
    name, _, wanted = claim.partition(" gets ")
    if name == "client":
        headers = [f"{n}: {v}" for n, v in report["client_sees"]["headers"].items()]
        return claim if _is_among(wanted, headers) else f"{headers}"
    messages = [sent for hop in report["hops"] for sent in hop["sends"] if sent["to"] == name]
    found = [line for sent in messages for line in _lines(sent)]
    return claim if messages and _is_among(wanted, found) else f"{name} gets {found}"


def _joined(parts: Any) -> str:
    return ", ".join(parts)


def _way(branch: dict[str, Any]) -> str:
    share = f"{branch['share_percent']:g}%"
    return f"{share} {branch['choices'][-1]['to']} {branch['client_sees']['status']}"


def _is_among(wanted: str, found: list[str]) -> bool:
    if wanted.startswith("no "):
        return not any(line.startswith(f"{wanted[3:]}: ") for line in found)
    return wanted in found


def _lines(sent: dict[str, Any]) -> list[str]:
    query = f"?{sent['query']}" if sent["query"] else ""
    first = f"{sent['method']} {sent['path']}{query}"
    return [first, sent["url"], *(f"{name}: {value}" for name, value in sent["headers"].items())]


def _told(report: dict[str, Any]) -> list[str]:
    hops = report["hops"]
    notes = [note for hop in hops for note in hop["notes"]]
    return [*report["notes"], *(hop["detail"] for hop in hops), *notes]
