"""From what was seen to what may have caused it: every suspicion is traced, those that fit stay."""

from collections.abc import Iterator
from dataclasses import replace

from ...dsl.frozen import frozen
from ..trace import Branch, NoStart, Question, Setting, Trace, start_of, trace
from .cause import Cause, Diagnosis, NearMiss
from .causes import MAKERS
from .evidence import Evidence, evidence_of
from .fitting import closest, differences, heard_by, is_same, status_text
from .reach import hops_of, links_of
from .scene import Scene
from .suspicion import Suspicion, Way
from .symptom import Symptom
from .works import Works, works_of

AS_WRITTEN = 1_000.0  # what the program itself says needs no cause
TWO_AT_ONCE = 0.01  # how much rarer than one
NEAREST_SHOWN = 3
NAMES_SHOWN = 3
MATTERS = 1e-9


@frozen
class Tried:
    """One suspicion under one of its ways, and how the request went."""

    suspicion: Suspicion
    way: Way
    found: Trace
    branch: Branch
    differs: tuple[str, ...]


@frozen
class Weighed:
    """A cause whose score is a weight still."""

    weight: float
    cause: Cause


def diagnose(setting: Setting, question: Question, symptom: Symptom) -> Diagnosis | NoStart:
    """All causes that give what was seen, the likeliest first."""
    start = start_of(setting, question)
    if isinstance(start, NoStart):
        return start
    healthy = trace(setting, question)
    scene = _scene(setting, replace(question, to=healthy.start), symptom, healthy)
    tried = list(_tried(scene))
    weighed = [*_as_written(scene), *_weighed(scene, tried)]
    if not weighed:
        tried = [*tried, *_two_at_once(scene, tried)]
        weighed = _weighed(scene, tried)
    return Diagnosis(healthy, _ranked(weighed), len(tried), _nearest(tried))


def _scene(setting: Setting, question: Question, symptom: Symptom, healthy: Trace) -> Scene:
    return Scene(setting, question, symptom, healthy, hops_of(healthy), links_of(healthy))


def _tried(scene: Scene) -> Iterator[Tried]:
    """A change that changes nothing is no cause."""
    if not scene.hops:
        return
    for maker in MAKERS:
        for suspicion in maker(scene):
            for way in suspicion.ways:
                found = trace(way.setting, way.question)
                if not is_same(found, scene.healthy) or way.in_place_of is not None:
                    branch = closest(found, scene.symptom, way)
                    differs = differences(branch, scene.symptom, way)
                    yield Tried(suspicion, way, found, branch, differs)


def _two_at_once(scene: Scene, tried: list[Tried]) -> Iterator[Tried]:
    """What comes into reach only once something else has failed, such as the next of several."""
    known = {link.to for link in scene.links} | {hop.gateway for hop in scene.hops}
    for first in tried:
        later = _scene(first.way.setting, first.way.question, scene.symptom, first.found)
        new = {link.to for link in later.links} | {hop.gateway for hop in later.hops}
        if first.way.words and not new <= known:
            for second in _tried(later):
                if second.suspicion.about not in known:
                    yield _both(first, second)


def _both(first: Tried, second: Tried) -> Tried:
    one, other = first.suspicion, second.suspicion
    words = "; ".join(way.words for way in (first.way, second.way) if way.words)
    both = replace(
        other,
        fault=f"{one.fault}, and {other.fault}",
        cause=f"{one.cause}; and {other.cause}",
        hop=f"{one.hop}; {other.hop}",
        weight=one.weight * other.weight * TWO_AT_ONCE,
        next=f"{one.next}; then {other.next}",
    )
    return replace(second, suspicion=both, way=replace(second.way, words=words))


# ---- weighing ------------------------------------------------------------------------------------


def _weighed(scene: Scene, tried: list[Tried]) -> list[Weighed]:
    works = works_of(scene)
    fitting: dict[tuple[str, str, str], list[Tried]] = {}
    for one in tried:
        if not one.differs:
            key = (one.suspicion.kind, one.suspicion.fault, one.suspicion.hop)
            fitting.setdefault(key, []).append(one)
    return [_weigh(scene, ways, works) for ways in fitting.values()]


def _weigh(scene: Scene, ways: list[Tried], works: tuple[Works, ...]) -> Weighed:
    """A cause is as likely as the likeliest of its ways; those that come near are named."""
    judged = [(evidence_of(scene, one.suspicion, one.way, one.branch, works), one) for one in ways]
    known = [_product(evidence) for evidence, _ in judged]
    factors = [factor * one.way.share for factor, (_, one) in zip(known, judged, strict=True)]
    best = max(factors)
    evidence, one = judged[factors.index(best)]
    least = known[factors.index(best)] - MATTERS
    words = [
        way.way.words
        for factor, (_, way) in zip(known, judged, strict=True)
        if factor >= least and way.way.words
    ]
    suspicion = one.suspicion
    cause = Cause(
        kind=suspicion.kind,
        fault=suspicion.fault,
        cause=suspicion.cause,
        hop=suspicion.hop,
        score=0.0,
        why=(_effect(scene, one), suspicion.reason, *_words(evidence, in_favour=True)),
        against=_words(evidence, in_favour=False),
        next=suspicion.next,
        words=tuple(dict.fromkeys(words)),
    )
    return Weighed(suspicion.weight * best, cause)


def _product(evidence: tuple[Evidence, ...]) -> float:
    whole = 1.0
    for one in evidence:
        whole *= one.factor
    return whole


def _words(evidence: tuple[Evidence, ...], *, in_favour: bool) -> tuple[str, ...]:
    return tuple(one.words for one in evidence if (one.factor > 1) is in_favour)


def _effect(scene: Scene, one: Tried) -> str:
    """What would be seen, as the trace says it."""
    answer = one.branch.answer
    heard = heard_by(one.branch, one.way)
    silent = [hop.gateway for hop in scene.hops if hop.gateway not in heard]
    text = (
        "no answer comes at all"
        if answer.status is None
        else f"`{answer.by}` then answers {status_text(answer.status)}"
    )
    if silent:
        text += f", and nothing reaches {_names(list(dict.fromkeys(silent)))}"
    return text


def _names(gateways: list[str]) -> str:
    shown = ", ".join(f"`{name}`" for name in gateways[:NAMES_SHOWN])
    more = len(gateways) - NAMES_SHOWN
    return f"{shown} and {more} more" if more > 0 else shown


def _as_written(scene: Scene) -> Iterator[Weighed]:
    """Where all is as the program says, and what was seen is what it says."""
    branch = closest(scene.healthy, scene.symptom, None)
    if differences(branch, scene.symptom, None):
        return
    last = next((hop for hop in reversed(branch.hops) if hop.gateway == branch.answer.by), None)
    hop = last or (branch.hops[-1] if branch.hops else None)
    detail = hop.detail if hop is not None else "nobody answers"
    cause = Cause(
        kind="as-written",
        fault="nothing is broken",
        cause=f"the program says so itself: {detail}",
        hop=hop.gateway if hop is not None else scene.healthy.entered,
        score=0.0,
        why=("the trace of the program as it stands gives what was seen",),
        against=(),
        next="follow the request hop by hop, and change the program if it should go otherwise",
    )
    yield Weighed(AS_WRITTEN, cause)


def _ranked(weighed: list[Weighed]) -> tuple[Cause, ...]:
    """By weight; equals stay in the order in which they were thought of."""
    whole = sum(one.weight for one in weighed)
    ordered = sorted(weighed, key=lambda one: -one.weight)
    return tuple(replace(one.cause, score=round(one.weight / whole, 3)) for one in ordered)


def _nearest(tried: list[Tried]) -> tuple[NearMiss, ...]:
    """Of what does not fit, what comes nearest: each cause once, by its nearest way."""
    misses: dict[tuple[str, str], Tried] = {}
    for one in tried:
        key = (one.suspicion.fault, one.suspicion.hop)
        if one.differs and (key not in misses or len(one.differs) < len(misses[key].differs)):
            misses[key] = one
    ordered = sorted(misses.values(), key=lambda one: (len(one.differs), -one.suspicion.weight))
    return tuple(
        NearMiss(one.suspicion.fault, one.suspicion.hop, one.differs)
        for one in ordered[:NEAREST_SHOWN]
    )
