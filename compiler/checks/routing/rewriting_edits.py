"""Edits of what stands behind an arrow: `NAME at /path over http`."""

from ....dsl.finding import Edit
from ....dsl.source import Span
from ...model import Upstream


def with_template(upstream: Upstream, template: str) -> Edit | None:
    """Send it on as this path instead; an empty text takes the `at` away."""
    name = _written_name(upstream)
    if name is None:
        return None
    if upstream.template is None:
        return Edit(Span(name.source, name.end, name.end), f" at {template}" if template else "")
    end = _template_end(upstream, name)
    if end is None:
        return None
    if template:
        start = end - len(upstream.template.text)
        return Edit(Span(name.source, start, end), template)
    if upstream.method is not None:  # a method is said with a path only
        return None
    return Edit(Span(name.source, name.end, end), "")


def with_method(upstream: Upstream, method: str) -> Edit | None:
    """Ask with this method; only a path in an `at` can have one."""
    name = _written_name(upstream)
    if name is None or upstream.template is None:
        return None
    end = _template_end(upstream, name)
    if end is None:
        return None
    start = _past(name.source.text, name.end, "at") or end
    return Edit(Span(name.source, start, end), f" {method} {upstream.template.text}")


def instead(upstream: Upstream, action: str) -> Edit | None:
    """Another action in place of the whole of it."""
    name = _written_name(upstream)
    end = name.end if name is not None else None
    if name is not None and upstream.template is not None:
        end = _template_end(upstream, name)
    if name is None or end is None:
        return None
    text = name.source.text
    over = _past(text, end, "over")
    if over is not None:
        end = _past(text, over, str(upstream.over)) or end
    return Edit(Span(name.source, name.start, end), action)


def over_https(upstream: Upstream) -> Edit | None:
    """Take `over ..` away; https is what holds without it."""
    name = _written_name(upstream)
    end = name.end if name is not None else None
    if name is not None and upstream.template is not None:
        end = _template_end(upstream, name)
    if name is None or end is None:
        return None
    over = _past(name.source.text, end, "over")
    behind = _past(name.source.text, over, str(upstream.over)) if over is not None else None
    return Edit(Span(name.source, end, behind), "") if behind is not None else None


def _written_name(upstream: Upstream) -> Span | None:
    """The name in the text, unless it comes out of a variable there."""
    name = upstream.at
    return name if name is not None and name.text.strip('"') == upstream.to else None


def _template_end(upstream: Upstream, name: Span) -> int | None:
    """Where the path behind `at` ends, if it stands there as it is; GET may go without saying."""
    assert upstream.template is not None
    text = name.source.text
    at = _past(text, name.end, "at")
    for method in (upstream.method, None):
        end = at
        for word in (method, upstream.template.text):
            if word is not None and end is not None:
                end = _past(text, end, word)
        if end is not None:
            return end
    return None


def _past(text: str, start: int, word: str) -> int | None:
    """Behind this word, where it is the next one."""
    while start < len(text) and text[start].isspace():
        start += 1
    return start + len(word) if text.startswith(word, start) else None
