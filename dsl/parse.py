"""Text in; tree, comments and findings out."""

import gc
from collections.abc import Generator
from contextlib import contextmanager

from .driver import Machine
from .finding import Finding, in_order
from .frozen import frozen
from .source import Source, Span
from .table import table
from .tree import File


@frozen
class Comment:
    """`# ...` to the end of its line; it belongs to no node, so it is kept beside the tree."""

    text: str
    span: Span


@frozen
class Parsed:
    """A file as read: what could be understood of it, and what could not."""

    source: Source
    file: File
    comments: tuple[Comment, ...]
    findings: tuple[Finding, ...]


def parse(source: Source) -> Parsed:
    """Every statement that reads well is in the tree, every one that does not is one finding."""
    with collector_at_rest():
        machine = Machine(table(), source)
        stop = machine.run(0, len(source.text))
        tree = None if stop else machine.finish()
        findings: tuple[Finding, ...] = ()
        if not isinstance(tree, File):
            from .recover import recover  # most texts have no mistake of syntax

            tree, found = recover(machine, stop)
            findings = in_order(found)
    comments = (
        Comment(text, Span(source, start, start + len(text))) for start, text in machine.comments
    )
    return Parsed(source, tree, tuple(comments), findings)


@contextmanager
def collector_at_rest() -> Generator[None]:
    """A tree holds no cycles, and looking for them while it grows doubles the time of a parse."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
