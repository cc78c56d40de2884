"""What a cut takes along, so that no blank line stays where a statement stood."""

from ...dsl.source import Span


def whole_lines(span: Span) -> Span:
    """The span with the rest of its lines, where nothing else stands on them."""
    text = span.source.text
    start = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.end)
    end = len(text) if end < 0 else end + 1
    alone = not text[start : span.start].strip() and not text[span.end : end].strip()
    return Span(span.source, start, end) if alone else span
