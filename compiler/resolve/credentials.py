"""Credentials: each kind has its own words, and some it cannot do without."""

from collections.abc import Callable

from ...dsl import tree
from ...dsl.finding import Help
from ...dsl.near import near_names
from ..model import (
    ApiKey,
    Basic,
    Credential,
    FromEnv,
    GatewayJwt,
    Jwt,
    MintedClaim,
    Mtls,
    OauthClient,
    SharedSecret,
    Subject,
    Text,
)
from ..units import Duration
from . import texts, values
from .blocks import Block
from .environment import refer_to_variable
from .refer import refer, renamed
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
NEEDED: dict[str, tuple[str, ...]] = {
    "jwt": ("issuer",),
    "shared_secret": ("header", "env"),
    "gateway_jwt": ("signer",),
    "oauth_client": ("token_url",),
}
ALGORITHMS = (
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512",
    "ES256", "ES384", "ES512", "EdDSA", "HS256", "HS384", "HS512",
)  # fmt: skip


class _Settings:
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


def credential(block: Block) -> Credential | None:
    node = block.node
    assert isinstance(node, tree.Credential)
    kind = texts.name(node.kind, block.scope)
    if kind not in KINDS:
        values.report_word(node.kind, kind, block.scope, tuple(KINDS), "kind of credential")
        return None
    found = _Settings(block, kind)
    for key in NEEDED.get(kind, ()):
        if key not in found.by_key and key not in found.meant:
            _report_missing(block, kind, key)
    return _MAKERS[kind](found)


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


EXAMPLES = {
    "issuer": 'issuer "https://id.example/"',
    "header": 'header "x-gateway-secret"',
    "env": "env DOWNSTREAM_SECRET",
    "signer": "signer GATEWAY",
    "token_url": 'token_url "https://id.example/token"',
}


def _report_missing(block: Block, kind: str, key: str) -> None:
    block.scope.desk.report(
        "GW0110",
        f"the credential `{block.name}` has no `{key}`, which `{kind}` cannot do without",
        block.at,
        f"no `{key}` in its block",
        help=[Help(f"add it: `{EXAMPLES[key]}`")],
        about=(block.name, key),
    )


def _jwt(found: _Settings) -> Credential:
    return Jwt(
        found.block.name,
        found.text("issuer"),
        found.texts("audience"),
        found.text("jwks"),
        _algorithm(found),
        at=found.block.at,
    )


def _algorithm(found: _Settings) -> str | None:
    said = found.by_key.get("algorithm")
    name = found.plain_text("algorithm")
    if name is not None and name not in ALGORITHMS and said is not None:
        token = tree.tokens(said[0])[-1]
        values.report_word(token, name, said[1], ALGORITHMS, "signing algorithm")
        return None
    return name


def _api_key(found: _Settings) -> Credential:
    header, query = found.plain_text("header"), found.plain_text("query")
    if header is None and query is None:
        header = "authorization"
    return ApiKey(found.block.name, found.text("bucket"), header, query, at=found.block.at)


def _variable(found: _Settings) -> str:
    said = found.setting("env")
    if said is None:
        return ""
    value = said[0].values[0]
    if not isinstance(value, tree.Token) or value.kind != "WORD":
        values.report_kind(
            value, "this is not the name of a variable", "a name declared with `env`", said[1]
        )
        return ""
    return refer_to_variable(value, said[1])


def _shared_secret(found: _Settings) -> Credential:
    header = found.plain_text("header") or ""
    return SharedSecret(found.block.name, header, _variable(found), at=found.block.at)


def _gateway_jwt(found: _Settings) -> Credential:
    return GatewayJwt(
        found.block.name,
        _signer(found),
        found.texts("audience"),
        _lifetime(found),
        _claims(found),
        _algorithm(found),
        at=found.block.at,
    )


def _signer(found: _Settings) -> str:
    said = found.setting("signer")
    if said is None:
        return ""
    value, scope = said[0].values[0], said[1]
    if not isinstance(value, tree.Token):
        values.report_kind(value, "this is not the name of a gateway", "a gateway", scope)
        return ""
    name = texts.text(value, scope)
    declared = refer(name, value.span, scope, ("gateway",))
    return declared.name if declared else name


def _lifetime(found: _Settings) -> Duration | None:
    said = found.setting("lifetime")
    if said is None:
        return None
    value = said[0].values[0]
    if not isinstance(value, tree.Token):
        values.report_kind(value, "this is not a duration", "a duration", said[1])
        return None
    return values.read(value, said[1], values.duration, "a duration")


def _claims(found: _Settings) -> tuple[MintedClaim, ...]:
    said = found.by_key.get("claims")
    if said is None:
        return ()
    node, scope = said
    if isinstance(node, tree.Setting):
        values.report_kind(
            node, "`claims` is a block", '`claims { "tenant" = claim(tenant) }`', scope
        )
        return ()
    return tuple(_claim(item, scope) for item in node.settings.items if _is_claim(item, scope))


def _is_claim(item: tree.Node, scope: Scope) -> bool:
    if isinstance(item, tree.Binding):
        return True
    values.report_kind(item, "this is not a claim", '`"tenant" = claim(tenant)`', scope)
    return False


def _claim(item: tree.Node, scope: Scope) -> MintedClaim:
    assert isinstance(item, tree.Binding)
    key = texts.text(item.key, scope)
    value = item.value
    if isinstance(value, tree.Copied):
        values.one_of(value.source_kind, scope, ("claim", "key"), "source of a claim")
        return MintedClaim(key, Subject(value.source_kind.text, texts.text(value.argument, scope)))
    made = plain(value, scope)
    if isinstance(made, str | FromEnv):
        return MintedClaim(key, made)
    values.report_kind(item, "a claim is one text, and this is a list", "one text", scope)
    return MintedClaim(key, "")


def _mtls(found: _Settings) -> Credential:
    return Mtls(found.block.name, found.text("ca"), found.text("subject"), at=found.block.at)


def _basic(found: _Settings) -> Credential:
    return Basic(found.block.name, _variable(found) or None, at=found.block.at)


def _secret(found: _Settings) -> Text | None:
    """Only the name of a variable: a secret that is written down is one no more."""
    made = found.text("secret")
    if isinstance(made, str):
        node, scope = found.by_key["secret"]
        scope.desk.report(
            "GW0108",
            "this secret is written into the program",
            tree.tokens(node)[-1].span,
            "in the file for everybody to read",
            help=[
                Help("leave it to the environment: `env NAME secret`, and here `secret env NAME`")
            ],
            about=(found.block.name, "secret"),
        )
        return None
    return made


def _oauth_client(found: _Settings) -> Credential:
    scopes = tuple(str(one) for one in found.texts("scopes"))
    return OauthClient(
        found.block.name,
        found.text("token_url"),
        found.text("id"),
        _secret(found),
        scopes,
        at=found.block.at,
    )


_MAKERS: dict[str, Callable[[_Settings], Credential]] = {
    "jwt": _jwt,
    "api_key": _api_key,
    "shared_secret": _shared_secret,
    "gateway_jwt": _gateway_jwt,
    "mtls": _mtls,
    "basic": _basic,
    "oauth_client": _oauth_client,
}
