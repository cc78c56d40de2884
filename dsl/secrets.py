"""Secrets that somebody wrote into a program: never shown again, whatever the finding is about."""

import re
from dataclasses import replace
from functools import lru_cache

from .finding import Edit, Finding, Help, Label
from .source import Source, Span
from .witness import Witness

MASK = "•"
# What stands behind `secret`, with or without `=`, closed or not: also in a text that does not parse.
_WRITTEN = re.compile(
    r"""\bsecret\b (?:\s|\#[^\n]*\n)*
        (?: (?:=(?:\s|\#[^\n]*\n)*)? "(?P<text>(?:\\.|[^"\\\n])*)
          | (?:=(?:\s|\#[^\n]*\n)*)? '(?P<raw>[^'\n]*)
          | =(?:\s|\#[^\n]*\n)* (?P<bare>[^\s"'{};\#][^\s{};\#]*) )""",
    re.VERBOSE,
)


def without_secrets(finding: Finding) -> Finding:
    """The same finding, fit to be shown: secrets in its sources and its words are covered."""
    sources = {finding.at.source, *(label.span.source for label in finding.because)}
    hidden = sorted({one for source in sources for one in _secrets(source)}, key=len)[::-1]
    if not hidden:
        return finding
    return replace(
        finding,
        message=_covered(finding.message, hidden),
        at=_masked_span(finding.at),
        label=_covered(finding.label, hidden),
        because=tuple(
            Label(_masked_span(one.span), _covered(one.text, hidden)) for one in finding.because
        ),
        notes=tuple(_covered(note, hidden) for note in finding.notes),
        help=tuple(_masked_help(one, hidden) for one in finding.help),
        witness=None if finding.witness is None else _masked_witness(finding.witness, hidden),
        region=_covered(finding.region, hidden),
        rests_on=tuple(_covered(one, hidden) for one in finding.rests_on),
    )


def _masked_witness(witness: Witness, hidden: list[str]) -> Witness:
    return replace(
        witness,
        url=_covered(witness.url, hidden),
        curl=tuple(_covered(part, hidden) for part in witness.curl),
        hops=tuple(
            replace(hop, path=_covered(hop.path, hidden), detail=_covered(hop.detail, hidden))
            for hop in witness.hops
        ),
        headers=tuple((name, _covered(value, hidden)) for name, value in witness.headers),
        seen=_covered(witness.seen, hidden),
    )


def _masked_help(help: Help, hidden: list[str]) -> Help:
    edits = (Edit(_masked_span(one.span), _covered(one.text, hidden)) for one in help.edits)
    return Help(_covered(help.message, hidden), help.applicability, tuple(edits))


def _masked_span(span: Span) -> Span:
    return Span(_masked(span.source), span.start, span.end)


def _covered(text: str, hidden: list[str]) -> str:
    """Words about the program quote it, sometimes cut short: the beginning of a secret goes too."""
    for secret in hidden:
        text = text.replace(secret, MASK * 3)
        for quote in "\"'":
            if quote + secret[:1] in text:
                shown = (secret[:long] for long in range(min(len(secret), 80), 0, -1))
                cut = next(part for part in shown if quote + part in text)
                text = text.replace(quote + cut, quote + MASK * 3)
    return text


@lru_cache(maxsize=16)
def _secrets(source: Source) -> tuple[str, ...]:
    if "secret" not in source.text:
        return ()
    written = (found[found.lastgroup or 0] for found in _WRITTEN.finditer(source.text))
    return tuple(dict.fromkeys(one for one in written if one))


@lru_cache(maxsize=16)
def _masked(source: Source) -> Source:
    """The source with every secret covered, letter by letter, so that all places stay where they are."""
    if not _secrets(source):
        return source

    def covered(found: re.Match[str]) -> str:
        start, end = found.span(found.lastgroup or 0)
        at = found.start()
        return found[0][: start - at] + MASK * (end - start) + found[0][end - at :]

    return Source(source.name, _WRITTEN.sub(covered, source.text))
