"""What else is known, and how much it says for or against a cause."""

from collections.abc import Iterator

from ...dsl.frozen import frozen
from ..trace import Branch
from ..units import Duration
from .fitting import heard_by
from .patience import wait_of
from .reach import behind
from .scene import Scene
from .suspicion import Suspicion, Way
from .works import Works

# How much each observation counts, as a factor. What refutes a cause leaves it a little: people
# try an address from another place than the gateway does, or at another time.
REFUTED = 0.05
SUPPORTED = 2.0
OTHER_NAME = 5.0
WAIT_FITS, WAIT_DIFFERS = 4.0, 0.1
QUICK_FITS = 2.0
ANSWER_LATE = 0.5
QUIET_TOO = 0.7
OUTSIDE_WORKS = 0.5
PASSED_ON = 0.2
STOOD_IN_FOR = 0.3

QUICK = Duration(2_000_000)
TOLERANCE = 0.2  # of a wait that is known


@frozen
class Evidence:
    """`factor` above 1 speaks for the cause, below 1 against it."""

    factor: float
    words: str


def evidence_of(
    scene: Scene, suspicion: Suspicion, way: Way, branch: Branch, works: tuple[Works, ...]
) -> tuple[Evidence, ...]:
    return (
        *_of_time(scene, branch),
        *_of_silence(scene, way, branch),
        *_of_who_answered(scene, way, branch),
        *(one for known in works for one in _of_direct_call(scene, suspicion, known)),
    )


def _of_time(scene: Scene, branch: Branch) -> Iterator[Evidence]:
    after = scene.symptom.after
    if after is None:
        return
    wait = wait_of(branch, scene)
    if wait is None:
        if after.us > QUICK.us:
            yield Evidence(ANSWER_LATE, f"such an answer comes quickly, and this took {after}")
    elif not wait.whole.us:
        if after.us > QUICK.us:
            yield Evidence(WAIT_DIFFERS, f"this fails at once, and the answer took {after}")
        else:
            yield Evidence(QUICK_FITS, f"this fails at once, and the answer came after {after}")
    elif abs(after.us - wait.whole.us) <= max(QUICK.us / 4, TOLERANCE * wait.whole.us):
        yield Evidence(WAIT_FITS, f"the answer came after {after}, and the wait here is {wait}")
    else:
        yield Evidence(WAIT_DIFFERS, f"the wait here is {wait}, and the answer came after {after}")


def _of_silence(scene: Scene, way: Way, branch: Branch) -> Iterator[Evidence]:
    """Who names one gateway as silent has looked at the others too, it seems."""
    if not scene.symptom.silent:
        return
    heard = heard_by(branch, way)
    for name in dict.fromkeys(hop.gateway for hop in scene.hops):
        if name not in heard and name not in scene.symptom.silent:
            yield Evidence(QUIET_TOO, f"`{name}` would be silent too, and nobody said so")


def _of_direct_call(scene: Scene, suspicion: Suspicion, works: Works) -> Iterator[Evidence]:
    if suspicion.path is not None and (works.renamed or suspicion.path != works.path):
        return
    reached = behind(scene.healthy, works.name) if works.name is not None else ()
    if suspicion.kind == "egress" and suspicion.about not in reached:
        yield Evidence(OUTSIDE_WORKS, f"{works.url} works, if it was called from there")
    elif suspicion.about == works.name and suspicion.host not in (None, works.host):
        yield Evidence(OTHER_NAME, f"it works as {works.host}, and is called as {suspicion.host}")
    elif suspicion.about == works.name and suspicion.direct_call == "supports":
        yield Evidence(SUPPORTED, f"{works.url} works, so `{works.name}` itself is fine")
    elif suspicion.about in reached and suspicion.direct_call == "refutes":
        yield Evidence(REFUTED, f"{works.url} works when it is called directly")


def _of_who_answered(scene: Scene, way: Way, branch: Branch) -> Iterator[Evidence]:
    at, by = scene.symptom.at, branch.answer.by
    if at is not None and at == way.in_place_of:
        yield Evidence(STOOD_IN_FOR, f"its platform then answers for `{at}`, and not `{at}` itself")
    if at is not None and at != by:
        yield Evidence(PASSED_ON, f"`{at}` then only passes on what `{by}` answers")
