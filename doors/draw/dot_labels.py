"""Labels of a picture in the HTML-like language of Graphviz, every text escaped."""

from collections.abc import Sequence
from html import escape

from .palette import Theme, colour
from .picture import JUNCTIONS, LegendEntry, Line, Shape

BARE = 'BORDER="0" CELLBORDER="0" CELLSPACING="0"'
LEGEND_COLUMNS = 3
BADGE_SIGNS = {"error": "✕", "warning": "!"}


def label_of_shape(shape: Shape, theme: Theme) -> str:
    """The name in bold, what it is below, badges at the end."""
    if shape.kind in JUNCTIONS:
        return f"<{_font(shape.title, 9.5, 'junction-ink', theme, bold=True)}>"
    rows = [_row(_font(shape.title, 13, "ink", theme, bold=True))]
    rows += [_row(_font(caption, 9.5, "faint", theme)) for caption in shape.captions]
    rows += [_row(_font(f"▸ {held}", 9.5, "ink", theme)) for held in shape.holds]
    rows += [
        _row(
            _font(f"{BADGE_SIGNS[badge.level]} {badge.text}", 9.5, f"{badge.level}-ink", theme),
            f' BGCOLOR="{colour(f"{badge.level}-fill", theme)}"',
        )
        for badge in shape.badges
    ]
    if shape.mark:
        rows.append(_row(_font(shape.mark, 9.5, "lit", theme, bold=True)))
    return f'<<TABLE {BARE} CELLPADDING="1">{"".join(rows)}</TABLE>>'


def label_of_line(line: Line, theme: Theme) -> str:
    rows = "".join(
        _row(_font(words.text, 9.5, words.tone, theme), ' ALIGN="LEFT"') for words in line.words
    )
    return f'<<TABLE {BARE} CELLPADDING="0">{rows}</TABLE>>'


def label_of_legend(entries: Sequence[LegendEntry], theme: Theme) -> str | None:
    """A table that reads downwards; nothing where there is nothing to explain."""
    if not entries:
        return None
    height = -(-len(entries) // LEGEND_COLUMNS)
    rows = [entries[start::height] for start in range(height)]
    width = max(map(len, rows))
    cells = "".join(f"<TR>{_cells(row, width, theme)}</TR>" for row in rows)
    return f'<<TABLE {BARE} CELLPADDING="3">{cells}</TABLE>>'


def _cells(entries: Sequence[LegendEntry], width: int, theme: Theme) -> str:
    missing = "<TD></TD><TD></TD>" * (width - len(entries))
    return "".join(_entry(entry, theme) for entry in entries) + missing


def _entry(entry: LegendEntry, theme: Theme) -> str:
    meaning = _font(entry.meaning, 9.5, "faint", theme)
    return f'<TD ALIGN="RIGHT">{_sample(entry, theme)}</TD><TD ALIGN="LEFT">{meaning}   </TD>'


def _sample(entry: LegendEntry, theme: Theme) -> str:
    match entry.kind:
        case "line":
            return _line_sample(entry.sample, theme)
        case "shape":
            return _shape_sample(entry.sample, theme)
        case "sign":
            tone = {"−": "takes", "→": "ink"}.get(entry.sample, "adds")
            return _font(entry.sample, 11, tone, theme, bold=True)


def _line_sample(style: str, theme: Theme) -> str:
    """The border of a cell is the only line that a label can hold."""
    drawn = {"spare": "dashed", "own-code": "dotted", "manages": "dotted"}.get(style, "solid")
    sides = "TB" if style == "local" else "B"
    width = {"lit": 3, "manages": 3, "local": 1}.get(style, 2)
    return (
        f'<TABLE {BARE} CELLPADDING="0"><TR><TD SIDES="{sides}" BORDER="{width}" STYLE="{drawn}" '
        f'COLOR="{colour(style, theme)}" WIDTH="34" HEIGHT="{2 * width + 3}" FIXEDSIZE="TRUE">'
        "</TD></TR></TABLE>"
    )


def _shape_sample(kind: str, theme: Theme) -> str:
    signs = {"gather": "all", "choose": "?", "split": "%", "first": "1, 2 .."}
    if kind in signs:
        text = _font(signs[kind], 9, "junction-ink", theme, bold=True)
        fill = f'BORDER="0" BGCOLOR="{colour("junction-fill", theme)}"'
        return f'<TABLE {BARE}><TR><TD {fill} CELLPADDING="2">{text}</TD></TR></TABLE>'
    style = "ROUNDED" if kind.endswith("gateway") else "SOLID"
    if kind == "outside":
        style = "DASHED"
    width = 2 if kind == "public-gateway" else 1
    return (
        f'<TABLE BORDER="{width}" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" STYLE="{style}" '
        f'COLOR="{colour(f"{kind}-edge", theme)}" BGCOLOR="{colour(f"{kind}-fill", theme)}">'
        '<TR><TD WIDTH="30" HEIGHT="12" FIXEDSIZE="TRUE"></TD></TR></TABLE>'
    )


def _row(content: str, attributes: str = "") -> str:
    return f"<TR><TD{attributes}>{content}</TD></TR>"


def _font(text: str, points: float, role: str, theme: Theme, bold: bool = False) -> str:
    # An empty FONT element is a syntax error to Graphviz.
    content = escape(text) or " "
    if bold:
        content = f"<B>{content}</B>"
    return f'<FONT POINT-SIZE="{points:g}" COLOR="{colour(role, theme)}">{content}</FONT>'
