"""Every example keeps its promises, and shows what its page says that it shows."""

from pathlib import Path

import pytest
from check_chunks import checked
from gatewright.compiler.model import Answer, Federation, NeverReaches, Promise
from gatewright.compiler.pipeline import compile_file
from gatewright.compiler.promises import broken_by, instances_of
from gatewright.compiler.trace import Question, Setting, trace
from gatewright.dsl.codes import Level
from gatewright.dsl.finding import Finding
from gatewright.targets.find import KNOWN
from gatewright.targets.load import facts_of
from gatewright.targets.rendering import build

ROOT = Path(__file__).parent.parent
FOLDERS = sorted(folder for folder in (ROOT / "examples").iterdir() if folder.is_dir())
PROGRAMS = sorted(ROOT.glob("examples/*/*.gate"))
THE_SHOWN = [
    "showcase", "hello", "product-of-products", "bff", "tenant-routing", "gradual-migration",
    "versioning", "local-instance", "auth-forward", "auth-shared-secret", "auth-gateway-jwt",
    "surface-errors", "custom-domains", "control-plane", "nearest-entry", "three-vendor-loop",
    "residency", "environments", "troubleshooting", "every-word", "stripped-credential",
    "inverted-timeout",
]  # fmt: skip
IS_A_PIECE = ("every-word/credentials.gate",)
"""Imported by another program, and nothing by itself."""

SHOWS = {
    "three-vendor-loop/fed.gate": [("GW1101", "route /orders/** -> front over http")],
    "three-vendor-loop/grows.gate": [("GW1102", "route /orders/** -> front at /orders/moved")],
    "stripped-credential/fed.gate": [("GW2102", "route /bookings/** -> desk")],
    "inverted-timeout/fed.gate": [
        ("GW3101", "timeout connect 1s, response 4s"),
        ("GW3103", "retry   1 on 502, 503, 504"),
    ],
    "residency/fails-over.gate": [("GW5102", "route /people/** -> first { people_eu, people_us }")],
    "local-instance/lambda.gate": [("GW6106", "route /thumbs/** -> thumbs over local")],
    "troubleshooting/fed.gate": [("GW4111", "gateway quotes on zuplo")],
}
"""Errors and warnings that an example is there to show, each with the line it stands on."""


def named(path: Path) -> str:
    return str(path.relative_to(ROOT / "examples"))


def federation_of(program: Path) -> Federation:
    federation = compile_file(str(program), KNOWN).federation
    assert federation is not None
    return federation


def test_nothing_is_missing_and_nothing_is_unlisted() -> None:
    assert sorted(THE_SHOWN) == [folder.name for folder in FOLDERS]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_an_example_has_a_page_and_a_picture(folder: Path) -> None:
    page = (folder / "README.md").read_text(encoding="utf-8")

    assert (folder / "fed.gate").is_file()
    assert (folder / "fed.svg").is_file()
    assert "](fed.svg)" in page
    for program in folder.glob("*.gate"):
        assert program.name in page, f"the page does not speak of {program.name}"


@pytest.mark.parametrize("program", PROGRAMS, ids=named)
def test_a_program_has_the_findings_that_it_shows_and_no_other(program: Path) -> None:
    found = checked(str(program)).findings
    loud = [(f.code, line_of(f)) for f in found if f.level is not Level.INFO]
    shown = SHOWS.get(named(program), [])

    assert [code for code, _ in shown] == [code for code, _ in loud] or named(program) in IS_A_PIECE
    assert all(line.startswith(start) for (_, line), (_, start) in zip(loud, shown, strict=False))


def line_of(finding: Finding) -> str:
    assert finding.at is not None
    lines = finding.at.source.text.splitlines()
    return lines[finding.at.line - 1].strip()


@pytest.mark.parametrize("name", SHOWS)
def test_the_page_of_an_example_names_what_it_shows(name: str) -> None:
    page = (ROOT / "examples" / name).parent / "README.md"

    assert [] == [code for code, _ in SHOWS[name] if code not in page.read_text(encoding="utf-8")]


@pytest.mark.parametrize("program", PROGRAMS, ids=named)
def test_check_finds_no_promise_broken(program: Path) -> None:
    found = checked(str(program)).findings

    assert [] == [f.message for f in found if f.code in ("GW0201", "GW0202")]


PROMISES = [
    pytest.param(program, promise, id=f"{named(program)}:{promise.at.line if promise.at else 0}")
    for program in PROGRAMS
    for promise in federation_of(program).promises
    if isinstance(promise, Answer | NeverReaches)
]


@pytest.mark.parametrize(("program", "promise"), PROMISES)
def test_a_promise_is_kept(program: Path, promise: Promise) -> None:
    federation = federation_of(program)
    found = instances_of(federation, promise)

    assert found.questions, found.reason
    for question in found.questions:
        followed = trace(Setting(federation, facts_of), question)
        assert () == broken_by(federation, promise, followed)


# ---- what the pages say --------------------------------------------------------------------------


def followed(program: str, request: str, client: str, to: str | None = None) -> str:
    """Status, and the verdicts hop by hop."""
    federation = federation_of(ROOT / "examples" / program)
    method, path = request.split()
    found = trace(Setting(federation, facts_of), Question(method, path, client=client, to=to))
    hops = ", ".join(f"{hop.gateway} {hop.verdict}" for hop in found.hops)
    return f"{found.answer.status}: {hops}"


@pytest.mark.parametrize(
    ("program", "client"), [("other-bucket", "partner"), ("other-issuer", "web")]
)
def test_a_credential_that_the_team_does_not_know_is_refused_there(
    program: str, client: str
) -> None:
    assert "401: outer FORWARDED, member AUTH_REJECTED" == followed(
        f"auth-forward/{program}.gate", "GET /orders/123", client
    )


def test_a_cloud_function_is_not_called_inside_an_instance() -> None:
    program = "local-instance/lambda.gate"
    (built,) = build(federation_of(ROOT / "examples" / program))

    assert "edge PROTOCOL_UNSUPPORTED" in followed(program, "GET /thumbs/1", "app")
    assert "GW7101" in {finding.code for finding in built.findings}
    assert built.bundle is None


def test_one_screen_counts_four() -> None:
    federation = federation_of(ROOT / "examples/bff/fed.gate")
    found = trace(Setting(federation, facts_of), Question("GET", "/screen/7", client="phone"))

    assert {"app": 1, "profiles": 1, "baskets": 1, "tips": 1} == dict(found.branches[0].counts)
