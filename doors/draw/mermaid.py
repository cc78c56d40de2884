"""A picture in the language of Mermaid, which many wikis and repositories draw by themselves."""

from collections.abc import Iterator, Mapping

from .palette import Theme, colour
from .picture import JUNCTIONS, Line, LineStyle, Picture, Shape, ShapeKind

INDENT = "  "
# Brackets of Mermaid that come nearest to our shapes.
BRACKETS: dict[ShapeKind, tuple[str, str]] = {
    "client": ("([", "])"),
    "anyone": ("([", "])"),
    "entry": (">", "]"),
    "public-gateway": ("(", ")"),
    "internal-gateway": ("(", ")"),
    "service": ("[", "]"),
    "cloud-function": ("{{", "}}"),
    "outside": ("[", "]"),
    "control-plane": ("[[", "]]"),
    "gather": ("((", "))"),
    "choose": ("{", "}"),
    "split": ("{", "}"),
    "first": ("[", "]"),
    "own-code": ("[", "]"),
}
ARROWS: dict[LineStyle, str] = {
    "forward": "-->",
    "calls": "==>",
    "spare": "-.->",
    "local": "-->",
    "own-code": "-.->",
    "manages": "-.-o",
}
# Neither Mermaid nor the Markdown that it reads in labels makes anything of these.
SAFE = frozenset(" /-_,:?=(){}|'→−⇄·…▸")


def mermaid_of(picture: Picture, theme: Theme) -> str:
    return "\n".join(_lines(picture, theme)) + "\n"


def _lines(picture: Picture, theme: Theme) -> Iterator[str]:
    names = {shape.id: f"n{place}" for place, shape in enumerate(picture.shapes)}
    yield from ("---", f'title: "{plain(picture.title)}"', "---", "flowchart LR")
    for shape in picture.in_group(None):
        yield INDENT + _shape(shape, names)
    for place, group in enumerate(picture.groups):
        yield f'{INDENT}subgraph g{place}["{quoted(group)}"]'
        for shape in picture.in_group(group):
            yield 2 * INDENT + _shape(shape, names)
        yield f"{INDENT}end"
    for line in picture.lines:
        yield INDENT + _line(line, names)
    for number, line in enumerate(picture.lines):
        width = "4px" if line.lit else "1.5px"
        paint = colour("lit" if line.lit else line.style, theme)
        yield f"{INDENT}linkStyle {number} stroke:{paint},stroke-width:{width}"
    yield from _classes(picture, names, theme)


def _shape(shape: Shape, names: Mapping[str, str]) -> str:
    before, after = BRACKETS[shape.kind]
    texts = [shape.title, *shape.captions, *(f"▸ {held}" for held in shape.holds)]
    texts += [badge.text for badge in shape.badges]
    texts += [shape.mark] if shape.mark else []
    return f'{names[shape.id]}{before}"{"<br>".join(map(quoted, texts))}"{after}'


def _line(line: Line, names: Mapping[str, str]) -> str:
    words = "<br>".join(quoted(one.text) for one in line.words)
    if line.style == "local" and not words:
        words = "over local"
    label = f'|"{words}"|' if words else ""
    return f"{names[line.source]} {ARROWS[line.style]}{label} {names[line.target]}"


def _classes(picture: Picture, names: Mapping[str, str], theme: Theme) -> Iterator[str]:
    kinds = dict.fromkeys(shape.kind for shape in picture.shapes)
    for place, kind in enumerate(kinds):
        is_junction = kind in JUNCTIONS
        fill = colour("junction-fill" if is_junction else f"{kind}-fill", theme)
        edge = fill if is_junction else colour(f"{kind}-edge", theme)
        ink = colour("junction-ink" if is_junction else "ink", theme)
        width = 3 if kind == "public-gateway" else 1
        dashes = ",stroke-dasharray:4" if kind in ("anyone", "outside") else ""
        style = f"fill:{fill},stroke:{edge},color:{ink},stroke-width:{width}px{dashes}"
        members = ",".join(names[one.id] for one in picture.shapes if one.kind == kind)
        yield f"{INDENT}classDef k{place} {style}"
        yield f"{INDENT}class {members} k{place}"


def quoted(text: str) -> str:
    """Text between quotes: whatever could end them, or mean something, as its number."""
    return "".join(
        one if one in SAFE or (one.isalnum() and one.isprintable()) else f"#{ord(one)};"
        for one in text
    )


def plain(text: str) -> str:
    """Text where numbers for characters mean nothing: what is not safe becomes a blank."""
    kept = (one if one.isalnum() or one in " /-_.,:·" else " " for one in text)
    return " ".join("".join(kept).split()) or "federation"
