"""`gatewright diagnose` as people type it."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from command_line import Ran, as_process
from gatewright.doors import cli
from gatewright.doors.show.diagnose_text import text_of
from planted_faults import PLANTED, Planted, diagnosed, symptom_of

TROUBLE = str(Path(__file__).parent.parent / "examples/troubleshooting")
ORDERS = ("diagnose", TROUBLE, "GET /orders/42", "--as", "web")
CATALOG = ("diagnose", TROUBLE, "GET /catalog/blue", "--as", "web")

SCENES = {
    "no logs behind a 522": (
        (*ORDERS, "--saw", "522", "--silent", "orders"),
        "wrong environment name of orders",
    ),
    "a 401 from within": (
        (*CATALOG, "--saw", "401", "--at", "catalog"),
        "secret of inner at catalog",
    ),
    "a late 504": (
        ("diagnose", TROUBLE, "GET /search/shoes", "--as", "web", "--saw", "504", "--after", "48s"),
        "search_service too slow",
    ),
    "a 429 without a limit": (
        ("diagnose", TROUBLE, "GET /quotes/7", "--as", "web", "--saw", "429", "--at", "quotes"),
        "development stage of quotes",
    ),
    "a domain of its own": (
        (*CATALOG, "--saw", "522", "--silent", "catalog", "--ok", "https://catalog-main-k29s1d.zuplo.app"),
        "no CNAME for catalog.example.com",
    ),
}  # fmt: skip


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def run_in_process(*arguments: str) -> Ran:
        status = cli.main(arguments)
        printed = capsys.readouterr()
        return Ran(status, printed.out, printed.err)

    return run_in_process


@pytest.mark.parametrize("scene", SCENES)
def test_the_true_cause_of_a_scene_comes_first(run: Callable[..., Ran], scene: str) -> None:
    command, fault = SCENES[scene]
    report = run(*command, "--format", "json").report("diagnose")

    assert report["causes"][0]["fault"].startswith(fault)
    assert re.search(rf"^ 1  {re.escape(fault)} ", run(*command).out, re.MULTILINE)


def test_five_causes_are_shown_and_all_on_request(run: Callable[..., Ran]) -> None:
    command = (*ORDERS, "--saw", "404")
    causes = run(*command, "--format", "json").report("diagnose")["causes"]
    shown = re.findall(r"^ ?\d+  ", run(*command).out, re.MULTILINE)
    everything = re.findall(r"^ ?\d+  ", run(*command, "--all").out, re.MULTILINE)

    assert len(shown) == 5
    assert len(everything) == len(causes) > 5


def test_where_nothing_fits_the_status_says_so_too(run: Callable[..., Ran]) -> None:
    ran = run(*ORDERS, "--saw", "418", "--silent", "edge")

    assert ran.status == 1
    assert "nothing fits" in ran.out
    assert "its logs are empty" in ran.out
    assert (
        run(*ORDERS, "--saw", "418", "--silent", "edge", "--format", "json").report("diagnose")[
            "causes"
        ]
        == []
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "--saw is missing: the status that came, or `nothing`"),
        (("--saw", "52"), "`52` is no status; write `522`, or `nothing`"),
        (("--saw", "522", "--silent", "order"), "there is no gateway `order`, the nearest is `orders`"),
        (("--saw", "522", "--at", "edgy"), "there is no gateway or service `edgy`, the nearest is `edge`"),
        (("--saw", "522", "--after", "soon"), "--after: "),
        (("--saw", "522", "--to", "nowhere"), "there is no gateway or entry `nowhere`"),
    ],
)  # fmt: skip
def test_a_wrong_word_is_answered_with_a_way_out(
    run: Callable[..., Ran], words: tuple[str, ...], message: str
) -> None:
    ran = run(*ORDERS, *words)

    assert ran.status == 2
    assert f"gatewright diagnose: {message}" in ran.err


@pytest.mark.parametrize("planted", PLANTED, ids=lambda planted: planted.name)
def test_no_line_is_wider_than_a_terminal(planted: Planted) -> None:
    command = "gatewright trace some/folder/fed.gate 'GET /orders/42' --as somebody"
    text = text_of(diagnosed(planted), symptom_of(planted), command, all_of_it=True)

    assert max(map(len, text.splitlines())) <= 100


def test_no_secret_is_shown(run: Callable[..., Ran]) -> None:
    typed = ("--header", "x-gateway-secret: very-secret")
    command = (*CATALOG, *typed, "--saw", "401", "--all")

    assert "very-secret" not in run(*command).out
    assert "very-secret" not in run(*command, "--format", "json").out


def test_the_same_bytes_come_out_whatever_the_hash_seed() -> None:
    command = (*ORDERS, "--saw", "522", "--silent", "orders", "--all")
    one, other = (as_process(*command, PYTHONHASHSEED=seed).stdout for seed in ("1", "2"))

    assert one == other
    assert b"wrong environment name" in one
