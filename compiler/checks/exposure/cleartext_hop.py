"""A credential, or data with a label, that leaves in the clear for where others can read along."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from ....dsl.finding import Applicability, Edit, Finding, Help, Label, Proof
from ....dsl.source import Span
from ..ways import Way
from .addresses import host_in, is_private, over_of, scheme_in, url_text
from .labels import labels_on
from .on_the_way import MOST, and_more, taken, treated_alike

if TYPE_CHECKING:
    from ...trace import Branch, Hop, Sent
    from ..case import Case
    from .on_the_way import Taken

CODE = "GW5106"


def find(case: "Case") -> Iterator[Finding]:
    clear = _in_the_clear(case)
    by_edge: dict[tuple[str, str], list[Way]] = {}
    for way in case.ways:
        if (way.upstream.over == "http" or way.to in clear) and _is_open(case, way, clear):
            by_edge.setdefault((way.gateway.name, way.to), []).append(way)
    told: dict[str, int] = {}
    for (gateway, _), ways in by_edge.items():
        for finding in _told(case, ways):
            told[gateway] = told.get(gateway, 0) + 1
            if told[gateway] <= MOST:
                yield finding


def _in_the_clear(case: "Case") -> frozenset[str]:
    """Services and addresses outside that are called over http and stand where others can listen."""
    federation = case.federation
    urls = {one.name: url_text(federation, one.url) for one in federation.services.values()}
    outside = (way.to for way in case.ways if way.upstream.to_kind == "url")
    urls |= {url: url for url in outside}
    return frozenset(
        name
        for name, url in urls.items()
        if url is not None and scheme_in(url) == "http" and not is_private(host_in(url))
    )


def _is_open(case: "Case", way: Way, clear: frozenset[str]) -> bool:
    over = way.upstream.over
    if way.upstream.to_kind == "gateway":
        return over == "http"
    if over is None:
        return way.to in clear
    service = case.federation.services.get(way.to)
    url = way.to if service is None else url_text(case.federation, service.url)
    return over == "http" and url is not None and not is_private(host_in(url))


def _told(case: "Case", ways: list[Way]) -> Iterator[Finding]:
    for way in treated_alike(ways):
        found = taken(case, way, lambda branch, hop, sent: bool(_read_along(branch, hop, sent)))
        if found is None or found.sent is None:
            continue
        things = _read_along(found.trace.branches[0], found.hop, found.sent)
        yield _finding(case, [way, *(one for one in ways if one is not way)], found, things)
        return


def _read_along(branch: "Branch", hop: "Hop", sent: "Sent") -> list[str]:
    """What anybody between the two can copy; a certificate is not sent in the clear."""
    if sent.failure is not None or sent.attempts == 0:
        return []
    carried = [
        f"the credential `{one.credential}`"
        for one in sent.message.credentials
        if one.state != "forged" and one.place != "connection"
    ]
    labelled = [f"data labelled `{label}`" for label in labels_on(branch, hop, sent)]
    return list(dict.fromkeys((*carried, *labelled)))


def _finding(case: "Case", ways: list[Way], found: "Taken", things: list[str]) -> Finding:
    way, sent = ways[0], found.sent
    assert sent is not None
    host = sent.message.host
    between = way.upstream.to_kind == "gateway"
    what = " and ".join(things[:2])
    leaves = "leaves" if len(things) == 1 else "leave"
    where = "between two gateways" if between else f"for `{host}`, which is not a private host"
    at = over_of(way) or way.at
    return Finding(
        CODE,
        f"{what} {leaves} `{way.gateway.name}` over plain http, {where}",
        at,
        "nothing is encrypted on this way",
        because=tuple(_other_side(case, way)),
        notes=(
            f"it is sent as {sent.message.method} http://{host}{sent.message.path}, which"
            " everybody on the way can read",
            *and_more(ways, "leads there in the clear", "lead there in the clear"),
        ),
        help=tuple(_ways_out(case, ways)),
        about=(way.gateway.name, way.to),
        proof=Proof.WITNESS,
        witness=found.witness(),
        region=found.requests,
    )


def _other_side(case: "Case", way: Way) -> Iterator[Label]:
    there = case.federation.gateways.get(way.to) or case.federation.services.get(way.to)
    if there is not None and there.at is not None:
        yield Label(there.at, "and arrives here")


def _ways_out(case: "Case", ways: list[Way]) -> Iterator[Help]:
    """What is said on the ways is taken off all of them; an address gets the other scheme."""
    to = ways[0].to
    service = case.federation.services.get(to)
    said = dict.fromkeys(span for way in ways[:MOST] if (span := over_of(way)) is not None)
    edits = [Edit(span, "") for span in said]
    if ways[0].upstream.to_kind == "gateway":
        how = f"call `{to}` over https, which is what holds where nothing is said"
        yield Help(how, Applicability.REVIEW, tuple(edits))
        return
    url = to if service is None else service.url
    written = [way.upstream.at for way in ways[:MOST]] if service is None else [service.at]
    for near in dict.fromkeys(one for one in written if one is not None):
        edits += _to_https(url, near) if isinstance(url, str) else ()
    yield Help(f"call `{to}` over https", Applicability.REVIEW, tuple(edits))


def _to_https(url: str, near: "Span") -> Iterator[Edit]:
    """The scheme in the text of the address, where it stands there as it is."""
    place = near.source.text.find(f'"{url}"', near.start)
    if place >= 0:
        yield Edit(Span(near.source, place + 1, place + 5), "https")
