"""Findings as JUnit XML: one suite for each program, one case for each finding."""

from typing import TYPE_CHECKING

from ...dsl.finding import Finding
from ...dsl.secrets import without_secrets
from ..checked import Checked
from .cells import harmless
from .location import relative_name
from .text import text_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Identity = tuple[str, str, int, int, str]

NOTHING_FOUND = "no findings"
KNOWN = "known from the baseline"


def junit_of(checked: Checked) -> str:
    """ASCII only; a finding that several programs share stands with the first of them."""
    from xml.etree import ElementTree as ET

    root = ET.Element("testsuites", {"name": "gatewright check"})
    known = {_identity(one) for one in checked.compared.known}
    told: set[Identity] = set()
    for program, compilation in checked.programs:
        own = [one for one in compilation.findings if _identity(one) not in told]
        told |= {_identity(one) for one in own}
        cases = [_case(program, one, checked, is_known=_identity(one) in known) for one in own]
        root.append(_suite(program, cases))
    for counted in ("tests", "failures", "skipped"):
        root.set(counted, f"{sum(int(suite.get(counted, '0')) for suite in root)}")
    ET.indent(root)
    return ET.tostring(root, encoding="us-ascii", xml_declaration=True).decode("ascii")


def _suite(program: str, cases: list["Element"]) -> "Element":
    from xml.etree.ElementTree import Element

    name = harmless(relative_name(program))
    suite = Element("testsuite", {"name": name})
    suite.extend(cases or [Element("testcase", {"classname": name, "name": NOTHING_FOUND})])
    suite.set("tests", f"{len(suite)}")
    suite.set("failures", f"{len(suite.findall('*/failure'))}")
    suite.set("skipped", f"{len(suite.findall('*/skipped'))}")
    return suite


def _case(program: str, found: Finding, checked: Checked, *, is_known: bool) -> "Element":
    """The text is as on a screen, and as harmless, so that no character of it is refused."""
    from xml.etree.ElementTree import Element, SubElement

    finding = without_secrets(found)
    message = harmless(finding.message)
    place = f"{harmless(relative_name(finding.at.source.name))}:{finding.at.line}"
    case = Element(
        "testcase",
        {
            "classname": harmless(relative_name(program)),
            "name": f"{finding.code} {finding.slug} at {place}:{finding.at.column}",
            "file": harmless(relative_name(finding.at.source.name)),
            "line": f"{finding.at.line}",
        },
    )
    if is_known:
        SubElement(case, "skipped", {"message": f"{KNOWN}: {message}"})
    elif checked.fails(finding):
        SubElement(case, "failure", {"type": finding.code, "message": message}).text = text_of(
            found
        )
    else:
        SubElement(case, "system-out").text = text_of(found)
    return case


def _identity(finding: Finding) -> Identity:
    """Equal for what two programs report about a file that both import."""
    at = finding.at
    return finding.code, at.source.name, at.start, at.end, finding.message
