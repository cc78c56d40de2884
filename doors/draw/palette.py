"""The colours of a picture by what they stand for, each for a light and for a dark page.

The hues are those of Okabe and Ito, which people tell apart however they see colours. No two roles
share a light colour: a style sheet finds what to darken by its light colour alone.
"""

from typing import Literal

from ...dsl.frozen import frozen

Theme = Literal["auto", "light", "dark"]


@frozen
class Colour:
    light: str
    dark: str


CANVAS = "canvas"
COLOURS: dict[str, Colour] = {
    CANVAS: Colour("#fcfcfd", "#14171c"),
    "ink": Colour("#1b2330", "#e8ecf2"),
    "faint": Colour("#525c6e", "#a9b3c2"),
    "adds": Colour("#00664c", "#4fd1a5"),
    "takes": Colour("#a13a00", "#ff9f73"),
    "group-fill": Colour("#f4f6fa", "#1b2028"),
    "group-edge": Colour("#cdd5e0", "#3d4755"),
    "client-fill": Colour("#fff1d6", "#46330f"),
    "client-edge": Colour("#a86400", "#e6a645"),
    "anyone-fill": Colour("#fde6dd", "#52261a"),
    "anyone-edge": Colour("#c04600", "#ff8f63"),
    "entry-fill": Colour("#ddf3ea", "#123b31"),
    "entry-edge": Colour("#00775a", "#42c99e"),
    "public-gateway-fill": Colour("#d3e6fa", "#14395d"),
    "public-gateway-edge": Colour("#00589a", "#66b4f4"),
    "internal-gateway-fill": Colour("#fafcff", "#202a36"),
    "internal-gateway-edge": Colour("#5f7894", "#8ca6c4"),
    "service-fill": Colour("#e9ecf0", "#2b313b"),
    "service-edge": Colour("#5a6372", "#98a2b2"),
    "cloud-function-fill": Colour("#f8e5f1", "#47243d"),
    "cloud-function-edge": Colour("#9c417a", "#e49dcc"),
    "outside-fill": Colour("#fefefe", "#191d24"),
    "outside-edge": Colour("#747d8d", "#8d97a8"),
    "control-plane-fill": Colour("#ebe6fb", "#31285a"),
    "control-plane-edge": Colour("#664bb0", "#b5a1f1"),
    "junction-fill": Colour("#39465a", "#c8d1de"),
    "junction-ink": Colour("#f8f9fb", "#15191f"),
    "forward": Colour("#3f4c5e", "#b3becc"),
    "calls": Colour("#8a5300", "#dfa648"),
    "spare": Colour("#b5470b", "#ff9e69"),
    "local": Colour("#005c9b", "#67b5f2"),
    "own-code": Colour("#87376d", "#dd95c5"),
    "manages": Colour("#6046aa", "#b19df0"),
    "lit": Colour("#c4005e", "#ff7dba"),
    "error-fill": Colour("#b3261e", "#ffb4ab"),
    "error-ink": Colour("#fffdfd", "#3b0906"),
    "warning-fill": Colour("#f4c63d", "#6b5200"),
    "warning-ink": Colour("#2b2100", "#ffefc2"),
}


def colour(role: str, theme: Theme) -> str:
    """`auto` is drawn in light colours; a style sheet turns them dark."""
    pair = COLOURS[role]
    return pair.dark if theme == "dark" else pair.light


def dark_rules() -> str:
    """CSS: whatever is painted in a light colour gets its dark one."""
    return "\n".join(
        f'  [{attribute}="{pair.light}"] {{ {attribute}: {pair.dark} }}'
        for pair in COLOURS.values()
        for attribute in ("fill", "stroke")
    )
