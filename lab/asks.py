"""What a service of the program asks of its callers, as its stub checks it."""

from collections.abc import Callable

from ..compiler.model import ANYONE, Acceptance, Federation, Shows, ShowsAll
from ..compiler.trace.carrying import place_of, worded
from .exchange import Heard
from .keys import Keys

PLAYED = ("api_key", "shared_secret", "basic")


def lacking(federation: Federation, wanted: Acceptance, keys: Keys) -> Callable[[Heard], bool]:
    """Whether a request lacks what is wanted; a kind that is not played here counts as lacking."""

    def lacks(heard: Heard) -> bool:
        return not _has(federation, wanted, keys, heard)

    return lacks


def _has(federation: Federation, wanted: Acceptance, keys: Keys, heard: Heard) -> bool:
    if not isinstance(wanted, Shows):
        parts = (_has(federation, part, keys, heard) for part in wanted.parts)
        return all(parts) if isinstance(wanted, ShowsAll) else any(parts)
    if wanted.credential == ANYONE:
        return True
    credential = federation.credentials[wanted.credential]
    return credential.kind in PLAYED and _shown(federation, wanted.credential, heard, keys)


def _shown(federation: Federation, name: str, heard: Heard, keys: Keys) -> bool:
    credential = federation.credentials[name]
    kind, _, place = place_of(credential).partition(" ")
    if kind == "query":
        pairs = (part.partition("=") for part in heard.query.split("&"))
        there = next((value for key, _, value in pairs if key == place), None)
    else:
        there = heard.header(place)
    if name not in keys.accepted:
        return there == keys.filled(worded(credential, name))
    if credential.kind == "basic":
        return there in {keys.login(user, word) for user, word in keys.accepted[name].items()}
    return there is not None and there.removeprefix("Bearer ") in keys.accepted[name]
