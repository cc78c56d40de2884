"""Bundles on disk: all of a build or nothing of it, and never a file that is not ours."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from gatewright.compiler.target import BundleFile
from gatewright.doors.bundles import placing
from gatewright.doors.bundles.ledger import LEDGER, BadLedger, ledger_of
from gatewright.doors.bundles.placing import STAGE, carry_out, recover
from gatewright.doors.bundles.plan import Plan, plan_of

EDGE = BundleFile("edge/envoy.json", "{}\n")
EDGE_GUIDE = BundleFile("edge/DEPLOY.md", "# edge\n")
INNER = BundleFile("inner/envoy.json", '{"inner": 1}\n')


def all_of_it(_gateway: str) -> bool:
    return False


def leave_it(_folder: Path) -> None:
    """Nobody is left to clean up."""


def built(folder: Path, *files: BundleFile, stays: Callable[[str], bool] = all_of_it) -> Plan:
    plan = plan_of(folder, files, stays)
    carry_out(plan)
    return plan


def texts_in(folder: Path) -> dict[str, str]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {str(f.relative_to(folder)): f.read_text() for f in files if f.name != LEDGER}


def test_a_first_build_writes_every_file_and_remembers_it(tmp_path: Path) -> None:
    plan = built(tmp_path / "out", EDGE, INNER)

    assert ["new", "new"] == [change.what for change in plan.changes]
    assert {EDGE.path: EDGE.text, INNER.path: INNER.text} == texts_in(tmp_path / "out")
    assert {EDGE.path, INNER.path} == set(ledger_of(tmp_path / "out"))


def test_the_same_build_again_changes_nothing(tmp_path: Path) -> None:
    built(tmp_path, EDGE, INNER)

    assert () == plan_of(tmp_path, (EDGE, INNER), all_of_it).touched


def test_what_an_earlier_build_wrote_and_this_one_does_not_goes(tmp_path: Path) -> None:
    built(tmp_path, EDGE, EDGE_GUIDE, INNER)
    built(tmp_path, EDGE)

    assert {EDGE.path: EDGE.text} == texts_in(tmp_path)
    assert not (tmp_path / "inner").exists()


def test_files_of_others_stay_and_so_do_their_folders(tmp_path: Path) -> None:
    built(tmp_path, EDGE, INNER)
    (tmp_path / "inner/keys.json").write_text("theirs")
    built(tmp_path, EDGE)

    assert "theirs" == (tmp_path / "inner/keys.json").read_text()


def test_gateways_that_are_not_asked_for_keep_their_files(tmp_path: Path) -> None:
    built(tmp_path, EDGE, INNER)
    changed = BundleFile(EDGE.path, "{ }\n")
    built(tmp_path, changed, stays=lambda gateway: gateway != "edge")

    assert {EDGE.path: changed.text, INNER.path: INNER.text} == texts_in(tmp_path)
    assert {EDGE.path, INNER.path} == set(ledger_of(tmp_path))


def test_a_file_that_somebody_changed_is_in_the_way(tmp_path: Path) -> None:
    built(tmp_path, EDGE, INNER)
    (tmp_path / EDGE.path).write_text("mine now")
    (tmp_path / INNER.path).write_text("mine too")
    plan = plan_of(tmp_path, [BundleFile(EDGE.path, "{ }\n")], all_of_it)

    assert [EDGE.path, INNER.path] == [change.path for change in plan.in_the_way]


def test_a_file_that_was_there_before_us_is_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "edge").mkdir()
    (tmp_path / EDGE.path).write_text("theirs")

    assert [EDGE.path] == [c.path for c in plan_of(tmp_path, [EDGE], all_of_it).in_the_way]


def test_a_file_that_happens_to_hold_what_we_would_write_is_in_nobodys_way(tmp_path: Path) -> None:
    (tmp_path / "edge").mkdir()
    (tmp_path / EDGE.path).write_text(EDGE.text)

    assert () == plan_of(tmp_path, [EDGE], all_of_it).in_the_way


def test_a_script_can_be_executed(tmp_path: Path) -> None:
    built(tmp_path, BundleFile("edge/fill.py", "#!/usr/bin/env python3\n", executable=True))

    assert os.access(tmp_path / "edge/fill.py", os.X_OK)


@pytest.mark.parametrize("breaks_at", range(1, 7))
def test_a_build_that_fails_half_way_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, breaks_at: int
) -> None:
    built(tmp_path, EDGE, INNER)
    before = texts_in(tmp_path), ledger_of(tmp_path)
    plan = plan_of(tmp_path, [BundleFile(EDGE.path, "{ }\n"), EDGE_GUIDE], all_of_it)
    done, rename = 0, os.replace

    def full_disk(old: Path, new: Path) -> None:
        nonlocal done
        done += 1
        if done == breaks_at:
            raise OSError(28, "No space left on device")
        rename(old, new)

    monkeypatch.setattr(placing.os, "replace", full_disk)
    with pytest.raises(OSError, match="No space"):
        carry_out(plan)

    assert before == (texts_in(tmp_path), ledger_of(tmp_path))


@pytest.mark.parametrize("dies_at", range(1, 7))
def test_a_build_that_was_killed_is_undone_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, dies_at: int
) -> None:
    built(tmp_path, EDGE, INNER)
    before = texts_in(tmp_path), ledger_of(tmp_path)
    plan = plan_of(tmp_path, [BundleFile(EDGE.path, "{ }\n"), EDGE_GUIDE], all_of_it)
    done, rename = 0, os.replace

    def killed(old: Path, new: Path) -> None:
        nonlocal done
        done += 1
        if done == dies_at:
            raise KeyboardInterrupt
        rename(old, new)

    monkeypatch.setattr(placing.os, "replace", killed)
    undo = placing.recover
    monkeypatch.setattr(placing, "recover", leave_it)
    with pytest.raises(KeyboardInterrupt):
        carry_out(plan)
    assert (tmp_path / STAGE).is_dir()
    monkeypatch.setattr(placing.os, "replace", rename)
    undo(tmp_path)

    assert before == (texts_in(tmp_path), ledger_of(tmp_path))
    assert not (tmp_path / STAGE).exists()


def test_nothing_to_undo_is_nothing_done(tmp_path: Path) -> None:
    recover(tmp_path / "missing")

    assert not (tmp_path / "missing").exists()


@pytest.mark.parametrize(
    "text",
    [
        "not json",
        "[]",
        '{"version": 9, "files": {}}',
        json.dumps({"version": 1, "files": {"../elsewhere": "x"}}),
        json.dumps({"version": 1, "files": {"/etc/passwd": "x"}}),
    ],
)
def test_a_list_that_cannot_be_trusted_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / LEDGER).write_text(text)

    with pytest.raises(BadLedger):
        ledger_of(tmp_path)
