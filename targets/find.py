"""Which gateway products Gatewright knows: the built-in ones, then the installed plug-ins."""

from ..compiler.known_targets import KnownTargets

BUILT_IN: dict[str, str] = {
    "zuplo": "Zuplo, managed at the edge or in a dedicated region",
    "wso2": "WSO2 API Manager and its universal gateway",
    "aws": "Amazon API Gateway, REST and HTTP APIs",
    "azure": "Azure API Management",
    "kong": "Kong Gateway, from a declarative file or on Kubernetes",
    "envoy": "Envoy proxy, from a static bootstrap",
    "envoy_gateway": "Envoy Gateway on Kubernetes (Gateway API)",
    "nginx": "nginx, open source",
    "haproxy": "HAProxy, open source",
    "caddy": "Caddy 2",
}

PLUGIN_GROUP = "gatewright.targets"


class BrokenPlugIn(Exception):  # noqa: N818  reads as what it says: `raise BrokenPlugIn(..)`
    """A target of somebody else's that cannot be used, and why; no bug of ours."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"the plug-in `{name}` cannot be used: {why}")


def is_known(name: str) -> bool:
    """Whether a gateway may stand `on` this name. Plug-ins are looked up only when they must be."""
    return name in BUILT_IN or name in plugin_names()


def target_names() -> tuple[str, ...]:
    """Every name that may follow `on`: the built-in ones first, then the plug-ins by name."""
    return (*BUILT_IN, *(name for name in plugin_names() if name not in BUILT_IN))


def plugin_names() -> tuple[str, ...]:
    """Names of the installed plug-ins, sorted; none of them is loaded."""
    # Reading the installed packages costs more than checking a small program.
    from importlib.metadata import entry_points

    return tuple(sorted({point.name for point in entry_points(group=PLUGIN_GROUP)}))


KNOWN = KnownTargets(is_known, target_names)
"""What the compiler is handed."""
