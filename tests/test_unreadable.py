"""Programs that cannot be read, or that have no end: told, and never followed."""

from pathlib import Path

import pytest
from gatewright.compiler.known_targets import only
from gatewright.compiler.pipeline import compile_file
from gatewright.dsl.finding import Finding
from gatewright.targets.find import BUILT_IN


def the_finding(entry: Path) -> Finding:
    (finding,) = compile_file(str(entry), only(*BUILT_IN)).findings
    return finding


def test_a_program_that_is_not_there_is_told_with_one_that_is(tmp_path: Path) -> None:
    (tmp_path / "fed.gate").write_text("")
    finding = the_finding(tmp_path / "fde.gate")

    assert "GW0002" == finding.code
    assert finding.message.endswith("there is no such file")
    assert finding.help[0].message.endswith("fed.gate`")


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"federation shop\n# caf\xe9\n", "line 2 is not UTF-8"),
        (b"\xff\xfef\x00e\x00d\x00", "line 1 is not UTF-8"),
    ],
)
def test_what_is_not_utf_8_is_told_with_its_line(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "fed.gate").write_text('import "team.gate"\n')
    (tmp_path / "team.gate").write_bytes(content)
    finding = the_finding(tmp_path / "fed.gate")

    assert ("GW0002", "asked for here", 1) == (finding.code, finding.label, finding.at.line)
    assert finding.message.endswith(why)


def test_a_byte_order_mark_is_no_part_of_a_program(tmp_path: Path) -> None:
    (tmp_path / "fed.gate").write_bytes(b"\xef\xbb\xbffederation shop\n")

    assert () == compile_file(str(tmp_path / "fed.gate"), only(*BUILT_IN)).findings


def test_imports_have_a_depth(tmp_path: Path) -> None:
    for number in range(70):
        (tmp_path / f"{number}.gate").write_text(f'import "{number + 1}.gate"\n')
    finding = the_finding(tmp_path / "0.gate")

    assert ("GW0003", "63.gate") == (finding.code, Path(finding.at.source.name).name)
    assert "imports stand more than 64 deep in each other" == finding.message


def test_loops_have_an_end(tmp_path: Path) -> None:
    numbers = ", ".join(map(str, range(1, 101)))
    (tmp_path / "fed.gate").write_text(
        f"let all = [{numbers}]\n"
        "for a in all { for b in all { for c in all { for d in all { } } } }\n"
    )
    finding = the_finding(tmp_path / "fed.gate")

    assert "GW0003" == finding.code
    assert "the loops of this program make more than 200,000 turns" == finding.message


def test_texts_of_texts_have_a_depth(tmp_path: Path) -> None:
    chain = "\n".join(f'let n{n} = "${{n{n + 1}}}"' for n in range(200))
    (tmp_path / "fed.gate").write_text(f'{chain}\nlet n200 = "end"\nfederation shop "${{n0}}"\n')
    finding = the_finding(tmp_path / "fed.gate")

    assert "GW0003" == finding.code
    assert finding.message.endswith("is filled in more than 64 deep")
