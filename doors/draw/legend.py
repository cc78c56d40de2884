"""What the lines and signs of a picture mean: only of those that are on it."""

from collections.abc import Iterator, Sequence

from .picture import LegendEntry, Line, LineStyle, Shape, ShapeKind

LINES: dict[LineStyle, str] = {
    "calls": "a client calls",
    "forward": "sent on (over https where no protocol is said)",
    "local": "sent on inside the instance, over local",
    "spare": "only when the ones before it fail",
    "own-code": "own code calls",
    "manages": "a control plane manages",
}
SHAPES: dict[ShapeKind, str] = {
    "public-gateway": "gateway that the internet may call",
    "internal-gateway": "gateway meant for other gateways only",
    "outside": "outside this federation",
    "cloud-function": "cloud function",
    "gather": "all of these, joined into one answer",
    "choose": "the first case that is true",
    "split": "one of these, by share",
    "first": "one after the other, until one answers",
}
SIGNS = {
    "+": "credential attached",
    "−": "credential taken off",
    "⇄": "credential exchanged",
    "→": "sent on as",
}


def legend_of(shapes: Sequence[Shape], lines: Sequence[Line]) -> Iterator[LegendEntry]:
    styles = [line.style for line in lines]
    for style, meaning in LINES.items():
        if style in styles:
            yield LegendEntry("line", style, meaning)
    if any(shape.lit for shape in shapes):
        yield LegendEntry("line", "lit", "the way of the traced request")
    kinds = [shape.kind for shape in shapes]
    for kind, meaning in SHAPES.items():
        if kind in kinds:
            yield LegendEntry("shape", kind, meaning)
    texts = [words.text for line in lines for words in line.words]
    for sign, meaning in SIGNS.items():
        if any(_has(text, sign) for text in texts):
            yield LegendEntry("sign", sign, meaning)
    if any(shape.holds for shape in shapes):
        yield LegendEntry("sign", "▸", "service that only this gateway calls")


def _has(text: str, sign: str) -> bool:
    """`+ 2 more` attaches nothing."""
    if sign == "→":
        return sign in text
    return text.startswith(f"{sign} ") and not text.endswith(" more")
