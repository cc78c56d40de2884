"""A diagnosis for people: the likeliest causes, why they fit, and what to look at next."""

from collections.abc import Iterator, Sequence

from ...compiler.diagnose import Cause, Diagnosis, NearMiss, Symptom
from .cells import clip, harmless, pad, width, wrap
from .counted import counted
from .ink import PLAIN, Ink
from .window import COLUMNS

SHOWN = 5
ROWS_OF_A_PART = 4
MARGIN = "    "
LABEL = 6  # columns of `cause`, `why`, `but`, `next`, `see`
SCORE = 5
LEAST = 0.005  # what would be rounded to nothing


def text_of(
    diagnosis: Diagnosis, symptom: Symptom, command: str, *, all_of_it: bool, ink: Ink = PLAIN
) -> str:
    """`command` is how the request is traced, for those who want to see a cause at work."""
    shown = diagnosis.causes if all_of_it else diagnosis.causes[:SHOWN]
    rows = [*_head(diagnosis, symptom, ink), ""]
    if not shown:
        return "\n".join([*rows, *_nothing(diagnosis, ink)])
    for place, cause in enumerate(shown, 1):
        rows += [*_cause(place, cause, command, ink), ""]
    return "\n".join([*rows, *_foot(diagnosis, len(shown), ink)])


def _head(diagnosis: Diagnosis, symptom: Symptom, ink: Ink) -> Iterator[str]:
    healthy = diagnosis.healthy
    question = healthy.question
    yield ink("strong", clip(f"{question.method} {question.path} as {question.client}", COLUMNS))
    yield from _part("saw", _seen(symptom), ink)
    answer = healthy.answer
    via = ", ".join(dict.fromkeys(hop.gateway for hop in healthy.hops))
    status = "no answer" if answer.status is None else str(answer.status)
    yield from _part("meant", f"{status} from {answer.by}, by way of {via}", ink)


def _seen(symptom: Symptom) -> str:
    parts = ["no answer" if symptom.saw is None else str(symptom.saw)]
    if symptom.media is not None:
        parts[0] += f" {symptom.media}"
    if symptom.at is not None:
        parts[0] += f" from {symptom.at}"
    if symptom.after is not None:
        parts[0] += f" after {symptom.after}"
    if symptom.silent:
        parts.append(f"nothing in the logs of {', '.join(symptom.silent)}")
    parts += (f"{url} works" for url in symptom.ok)
    return "; ".join(parts)


def _cause(place: int, cause: Cause, command: str, ink: Ink) -> Iterator[str]:
    score = (f"{cause.score:.0%}" if cause.score >= LEAST else "<1%").rjust(SCORE)
    hop = clip(cause.hop, COLUMNS // 3)
    title = clip(cause.fault, COLUMNS - len(MARGIN) - width(hop) - SCORE - 4)
    gap = COLUMNS - len(MARGIN) - width(hop) - SCORE - 2
    yield f"{place:>2}  {ink('strong', pad(title, gap))}{ink('second', hop)}  {ink('faint', score)}"
    yield from _part("", cause.cause, ink)
    yield from _parts("why", cause.why, ink)
    yield from _parts("but", cause.against, ink)
    yield from _part("next", cause.next, ink)
    if cause.kind == "as-written":
        yield from _part("see", command, ink)
    elif cause.words:
        yield from _part("see", f"{command} --with '{cause.words[0]}'", ink)


def _parts(label: str, sentences: Sequence[str], ink: Ink) -> Iterator[str]:
    for place, sentence in enumerate(sentences):
        yield from _part(label if place == 0 else "-", sentence, ink)


def _part(label: str, text: str, ink: Ink) -> Iterator[str]:
    """One sentence with its label before it; a dash stands for the label above."""
    indent = MARGIN if not label else MARGIN + " " * LABEL
    first, *others = wrap(text, COLUMNS - len(indent), ROWS_OF_A_PART)
    shown = "" if label == "-" else label
    yield MARGIN + first if not label else f"{MARGIN}{ink('bar', pad(shown, LABEL))}{first}"
    for row in others:
        yield f"{indent}{row}"


def _nothing(diagnosis: Diagnosis, ink: Ink) -> Iterator[str]:
    tried = counted(diagnosis.tried, "change")
    yield ink("strong", f"nothing fits: {tried} of circumstances were traced")
    if diagnosis.nearest:
        yield ""
        yield "the nearest, and what excludes them:"
    for miss in diagnosis.nearest:
        yield from _miss(miss, ink)
    yield ""
    yield "leave out what you are not sure of, such as --silent or --at, and ask again"


def _miss(miss: NearMiss, ink: Ink) -> Iterator[str]:
    yield f"{MARGIN}{ink('strong', harmless(miss.fault))}  {ink('second', harmless(miss.hop))}"
    for sentence in miss.excluded_by:
        yield from _part("but", sentence, ink)


def _foot(diagnosis: Diagnosis, shown: int, ink: Ink) -> Iterator[str]:
    fit = len(diagnosis.causes)
    fits = "1 cause fits" if fit == 1 else f"{fit} causes fit"
    text = f"{fits}, of {counted(diagnosis.tried, 'change')} that were traced"
    if shown < fit:
        text += f"; {fit - shown} more with --all"
    yield ink("faint", text)
    yield ink("faint", "the percentages weigh the causes that fit against each other")
