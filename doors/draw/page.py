"""A picture as one page that needs nothing else: it can be moved, enlarged and asked who calls whom."""

from html import escape
from pathlib import Path

from .palette import CANVAS, COLOURS, Theme
from .picture import Picture
from .svg import svg_of

SCRIPT = Path(__file__).with_name("page.js")
STYLE = Path(__file__).with_name("page.css")


def page_of(picture: Picture, theme: Theme) -> str:
    script = SCRIPT.read_text(encoding="utf-8")
    return f"""\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="{"light dark" if theme == "auto" else theme}">
<title>{escape(picture.title)}</title>
<style>
{_colours(theme)}
{STYLE.read_text(encoding="utf-8")}</style>
</head>
<body>
<main>{svg_of(picture, theme)}</main>
<p>drag to move, scroll or + and - to enlarge, 0 to see all; point at a box to see its lines</p>
<script>
{script}</script>
</body>
</html>
"""


def _colours(theme: Theme) -> str:
    canvas, ink = COLOURS[CANVAS], COLOURS["faint"]
    light = f":root {{ --canvas: {canvas.light}; --ink: {ink.light} }}"
    dark = f":root {{ --canvas: {canvas.dark}; --ink: {ink.dark} }}"
    if theme == "auto":
        return f"{light}\n@media (prefers-color-scheme: dark) {{ {dark} }}"
    return dark if theme == "dark" else light
