"""Credentials: each kind has its own words, and some it cannot do without."""

from collections.abc import Callable

from ...dsl import tree
from ...dsl.finding import Help
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
from .conditions import report_unless_quoted
from .credential_words import KINDS, CredentialWords
from .refer import refer
from .scope import Scope
from .settings import plain
from .variables import refer_to_variable

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


def credential(block: Block) -> Credential | None:
    node = block.node
    assert isinstance(node, tree.Credential)
    kind = texts.name(node.kind, block.scope)
    if kind not in KINDS:
        values.report_word(node.kind, kind, block.scope, tuple(KINDS), "kind of credential")
        return None
    found = CredentialWords(block, kind)
    for key in NEEDED.get(kind, ()):
        if key not in found.by_key and key not in found.meant:
            _report_missing(block, kind, key)
    return _MAKERS[kind](found)


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


def _jwt(found: CredentialWords) -> Credential:
    return Jwt(
        name=found.block.name,
        issuer=found.text("issuer"),
        audience=found.texts("audience"),
        jwks=found.text("jwks"),
        algorithm=_algorithm(found),
        at=found.block.at,
    )


def _algorithm(found: CredentialWords) -> str | None:
    said = found.by_key.get("algorithm")
    name = found.plain_text("algorithm")
    if name is not None and name not in ALGORITHMS and said is not None:
        token = tree.tokens(said[0])[-1]
        values.report_word(token, name, said[1], ALGORITHMS, "signing algorithm")
        return None
    return name


def _api_key(found: CredentialWords) -> Credential:
    header, query = found.plain_text("header"), found.plain_text("query")
    if header is None and query is None:
        header = "authorization"
    elif header is not None and query is not None:
        _report_two_places(found)
    _check_header(found)
    return ApiKey(found.block.name, found.text("bucket"), header, query, at=found.block.at)


def _check_header(found: CredentialWords) -> None:
    said = found.setting("header")
    if said is not None and isinstance(said[0].values[0], tree.Token):
        report_unless_quoted(said[0].values[0], said[1])


def _report_two_places(found: CredentialWords) -> None:
    said = found.setting("query")
    if said is not None:
        said[1].desk.report(
            "GW0102",
            f"the key `{found.block.name}` travels in a header and in the query",
            said[0].span,
            "a second place",
            help=[Help("keep one of them, or make two credentials of it")],
            about=(found.block.name, "query"),
        )


def _variable(found: CredentialWords) -> str:
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


def _shared_secret(found: CredentialWords) -> Credential:
    header = found.plain_text("header") or ""
    _check_header(found)
    return SharedSecret(found.block.name, header, _variable(found), at=found.block.at)


def _gateway_jwt(found: CredentialWords) -> Credential:
    return GatewayJwt(
        name=found.block.name,
        signer=_signer(found),
        audience=found.texts("audience"),
        lifetime=_lifetime(found),
        claims=_claims(found),
        algorithm=_algorithm(found),
        at=found.block.at,
    )


def _signer(found: CredentialWords) -> str:
    said = found.setting("signer")
    if said is None:
        return ""
    value, scope = said[0].values[0], said[1]
    if not isinstance(value, tree.Token):
        values.report_kind(value, "this is not the name of a gateway", "a gateway", scope)
        return ""
    name = texts.text(value, scope)
    gateway = refer(name, value.span, scope, ("gateway",))
    return gateway.name if gateway else name


def _lifetime(found: CredentialWords) -> Duration | None:
    said = found.setting("lifetime")
    if said is None:
        return None
    value = said[0].values[0]
    if not isinstance(value, tree.Token):
        values.report_kind(value, "this is not a duration", "a duration", said[1])
        return None
    return values.read(value, said[1], values.duration, "a duration")


def _claims(found: CredentialWords) -> tuple[MintedClaim, ...]:
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


def _mtls(found: CredentialWords) -> Credential:
    return Mtls(found.block.name, found.text("ca"), found.text("subject"), at=found.block.at)


def _basic(found: CredentialWords) -> Credential:
    return Basic(found.block.name, _variable(found) or None, at=found.block.at)


def _secret(found: CredentialWords) -> Text | None:
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


def _oauth_client(found: CredentialWords) -> Credential:
    return OauthClient(
        name=found.block.name,
        token_url=found.text("token_url"),
        id=found.text("id"),
        secret=_secret(found),
        scopes=tuple(str(one) for one in found.texts("scopes")),
        at=found.block.at,
    )


_MAKERS: dict[str, Callable[[CredentialWords], Credential]] = {
    "jwt": _jwt,
    "api_key": _api_key,
    "shared_secret": _shared_secret,
    "gateway_jwt": _gateway_jwt,
    "mtls": _mtls,
    "basic": _basic,
    "oauth_client": _oauth_client,
}
