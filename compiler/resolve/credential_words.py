"""The settings of one credential by their key; each kind of credential has keys of its own."""

from ...dsl import tree
from ...dsl.near import near_names
from ..model import FromEnv, Text
from . import texts, values
from .blocks import Block
from .refer import renamed
from .scope import Scope
from .settings import plain, report_binding
from .statements import report_twice

KINDS: dict[str, tuple[str, ...]] = {
    "jwt": ("issuer", "audience", "jwks", "algorithm"),
    "api_key": ("bucket", "header", "query"),
    "shared_secret": ("header", "env"),
    "gateway_jwt": ("signer", "audience", "lifetime", "claims", "algorithm"),
    "mtls": ("ca", "subject"),
    "basic": ("env",),
    "oauth_client": ("token_url", "id", "secret", "scopes"),
}


class CredentialWords:
    """The settings of one credential by their key."""

    def __init__(self, block: Block, kind: str) -> None:
        self.block = block
        self.by_key: dict[str, tuple[tree.Setting | tree.Nested, Scope]] = {}
        self.meant: set[str] = set()  # keys that a slip was made in, which is told already
        for node, scope in block.items:
            self._file(node, scope, kind)

    def _file(self, node: tree.Node, scope: Scope, kind: str) -> None:
        if isinstance(node, tree.Binding):
            report_binding(node, scope)
            self.meant.add(texts.text(node.key, scope))
            return
        assert isinstance(node, tree.Setting | tree.Nested)
        key = texts.text(node.key, scope)
        if key not in KINDS[kind]:
            self.meant.update(near_names(key, KINDS[kind])[:1])
            _report_key(node.key, key, kind, scope)
        elif key in self.by_key:
            report_twice(self.by_key[key][0], node, scope)
        else:
            self.by_key[key] = node, scope

    def setting(self, key: str) -> tuple[tree.Setting, Scope] | None:
        """`key value`; a block under this key is told."""
        found = self.by_key.get(key)
        if found is None:
            return None
        node, scope = found
        if isinstance(node, tree.Setting):
            return node, scope
        values.report_kind(node, f"`{key}` is not a block", "a value", scope)
        return None

    def texts(self, key: str) -> tuple[Text, ...]:
        found = self.setting(key)
        if found is None:
            return ()
        node, scope = found
        made = (plain(value, scope) for value in node.values)
        return tuple(one for one in made if isinstance(one, str | FromEnv))

    def text(self, key: str) -> Text | None:
        made = self.texts(key)
        if len(made) > 1:
            node, scope = self.by_key[key]
            values.report_kind(
                node, f"`{key}` takes one value, and here are {len(made)}", "one value", scope
            )
        return made[0] if made else None

    def plain_text(self, key: str) -> str | None:
        """A text that cannot wait for the environment: the config is made of it."""
        made = self.text(key)
        if isinstance(made, FromEnv):
            node, scope = self.by_key[key]
            values.report_kind(node, f"`{key}` has to be known here", "a text", scope)
            return None
        return made


def _report_key(at: tree.Token, key: str, kind: str, scope: Scope) -> None:
    near = near_names(key, KINDS[kind])[:1]
    elsewhere = [other for other, keys in KINDS.items() if key in keys]
    notes = [f"it has {values.listed(KINDS[kind])}"]
    notes += [f"`{key}` is a word of {values.listed(tuple(elsewhere))}"] if elsewhere else []
    scope.desk.report(
        "GW0110",
        f"a credential of kind `{kind}` has no `{key}`",
        at.span,
        "not known here",
        notes=notes,
        help=[renamed(one, at.span) for one in near],
        about=(kind, key),
    )
