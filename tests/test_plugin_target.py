"""A target of somebody else's: a distribution with an entry point, and nothing else to be done."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from traces import __file__ as traces_file

PRODUCT = '''
"""A gateway product that one text file describes."""

from dataclasses import replace

from gatewright.compiler.target import (
    Ability, Bundle, BundleFile, GatewaySlice, Need, Rendering, Target, Variant,
)
from traces import plain_facts


def render(part: GatewaySlice) -> Rendering:
    lines = [f"{route.name} -> somewhere" for route in part.gateway.routes]
    files = (BundleFile("routes.txt", "".join(f"{line}\\n" for line in lines)),)
    return Rendering(Bundle(part.gateway.name, "acme", files))


def abilities():
    can = Ability("native", "assumed", "Acme manual", "2026-11-20")
    cannot = replace(can, way="impossible", how="Acme joins nothing")
    return {need: cannot if need is Need.GATHER else can for need in Need}


TARGET = Target(
    name="acme",
    about="the Acme gateway",
    variants=lambda: {"acme": Variant("acme", plain_facts(), abilities())},
    variant_of=lambda gateway: "acme",
    render=render,
)
'''
PROGRAM = """\
gateway edge on acme {
  domain "api.example.com"
  accept anyone
  route GET /orders -> orders
}
service orders { url "http://orders.internal:8080" }
"""


@pytest.fixture
def installed(tmp_path: Path) -> Path:
    """What an installer would leave in site-packages."""
    about = tmp_path / "site/gatewright_acme-1.0.dist-info"
    about.mkdir(parents=True)
    (tmp_path / "site/gatewright_acme.py").write_text(PRODUCT, encoding="utf-8")
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: gatewright-acme\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[gatewright.targets]\nacme = gatewright_acme:TARGET\n")
    (tmp_path / "fed.gate").write_text(PROGRAM, encoding="utf-8")
    return tmp_path


def gatewright(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    paths = (str(folder / "site"), str(Path(traces_file).parent))
    return subprocess.run(
        [sys.executable, "-m", "gatewright", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_it_is_known_listed_and_told_about(installed: Path) -> None:
    assert 0 == gatewright(installed, "check", "fed.gate").returncode
    assert "the Acme gateway" in gatewright(installed, "targets").stdout
    assert "Acme joins nothing" in gatewright(installed, "targets", "acme").stdout


def test_requests_are_followed_through_it(installed: Path) -> None:
    done = gatewright(installed, "trace", "fed.gate", "GET /orders", "--format", "json")
    (hop,) = json.loads(done.stdout)["hops"]

    assert ("edge", "acme", "DELIVERED") == (hop["gateway"], hop["target"], hop["verdict"])


def test_it_is_built_and_drawn(installed: Path) -> None:
    assert 0 == gatewright(installed, "build", "fed.gate", "-o", "out").returncode
    assert "GET /orders -> somewhere\n" == (installed / "out/edge/routes.txt").read_text()
    assert "acme" in gatewright(installed, "graph", "fed.gate", "--as", "dot").stdout


def test_what_it_cannot_do_is_refused(installed: Path) -> None:
    gathers = PROGRAM.replace("-> orders\n", "-> gather { a: orders at /a  b: orders at /b }\n")
    (installed / "fed.gate").write_text(gathers, encoding="utf-8")
    done = gatewright(installed, "build", "fed.gate", "-o", "out")

    assert 1 == done.returncode
    assert "error[GW7101]" in done.stdout
    assert "Acme joins nothing" in done.stdout


@pytest.mark.parametrize(
    "module", ["TARGET = 3\n", "import nothing_of_this_name\n", "raise ValueError('no')\n"]
)
def test_a_plug_in_that_is_broken_is_a_message(installed: Path, module: str) -> None:
    (installed / "site/gatewright_acme.py").write_text(module, encoding="utf-8")
    for arguments in (("targets", "acme"), ("trace", "fed.gate", "/orders"), ("build", "fed.gate")):
        done = gatewright(installed, *arguments)

        assert 2 == done.returncode, done.stderr
        assert "plug-in `acme`" in done.stderr
        assert "Traceback" not in done.stderr
