"""Where two items side by side would be read as one, so that a sign has to part them.

Only names that are words of the language can do that: `accept a; with { x 1 }` settles a target
called `with`, which reads as a condition once the `;` is gone. No sensible program has them.
"""

from functools import cache

from .. import tree
from ..table import table
from ..tree import Node, Part, Token

# Items that begin with a name rather than with a word of the language.
NAME_FIRST = (tree.SettingBlock, tree.Measure)
SETTINGS = (tree.Setting, tree.Nested, tree.Binding)
# Behind a number and a blank these make an amount of money of it.
CURRENCIES = frozenset("USD EUR GBP CHF JPY CNY INR AUD CAD SEK NOK DKK PLN BRL".split())


def runs_on(item: Part, before: Part) -> bool:
    """Whether this item may be taken for the rest of the one before."""
    if isinstance(item, NAME_FIRST):
        return _name_of(item) in CURRENCIES or begins_with_a_word(item)
    if isinstance(item, SETTINGS):
        # Behind a brace the reader also expects what may follow the settings as a whole.
        after_a_brace = isinstance(before, tree.Nested) and begins_with_a_word(item)
        return after_a_brace or _name_of(item) in CURRENCIES
    return False


def begins_with_a_word(node: Node) -> bool:
    """Whether the first name in it is, elsewhere, a word of the language."""
    first = _first_token(node)
    return first.kind == "WORD" and first.text in _words()


def _name_of(node: Node) -> str:
    return _first_token(node).text


def _first_token(node: Node) -> Token:
    kid = node.kids[0]
    while not isinstance(kid, Token):
        kid = kid.kids[0]
    return kid


@cache
def _words() -> frozenset[str]:
    return frozenset(text for texts in table().texts.values() for text in texts)
