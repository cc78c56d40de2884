"""Where two items side by side would be read as one, so that a sign has to part them.

Only names that are words of the language can do that: `accept a; with { x 1 }` settles a target
called `with`, which reads as a condition once the `;` is gone. No sensible program has them.
"""

from functools import cache

from .. import tree
from ..table import table
from ..tree import Node, Part, Token

# Items that begin with a name rather than with a word of the language.
NAME_FIRST = (tree.Case, tree.SettingBlock, tree.Measure)
SETTINGS = (tree.Setting, tree.Nested, tree.Binding)
# Behind a number and a blank these make an amount of money of it.
CURRENCIES = frozenset("USD EUR GBP CHF JPY CNY INR AUD CAD SEK NOK DKK PLN BRL".split())


def runs_on(item: Part) -> bool:
    """Whether this item may be taken for the rest of the one before."""
    if isinstance(item, NAME_FIRST):
        name = _first_token(item)
        return name.kind == "WORD" and (name.text in CURRENCIES or name.text in _words())
    return isinstance(item, SETTINGS) and _first_token(item).text in CURRENCIES


def _first_token(node: Node) -> Token:
    kid = node.kids[0]
    while not isinstance(kid, Token):
        kid = kid.kids[0]
    return kid


@cache
def _words() -> frozenset[str]:
    return frozenset(text for texts in table().texts.values() for text in texts)
