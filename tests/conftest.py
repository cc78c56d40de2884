"""What all tests share: golden files, the tiers, and chance that is the same in every run."""

import os
from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from tiers import deep, deep_factor

GOLDEN = Path(__file__).parent / "golden"

# Timing never decides: a slow machine finds the same as a quick one, and twice the same.
settings.register_profile(
    "gatewright",
    derandomize=True,
    database=None,
    deadline=None,
    max_examples=deep(50, 1000),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("gatewright")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="keep today's output as the golden one")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """`golden("fmt/hello.gate", text)`: the text equals that file under tests/golden."""
    accept = bool(request.config.getoption("--accept"))

    def compare(path_name: str, actual_text: str) -> None:
        file = GOLDEN / path_name
        if accept:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(actual_text, encoding="utf-8", newline="\n")
        assert file.is_file(), f"no golden file {path_name} yet: look at it after pytest --accept"
        expected = file.read_bytes().decode()

        assert expected == actual_text, f"golden file {path_name}; if meant: pytest --accept"

    return compare


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "golden: compares with a golden file (set by itself)")
    config.addinivalue_line("markers", "sized: its file asks tiers.deep how much (set by itself)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    only_deep = pytest.mark.skip(reason="deep tier only: GATEWRIGHT_DEEP=1")
    for item in items:
        if "golden" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.golden)
        if getattr(getattr(item, "module", None), "deep", None) is deep:
            item.add_marker(pytest.mark.sized)
        if item.get_closest_marker("deep") and not deep_factor():
            item.add_marker(only_deep)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Where CI=true, nobody reads the list of skips: a live test that did not run has failed."""
    report = yield
    if report.skipped and item.get_closest_marker("live") and os.environ.get("CI") == "true":
        report.outcome = "failed"
        report.longrepr = f"skipped, and CI=true wants it run: {report.longrepr}"
    return report
