"""The rules that decide what runs where: tiers, live tests, golden files."""

from pathlib import Path

import pytest
import tiers

HERE = Path(__file__).parent

pytest_plugins = ["pytester"]


@pytest.fixture
def house(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """An empty folder of tests under our conftest, as on a contributor's machine."""
    for name in ("CI", "GATEWRIGHT_DEEP"):
        monkeypatch.delenv(name, raising=False)
    for name in ("conftest.py", "tiers.py"):
        (pytester.path / name).write_text((HERE / name).read_text())
    pytester.makeini("[pytest]\npythonpath = .\nmarkers =\n  live: live\n  deep: deep")
    return pytester


LIVE = """
    import pytest
    @pytest.mark.live
    @pytest.mark.skipif(True, reason="no nginx here")
    def test_on_a_real_proxy(): ...
"""


def test_a_live_test_may_be_skipped_on_a_contributors_machine(house: pytest.Pytester) -> None:
    house.makepyfile(LIVE)

    house.runpytest_subprocess().assert_outcomes(skipped=1)


def test_a_skipped_live_test_fails_where_ci_is_true(
    house: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.makepyfile(LIVE)
    monkeypatch.setenv("CI", "true")
    result = house.runpytest_subprocess()

    assert result.parseoutcomes().get("errors", 0) + result.parseoutcomes().get("failed", 0) == 1
    result.stdout.fnmatch_lines(["*CI=true wants it run*no nginx here*"])


def test_a_deep_test_waits_for_the_deep_tier(
    house: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.makepyfile("import pytest\n@pytest.mark.deep\ndef test_long(): ...")
    house.runpytest_subprocess().assert_outcomes(skipped=1)
    monkeypatch.setenv("GATEWRIGHT_DEEP", "0.1")

    house.runpytest_subprocess().assert_outcomes(passed=1)


@pytest.mark.parametrize(("factor", "cases"), [("", 20), ("0", 20), ("0.1", 100), ("1", 1000)])
def test_the_deep_tier_tries_more_cases(
    monkeypatch: pytest.MonkeyPatch, factor: str, cases: int
) -> None:
    monkeypatch.setenv("GATEWRIGHT_DEEP", factor)

    assert cases == tiers.deep(20, 1000)


def test_a_golden_file_is_written_only_when_asked(house: pytest.Pytester) -> None:
    house.makepyfile("def test_it(golden): golden('a/b.txt', 'one line\\n')")
    house.runpytest_subprocess().assert_outcomes(failed=1)
    house.runpytest_subprocess("--accept").assert_outcomes(passed=1)

    assert (house.path / "golden/a/b.txt").read_text() == "one line\n"
    house.runpytest_subprocess().assert_outcomes(passed=1)


def test_a_golden_file_that_differs_fails(house: pytest.Pytester) -> None:
    house.makepyfile("def test_it(golden): golden('x.txt', 'new')")
    (house.path / "golden").mkdir()
    (house.path / "golden/x.txt").write_text("old")
    result = house.runpytest_subprocess()

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["*golden file x.txt; if meant: pytest --accept*"])
