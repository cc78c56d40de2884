"""A shape in words that a person reads as a path."""

from .shapes import Piece, Rest, Shape

_NAMED_MAX = 3


def text_of(shape: Shape) -> str:
    """`/orders/{any}`, `/orders/**`, `/{any but health}/**`, `/{any: '[a-z]+'}`."""
    return "/" + "/".join(_text(piece) for piece in shape)


def _text(piece: Piece | Rest) -> str:
    if isinstance(piece, str):
        return piece
    if isinstance(piece, Rest):
        return "**"
    said = "any"
    if piece.regexes:
        said += ": " + " and ".join(f"'{regex}'" for regex in piece.regexes)
    out = [*sorted(piece.without), *(f"'{regex}'" for regex in piece.without_regexes)]
    if out:
        said += " but " + ", ".join(out[:_NAMED_MAX])
    if len(out) > _NAMED_MAX:
        said += f" and {len(out) - _NAMED_MAX} more"
    return f"{{{said}}}"
