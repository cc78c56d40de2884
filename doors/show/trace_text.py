"""A trace for people: the request, its hops one after the other, and what the client sees."""

from collections.abc import Iterator, Sequence

from ...compiler.curl import curl_parts, first_message, has_a_host
from ...compiler.trace import Answer, Branch, Question, Trace
from ...compiler.units import Share, Size
from .cells import clip, harmless, wrap
from .counted import counted
from .curl import curl_rows
from .ink import PLAIN, Ink
from .trace_hop import hop_rows, name_columns_of, part
from .window import COLUMNS

BRANCHES_IN_FULL = 4
BODY_ROWS = 3
HOPS_IN_FULL = 100
WHOLE = 1_000_000  # parts per million


def trace_text(trace: Trace, faults: Sequence[str], ink: Ink = PLAIN, *, verbose: bool) -> str:
    """`faults` as they were asked for; at most 100 columns, without a final line end."""
    rows = [*_head(trace, faults, ink), ""]
    several = len(trace.branches) > 1
    for place, branch in enumerate(trace.branches[:BRANCHES_IN_FULL], 1):
        if several:
            rows += [_way(place, len(trace.branches), branch, ink), ""]
        rows += [*_branch(branch, ink, verbose), ""]
    if left_out := trace.branches[BRANCHES_IN_FULL:]:
        rows += [*_other_ways(left_out, ink), ""]
    return "\n".join([*rows, *_curl(trace, ink)]).rstrip("\n")


def _head(trace: Trace, faults: Sequence[str], ink: Ink) -> Iterator[str]:
    question = trace.question
    yield ink("strong", clip(f"{question.method} {question.path} as {question.client}", COLUMNS))
    leads = f"; it leads to {trace.entered}" if trace.start != trace.entered else ""
    yield from part("asks", f"{trace.start}{_where(question, trace)}{leads}", ink)
    for fault in faults:
        yield from part("with", fault, ink)
    for note in trace.notes:
        yield from part("note", note, ink)


def _where(question: Question, trace: Trace) -> str:
    message = first_message(trace)
    named = message is not None and has_a_host(trace)
    host = f" at {message.scheme}://{message.host}" if message is not None and named else ""
    place = f", from {question.region}" if question.region else ""
    body = f", with a body of {Size(question.body_bytes)}" if question.body_bytes else ""
    return f"{host}{place}{body}"


# ---- one way through -----------------------------------------------------------------------------


def _branch(branch: Branch, ink: Ink, verbose: bool) -> Iterator[str]:
    columns = name_columns_of(branch.hops)
    for place, hop in enumerate(branch.hops):
        if place >= HOPS_IN_FULL and hop.loop is None:
            continue
        if hop.loop is not None and (more := _not_shown(branch)):
            yield from (f"    .. {counted(more, 'hop')} more, round and round ..", "")
        yield from hop_rows(hop, columns, ink, verbose=verbose)
        yield ""
    if (more := len(branch.hops) - HOPS_IN_FULL) > 0:
        yield from (f"    .. {counted(more, 'hop')} more; `--format json` has them all ..", "")
    yield from _client_sees(branch.answer, ink)
    yield from _counts(branch, ink)


def _not_shown(branch: Branch) -> int:
    """Of a loop only the first turn is listed, and the end."""
    return sum(count for _, count in branch.counts) - len(branch.hops)


def _client_sees(answer: Answer, ink: Ink) -> Iterator[str]:
    style = _style_of(answer.status)
    if answer.status is None:
        yield ink("strong", "client sees ") + ink(style, _nothing(answer))
    else:
        said = f"{answer.status} {answer.media}" if answer.media else str(answer.status)
        by = clip(f" from {answer.by}", COLUMNS // 2)
        yield ink("strong", "client sees ") + ink(style, harmless(said)) + by
    for name, value in answer.headers:
        yield f"  {clip(f'{name}: {value}', COLUMNS - 2)}"
    if answer.body:
        yield from (f"  {row}" for row in wrap(answer.body, COLUMNS - 2, BODY_ROWS))


def _nothing(answer: Answer) -> str:
    if answer.by in ("network", "nobody"):
        return "no answer"
    return clip(f"what is not known here, from {answer.by}", COLUMNS - len("client sees "))


def _style_of(status: int | None) -> str:
    if status is None or status >= 500:
        return "error"
    return "good" if status < 400 else "warning"


def _counts(branch: Branch, ink: Ink) -> Iterator[str]:
    total = sum(count for _, count in branch.counts)
    each = ", ".join(f"{gateway} {count}" for gateway, count in branch.counts)
    text = f"{each} ({total} in all)" if branch.counts else "none"
    if branch.service_calls:
        text += "; services: " + ", ".join(f"{name} {n}" for name, n in branch.service_calls)
    first, *others = wrap(text, COLUMNS - len("requests: "), BODY_ROWS)
    yield f"{ink('strong', 'requests:')} {first}"
    yield from (f"          {row}" for row in others)


# ---- several ways --------------------------------------------------------------------------------


def share_of(branch: Branch) -> Share:
    """How much of the traffic goes this way, as far as its splits say."""
    ppm = WHOLE
    for choice in branch.choices:
        ppm = ppm * choice.share.ppm // WHOLE
    return Share(ppm)


def _way(place: int, of: int, branch: Branch, ink: Ink) -> str:
    head = f"way {place} of {of}, {share_of(branch)}"
    return f"{ink('strong', head)}{clip(f': {_chosen(branch)}', COLUMNS - len(head))}"


def _chosen(branch: Branch) -> str:
    return ", ".join(f"{one.gateway} sends {one.route} to {one.to}" for one in branch.choices)


def _other_ways(branches: Sequence[Branch], ink: Ink) -> Iterator[str]:
    yield ink("strong", f"{counted(len(branches), 'more way')}, in short; --seed N follows one")
    for branch in branches:
        status = "no answer" if branch.answer.status is None else str(branch.answer.status)
        line = f"{share_of(branch)}  {status} from {branch.answer.by}: {_chosen(branch)}"
        yield f"  {clip(line, COLUMNS - 2)}"


def _curl(trace: Trace, ink: Ink) -> Iterator[str]:
    """A header or a path that does not fit is not cut: this is there to be pasted."""
    message = first_message(trace)
    if message is not None:
        yield from (ink("faint", harmless(row)) for row in curl_rows(curl_parts(message), COLUMNS))
