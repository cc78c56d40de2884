"""Pictures of federations: what is drawn, in which words, in which colours, and that it is safe."""

import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import Any, get_args
from xml.etree import ElementTree as ET

import pytest
from drawn_federations import FERRY, large_federation
from gatewright.compiler.graph import FederationGraph
from gatewright.compiler.model import Federation
from gatewright.doors.draw.compose import picture_of
from gatewright.doors.draw.dot import dot_of
from gatewright.doors.draw.mermaid import mermaid_of
from gatewright.doors.draw.overlay import Overlay, Step, badges_of
from gatewright.doors.draw.page import page_of
from gatewright.doors.draw.palette import COLOURS
from gatewright.doors.draw.picture import Line, LineStyle, Picture, ShapeKind
from gatewright.doors.draw.svg import svg_of
from gatewright.doors.draw.wish import Wish
from hypothesis import given, strategies as st
from meanings import compiled, meaning

drawn = pytest.mark.skipif(not shutil.which("dot"), reason="Graphviz is not installed here")


def picture(text: str, **wishes: Any) -> Picture:
    return picture_of(FederationGraph(meaning(text)), Wish(**wishes))


def line(found: Picture, source: str, target: str) -> Line:
    (one,) = [line for line in found.lines if (line.source, line.target) == (source, target)]
    return one


def texts(one: Line) -> list[str]:
    return [words.text for words in one.words]


# ---- what is drawn -------------------------------------------------------------------------------

MEETING = """\
credential key = api_key { bucket "b"  header "x-key" }
credential pass = shared_secret { header "x-pass"  env PASS }
env PASS secret
client web { presents key }
gateway edge on nginx {
  accept key
  ROUTES
}
gateway inner on kong { accept pass  route /** -> orders }
service orders { url "http://orders.internal" }
"""


def routes(*lines: str) -> Picture:
    return picture(MEETING.replace("ROUTES", "\n".join(lines)), detail="full")


def test_routes_between_the_same_two_are_one_line_with_what_they_share_said_once() -> None:
    found = routes(
        "route /a -> inner { strip key  attach pass }",
        "route /b -> inner at /c { strip key  attach pass }",
    )

    assert ["/a", "/b → /c", "+ pass", "− key"] == texts(
        line(found, "gateway edge", "gateway inner")
    )


def test_where_routes_differ_each_says_it_for_itself() -> None:
    found = routes("route /a -> inner { attach pass }", "route /b -> inner { strip key }")

    assert ["/a", "+ pass", "/b", "− key"] == texts(line(found, "gateway edge", "gateway inner"))


def test_of_many_routes_three_are_named() -> None:
    found = routes(*(f"route /{letter} -> inner" for letter in "abcdefg"))

    assert ["/a", "/b", "/c", "+ 4 more"] == texts(line(found, "gateway edge", "gateway inner"))


@pytest.mark.parametrize(
    ("route", "title", "words"),
    [
        ("gather { one: orders at /x  two: optional inner }", "all",
         ["one → /x", "over http", "two (optional)"]),
        ("split { 90% orders, 10% inner }", "%", ["90%", "over http", "10%"]),
        ('choose { header("x") = "1" -> orders  else -> inner }', "?",
         ['header("x") = "1"', "over http", "else"]),
        ("first { inner, orders }", "1, 2 ..", ["1.", "2.", "over http"]),
    ],
)  # fmt: skip
def test_an_action_with_members_is_a_junction_with_labelled_ways_out(
    route: str, title: str, words: list[str]
) -> None:
    found = routes(f"route /a -> {route}")
    junction = next(shape for shape in found.shapes if shape.id == "gateway edge 0")
    out = [one for one in found.lines if one.source == junction.id]

    assert (title, route.split(maxsplit=1)[0]) == (junction.title, junction.kind)
    assert ["/a"] == texts(line(found, "gateway edge", junction.id))
    assert words == [text for one in out for text in texts(one)]


def test_what_all_members_share_stands_before_the_junction() -> None:
    found = routes("route /a -> split { 90% inner at /x, 10% inner } { strip key  attach pass }")

    assert ["/a", "+ pass", "− key"] == texts(line(found, "gateway edge", "gateway edge 0"))
    assert ["90% → /x", "10%"] == texts(line(found, "gateway edge 0", "gateway inner"))


def test_styles_tell_fail_over_and_local_from_the_rest() -> None:
    found = picture("""
        gateway a on zuplo { accept anyone  instance one  route /x -> b over local
                             route /y -> first { orders, spare } }
        gateway b on zuplo { accept anyone  instance one  route /x -> orders }
        service orders { url "http://orders" }
        service spare { url "http://spare" }""", detail="full")  # fmt: skip
    style = {(one.source, one.target): one.style for one in found.lines}

    assert "local" == style["gateway a", "gateway b"]
    assert "forward" == style["gateway a 1", "service orders"]
    assert "spare" == style["gateway a 1", "service spare"]


def test_the_legend_explains_what_is_there_and_nothing_else() -> None:
    found = routes("route /a -> inner { attach pass }")
    samples = [entry.sample for entry in found.legend]

    assert ["calls", "forward", "public-gateway", "internal-gateway", "+"] == samples
    assert "gather" in [entry.sample for entry in picture(FERRY, detail="full").legend]


@pytest.mark.parametrize(
    ("group", "groups"),
    [("target", ["Nginx", "Kong"]), ("region", ["eu", "us"]), ("owner", ["the web team"])],
)
def test_gateways_stand_together_by_product_region_or_owner(group: str, groups: list[str]) -> None:
    found = picture(
        """
        region eu = aws.eu-west-1
        region us = aws.us-east-1
        gateway a on nginx { accept anyone  region eu  owner "the web team"  route /x -> b }
        gateway b on kong  { accept anyone  region us  owner "the web team"  route /x -> orders }
        service orders { url "http://orders"  region us }""",
        group=group,
        product_of=str.title,
    )

    assert groups == list(found.groups)


def test_a_large_picture_is_thinned_and_a_small_one_is_not() -> None:
    large, small = picture(large_federation(60)), picture(large_federation(9))
    gateways = [shape for shape in large.shapes if shape.kind.endswith("gateway")]

    assert 60 == len(gateways)
    assert any(one.words for one in small.lines)
    # Services that only one gateway calls stand in its box, and the words go.
    assert ("service_0",) == next(s.holds for s in gateways if s.title == "area_0")
    assert not any(shape.kind == "service" for shape in large.shapes)
    assert {"nearest"} == {text for one in large.lines for text in texts(one)}


def test_the_picture_shows_every_edge_unless_its_service_stands_in_a_box() -> None:
    graph = FederationGraph(meaning(large_federation(30)))
    found = picture_of(graph, Wish(detail="plain"))
    shown = {(one.source, one.target) for one in found.lines}
    held = {name for shape in found.shapes for name in shape.holds}

    for edge in graph.edges:
        assert (edge.source, edge.target) in shown or graph.node(edge.target).name in held


# ---- on top of it --------------------------------------------------------------------------------


def test_a_traced_request_lights_its_way_and_no_other() -> None:
    text = MEETING.replace("ROUTES", "route /a -> inner\nroute /b -> inner at /c")
    steps = (
        Step("client web", "gateway edge", None),
        Step("gateway edge", "gateway inner", 0),
    )
    traced = Overlay(steps, (("gateway edge", "1: FORWARDED 200"),), "GET /a as web")
    found = picture(text, traced=traced)

    assert [True, True, False] == [one.lit for one in found.lines]
    assert "1: FORWARDED 200" == next(s.mark for s in found.shapes if s.id == "gateway edge")
    assert found.title.endswith("GET /a as web")


def test_findings_stand_at_the_gateway_in_whose_block_they_are() -> None:
    program = compiled("""
        gateway a on nginx { accept anyone  owner "the } team"  route /x -> orders }
        # not a } of a block
        gateway b on nginx { accept anyone  route /x -> orders }
        credential spare = api_key { bucket "b"  header "x" }
        service orders { url "http://orders" }""")
    federation = program.federation
    assert federation is not None
    places = [federation.gateways[name].routes[0].at for name in ("a", "b", "b")]
    unused = next(finding for finding in program.findings if finding.code == "GW0103")
    inside = [replace(unused, at=place) for place in places if place]

    assert [] == list(badges_of([unused], federation))
    assert [("a", "1 warning"), ("b", "2 warnings")] == [
        (name, badge.text) for name, badge in badges_of(inside, federation)
    ]


# ---- colours -------------------------------------------------------------------------------------

INKS = {
    "canvas": ["ink", "faint", "adds", "takes"],
    "group-fill": ["ink", "faint", "adds", "takes"],
    "junction-fill": ["junction-ink"],
    "error-fill": ["error-ink"],
    "warning-fill": ["warning-ink"],
    **{
        f"{kind}-fill": ["ink", "faint", "lit"]
        for kind in get_args(ShapeKind)
        if f"{kind}-fill" in COLOURS
    },
}


def contrast(one: str, other: str) -> float:
    """As WCAG defines it: from 1 to 21."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", INKS)
def test_words_can_be_read_on_what_they_stand_on(ground: str, theme: str) -> None:
    for ink in INKS[ground]:
        pair = getattr(COLOURS[ink], theme), getattr(COLOURS[ground], theme)

        assert contrast(*pair) >= 4.5, (ink, ground)


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_lines_and_frames_stand_out_from_the_page(theme: str) -> None:
    lines = [*get_args(LineStyle), *(role for role in COLOURS if role.endswith("-edge"))]
    for role, ground in product(lines, ["canvas", "group-fill"]):
        if role != "group-edge":
            pair = getattr(COLOURS[role], theme), getattr(COLOURS[ground], theme)

            assert contrast(*pair) >= 3, (role, ground)


def test_a_light_colour_has_one_dark_one() -> None:
    light = [pair.light for pair in COLOURS.values()]

    assert len(light) == len(set(light))


# ---- formats -------------------------------------------------------------------------------------

HOSTILE = [
    '"]; evil [label="x',
    "<script>alert(1)</script>",
    "--> <!-- ]]> &amp; &",
    r"\N \G \l \"",
    "end; subgraph click n0 href",
    "a%%b `code` **bold** [x](y)",
    "ctrl \x1b[31m \u202e tab\t",
    "漢字 ümlaut ✓",
]


def named(text: str) -> Federation:
    """A federation in which a stranger chose every text that may be any text."""
    federation = meaning(FERRY)
    edge = replace(federation.gateways["edge"], owner=text, domains=(text,))
    return replace(federation, title=text, gateways={**federation.gateways, "edge": edge})


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("group", ["target", "owner"])
def test_no_text_of_a_program_breaks_out_of_dot_or_mermaid(text: str, group: Any) -> None:
    found = picture_of(FederationGraph(named(text)), Wish(group=group))
    plain = picture_of(FederationGraph(named("plain")), Wish(group=group))

    assert skeleton(dot_of(plain, "light")) == skeleton(dot_of(found, "light"))
    lines = mermaid_of(found, "light").splitlines()
    assert len(mermaid_of(plain, "light").splitlines()) == len(lines)
    for one in lines:
        assert one.count('"') in (0, 2), one


def skeleton(dot: str) -> str:
    """What is left when every text is taken out."""
    return re.sub(r">[^<>\n]*<", "><", dot)


@drawn
@pytest.mark.live
@pytest.mark.parametrize("text", HOSTILE)
def test_svg_and_page_hold_strange_texts_as_texts(text: str) -> None:
    found = picture_of(FederationGraph(named(text)), Wish())
    root = ET.fromstring(svg_of(found, "auto"))
    seen = [node.text for node in root.iter() if node.text]

    assert not any("script" in str(node.tag) for node in root.iter())
    assert found.title in seen
    assert 1 == page_of(found, "auto").count("<script>")


@drawn
@pytest.mark.live
@pytest.mark.parametrize("theme", ["auto", "light", "dark"])
@pytest.mark.parametrize("detail", ["full", "plain"])
def test_an_svg_is_painted_in_colours_of_the_palette_only(theme: Any, detail: Any) -> None:
    text = svg_of(picture(FERRY, detail=detail), theme)
    painted = {
        value
        for node in ET.fromstring(text).iter()
        for key in ("fill", "stroke")
        if (value := node.get(key)) not in (None, "none", "transparent")
    }
    palette = {pair.dark if theme == "dark" else pair.light for pair in COLOURS.values()}

    assert painted <= palette
    assert ("prefers-color-scheme" in text) == (theme == "auto")


@drawn
@pytest.mark.live
def test_a_page_needs_nothing_from_elsewhere() -> None:
    page = page_of(picture(FERRY), "auto")
    addresses = re.findall(r'(?:src|href)="[^"]*"|url\([^)]*\)|@import', page)

    assert [] == addresses
    assert "<title>" in page


def test_pictures_of_the_examples(golden: Callable[[str, str], None]) -> None:
    found = picture(FERRY, detail="full")

    golden("graph/ferry.mmd", mermaid_of(found, "light"))
    golden("graph/ferry.dot", dot_of(found, "light"))


@given(st.integers(8, 70), st.sampled_from(["target", "region", "owner"]))
def test_every_line_ends_at_two_shapes_and_every_shape_is_drawn_once(
    gateways: int, group: Any
) -> None:
    found = picture(large_federation(gateways), group=group)
    ids = [shape.id for shape in found.shapes]

    assert len(ids) == len(set(ids))
    assert all({line.source, line.target} <= set(ids) for line in found.lines)
    inside = [number for place in (None, *found.groups) for number, _ in found.lines_of(place)]
    assert sorted(inside) == list(range(len(found.lines)))
