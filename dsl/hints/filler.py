"""Words that other languages want and this one does not: `retry 3 times`, `public true`."""

import re

from ..recovery.blocks import homes_of
from ..recovery.scene import Scene
from ..recovery.wording import quoted
from .slip import Slip, advice, review, safe, syntax

_YES = frozenset(("true", "on", "yes", "enabled"))
_NO = frozenset(("false", "off", "no", "disabled"))
_FLAGS = frozenset(("public", "internal", "blocked", "credentials"))
_COUNTED = {
    "retry": frozenset(("times", "time", "attempts", "retries", "tries")),
    "limit": frozenset(("requests", "request", "req", "reqs", "calls")),
    "quota": frozenset(("requests", "request", "req", "reqs", "calls")),
    "redirect": frozenset(("to",)),
}
_SAID_WITHOUT = {
    "retry": "the number alone says how often",
    "limit": "the rate alone says it",
    "quota": "the rate alone says it",
    "redirect": "the address follows the status at once",
}
_LEADS_TO = frozenset(("service", "upstream", "backend", "target", "to", "proxy"))
_SPELT_OUT = re.compile(r"[ \t]*(?:per|/|a|an)[ \t]*(s|sec|second|min|minute|h|hour|day|month)\b")
_PER_SECOND = {"rps": "s", "r/s": "s", "rpm": "min", "r/m": "min"}
_TIMES = {"sec": "s", "second": "s", "minute": "min", "hour": "h"}


def rate_in_words(scene: Scene) -> Slip | None:
    """`limit 100 requests per second`, `limit 100 rps`."""
    prev, bad = scene.prev, scene.bad
    if scene.head not in {"limit", "quota"} or len(scene.before) != 2 or scene.on_new_line:
        return None
    if prev is None or not prev.text.isdigit():
        return None
    time, end = _PER_SECOND.get(bad.text), bad.end
    if time is None and bad.text in _COUNTED["limit"]:
        found = _SPELT_OUT.match(scene.text, bad.end)
        if found is not None:
            time, end = _TIMES.get(found[1], found[1]), found.end()
    if time is None:
        return None
    at = scene.span(prev.start, end)
    written = f"{prev.text}/{time}"
    finding = syntax(
        at,
        f"the rate {quoted(at.text)} is spelt out",
        "a rate is one word",
        safe(f"write `{written}`", at, written),
    )
    return Slip(finding, resume=end)


def counted_thing(scene: Scene) -> Slip | None:
    """`retry 3 times`, `redirect 308 to "https://.."`."""
    prev, bad = scene.prev, scene.bad
    if prev is None or prev.kind != "NUMBER" or bad.kind != "WORD" or scene.on_new_line:
        return None
    word = scene.before[-2].text if len(scene.before) > 1 else ""
    if bad.text not in _COUNTED.get(word, ()):
        return None
    return _one_too_many(scene, _SAID_WITHOUT[word])


def flag_with_value(scene: Scene) -> Slip | None:
    """`public true`."""
    bad = scene.bad
    if len(scene.before) != 1 or scene.head not in _FLAGS or scene.on_new_line:
        return None
    if bad.text in _YES:
        return _one_too_many(scene, f"the word {quoted(scene.head)} alone says it")
    if bad.text not in _NO:
        return None
    at = scene.span(scene.before[0].start, bad.end)
    finding = syntax(
        scene.bad_span,
        f"{quoted(bad.text)} stands behind {quoted(scene.head)}, which takes no value",
        "what is not said is not so",
        review("leave the statement out", at, ""),
    )
    return Slip(finding, resume=bad.end)


def switch_for_block(scene: Scene) -> Slip | None:
    """`cors true`: what is allowed stands in a block."""
    bad = scene.bad
    if len(scene.before) != 1 or not scene.takes("{") or not scene.takes("off"):
        return None
    if bad.kind not in {"WORD", "STRING"} or scene.on_new_line:
        return None
    if bad.text in _NO:
        fix = safe(f"write `{scene.head} off`", scene.bad_span, "off")
    elif scene.head == "cors":
        fix = advice('write `cors { origins "https://shop.example" }` with the origins you allow')
    else:
        fix = advice(f"write `{scene.head} {{ .. }}` with its statements between the braces")
    finding = syntax(
        scene.bad_span,
        f"{quoted(scene.head)} takes a block or `off`, not {quoted(bad.text)}",
        "says too little",
        fix,
    )
    return Slip(finding, resume=bad.end, lost=True)


def leads_to(scene: Scene) -> Slip | None:
    """`-> service orders`: `service` was read as the name."""
    prev, bad = scene.prev, scene.bad
    if prev is None or len(scene.before) < 2 or scene.before[-2].text != "->":
        return None
    if prev.text not in _LEADS_TO or bad.kind not in {"WORD", "STRING"} or scene.on_new_line:
        return None
    if bad.text in scene.words_taken() or homes_of(bad.text):
        return None
    fix = safe if prev.text == "service" else review
    at = scene.span(prev.start, bad.start)
    finding = syntax(
        scene.span(prev.start, prev.end),
        f"{quoted(prev.text)} stands between the arrow and a name",
        "the name stands right behind `->`",
        fix(f"leave {quoted(prev.text)} out", at, ""),
    )
    return Slip(finding, (), bad.end, reread=(bad.start, bad.end), back_to=prev.start)


def _one_too_many(scene: Scene, label: str) -> Slip:
    prev, bad = scene.prev, scene.bad
    assert prev is not None
    finding = syntax(
        scene.bad_span,
        f"{quoted(bad.text)} is one word too many",
        label,
        safe(f"leave {quoted(bad.text)} out", scene.span(prev.end, bad.end), ""),
    )
    return Slip(finding, resume=bad.end)


HINTS = (rate_in_words, counted_thing, flag_with_value, switch_for_block, leads_to)
