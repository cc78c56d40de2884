"""Words that start no statement here: misspelt, in the wrong case, or at home in another block."""

from ..finding import Applicability, Edit, Finding, Help
from ..near import near_names
from ..recovery.blocks import block_with, homes_of, in_a
from ..recovery.scene import Scene
from ..recovery.wording import found, one_of, quoted
from .elsewhere import at_home_elsewhere
from .plain import way_on
from .slip import Slip, advice

HOMES_NAMED = 3


def unknown_word(scene: Scene) -> Slip | None:
    """A word where a statement or an option starts, which this block does not know."""
    bad = scene.bad
    if bad.kind != "WORD" or not scene.complete or bad.text in scene.words:
        return None
    known = scene.words_taken() | scene.words
    if not known:
        return None
    near = _near(scene, known)
    homes = homes_of(bad.text)
    if near and (not homes or near[0] == bad.text.lower()):
        return _misspelt(scene, near)
    if homes:
        return _astray(scene, homes)
    return at_home_elsewhere(scene) or _glued(scene, known) or _unknown(scene)


def _near(scene: Scene, known: frozenset[str]) -> tuple[str, ...]:
    """On the same line an option of the statement is more likely than the next statement."""
    options = frozenset[str]() if scene.on_new_line else known - scene.words
    return near_names(scene.bad.text, options) or near_names(scene.bad.text, known)


def _misspelt(scene: Scene, near: tuple[str, ...]) -> Slip:
    bad = scene.bad
    wrong_case = near[0] == bad.text.lower()
    edit = (Edit(scene.bad_span, near[0]),)
    how_sure = Applicability.SAFE if wrong_case else Applicability.REVIEW
    listed = one_of(quoted(name) for name in near)
    fix = (
        Help(f"write {quoted(near[0])} in small letters", how_sure, edit)
        if wrong_case
        else Help(f"a similar word exists: {listed}", how_sure, edit)
    )
    finding = _finding(scene, f"similar to {quoted(near[0])}", fix)
    return Slip(finding, (near[0],), bad.end)


def _astray(scene: Scene, homes: tuple[str, ...]) -> Slip:
    places = one_of(in_a(home) for home in homes[:HOMES_NAMED])
    finding = _finding(scene, f"not {_place(scene)}", advice(f"write it {places}"))
    return Slip(finding)


def _glued(scene: Scene, known: frozenset[str]) -> Slip | None:
    """`timeoutresponse`: a word and what follows it without the blank."""
    text = scene.bad.text
    starts = sorted((word for word in known if len(word) > 2 and text.startswith(word)), key=len)
    if not starts:
        return None
    cut = scene.bad.start + len(starts[-1])
    rest = text[len(starts[-1]) :]
    help_ = Help(
        f"write {quoted(f'{starts[-1]} {rest}')} with a blank",
        Applicability.REVIEW,
        (Edit(scene.span(cut, cut), " "),),
    )
    finding = _finding(scene, f"starts like {quoted(starts[-1])}", help_)
    return Slip(finding, (starts[-1],), cut)


def _unknown(scene: Scene) -> Slip:
    return Slip(_finding(scene, "unknown here", way_on(scene)))


def _finding(scene: Scene, label: str, fix: Help) -> Finding:
    return Finding(
        "GW0110",
        f"{quoted(scene.bad.text)} starts no statement {_place(scene)}",
        scene.bad_span,
        label=label,
        help=(fix,),
    )


def _place(scene: Scene) -> str:
    block = block_with(scene.words)
    return in_a(block) if block else "in this block"


def misspelt_inside(scene: Scene) -> Slip | None:
    """`no /x as anyone reach orders`: a keyword in the middle of a statement."""
    bad = scene.bad
    if bad.kind != "WORD" or scene.complete or scene.takes("WORD") or not scene.before:
        return None
    taken = scene.words_taken()
    same_start = sorted(word for word in taken if word[:4] == bad.text[:4].lower())
    near = near_names(bad.text, taken) or tuple(same_start[:1])
    if not near or len(bad.text) < 3:
        return None
    finding = Finding(
        "GW0001",
        f"{quoted(bad.text)} does not fit after {found(scene.before[-1])}",
        scene.bad_span,
        label=f"similar to {quoted(near[0])}",
        help=(
            Help(
                f"a similar word exists: {one_of(quoted(name) for name in near)}",
                Applicability.REVIEW,
                (Edit(scene.bad_span, near[0]),),
            ),
        ),
    )
    return Slip(finding, (near[0],), bad.end)


HINTS = (unknown_word,)
EARLY = (misspelt_inside,)
