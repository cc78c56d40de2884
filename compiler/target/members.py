"""What an action is made of."""

from collections.abc import Iterator

from ..model import Action, Choose, First, Forward, Gather, Member, Split


def members_of(action: Action | None) -> Iterator[Member]:
    """Every member of an action, a plain forward as one of its own."""
    match action:
        case Forward():
            yield Member(action.upstream)
        case Gather(parts):
            yield from (part.member for part in parts)
        case Choose(cases):
            yield from (case.member for case in cases)
        case Split(portions):
            yield from (part.member for part in portions)
        case First(members):
            yield from members
        case _:
            return
