"""Each gateway rendered for where it stands in the lab, unpacked, given its values and started."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from ..compiler.model import Federation, Jwt
from ..compiler.target import GatewaySlice, Target, slice_of
from ..compiler.target.slicing import host_of
from ..dsl.codes import Level
from ..dsl.frozen import frozen
from ..targets.load import facts_of, target_named
from ..targets.rendering import build
from .certificates import Authority
from .keys import Keys, attached_by, shown_as
from .links import Links, Site, calls_of, not_played
from .ports import HERE
from .processes import DidNotStart, Processes
from .tokens import Issuer
from .unpack import unpack


@frozen
class Supplies:
    """What every gateway of a lab gets from it."""

    keys: Keys
    authority: Authority
    issuer: Issuer


def cannot_run(federation: Federation) -> dict[str, str]:
    """The gateways that cannot be brought up here, and why."""
    found = {name: _why_not(federation, name) for name in federation.gateways}
    return {name: why for name, why in found.items() if why is not None}


def _why_not(federation: Federation, name: str) -> str | None:
    target = _target(federation, name)
    if target.render is None or target.run is None:
        return f"{target.name} does not run on this machine"
    (built,) = build(federation, [name])
    for finding in built.findings:
        if finding.level is Level.ERROR:
            return "; ".join((finding.message, *finding.notes[:1]))
    return not_played(federation, name, facts_of)


def site_of(federation: Federation, name: str, port: int) -> Site:
    """Where a gateway listens; by TLS if anybody calls it so."""
    part = slice_of(federation, name, facts_of)
    host = host_of(part.gateway, facts_of)
    names = [text for text in (host, *part.gateway.domains) if isinstance(text, str)]
    return Site(port, part.serves_tls, names[0] if names else HERE, tuple(dict.fromkeys(names)))


def deploy(
    federation: Federation,
    sites: Mapping[str, Site],
    links: Links,
    unresolved: Iterable[str],
    supplies: Supplies,
    processes: Processes,
    folder: Path,
) -> dict[str, str]:
    """Start every gateway that has a site, in that order; the ones that did not start, and why."""
    for name in sites:
        for there in calls_of(federation, name, facts_of):
            links.lay(name, there, sites)
    missing: dict[str, str] = {}
    for name, site in sites.items():
        addresses = links.addresses(name, unresolved)
        part = _part(federation, name, site, addresses)
        failed = _start(federation, part, site, supplies, processes, folder / name)
        if failed is not None:
            missing[name] = _told(failed, supplies.keys)
    for name, site in sites.items():
        if name not in missing and (failed := processes.wait_for(name, [site.port])):
            missing[name] = _told(failed, supplies.keys)
    return missing


def _part(
    federation: Federation, name: str, site: Site, addresses: Mapping[str, str]
) -> GatewaySlice:
    part = slice_of(federation, name, facts_of, addresses)
    # Only this gateway hears of its new port: to the others it is called as in the program.
    return replace(
        part,
        gateway=replace(part.gateway, listen=site.port),
        serves_tls=site.tls,
        serves_plain=not site.tls,
    )


def _start(
    federation: Federation,
    part: GatewaySlice,
    site: Site,
    supplies: Supplies,
    processes: Processes,
    folder: Path,
) -> DidNotStart | None:
    name = part.gateway.name
    target = target_named(part.gateway.target or "")
    assert target.render is not None
    assert target.run is not None
    unpack(target.render(part).bundle, folder)
    if site.tls:
        supplies.authority.server_files(
            site.names, folder / "tls/server.crt", folder / "tls/server.key"
        )
    supplies.authority.trusted_file(folder / "tls/ca.crt")
    supplies.keys.write(part.credentials, folder / "keys")
    _publish(part, supplies.issuer, folder / "keys")
    for process in target.run(folder, _values(federation, name, part, supplies.keys)):
        if failed := processes.start(name, process):
            return failed
    return None


def _publish(part: GatewaySlice, issuer: Issuer, folder: Path) -> None:
    """The keys of issuers, so that nobody has to fetch them from the internet."""
    for credential in part.credentials.values():
        if isinstance(credential, Jwt):
            folder.mkdir(mode=0o700, exist_ok=True)
            text = json.dumps(issuer.published())
            (folder / f"{credential.name}.jwks.json").write_text(text, encoding="utf-8")


def _values(federation: Federation, name: str, part: GatewaySlice, keys: Keys) -> dict[str, str]:
    """Its variables, and what it shows of its own where the program names no variable."""
    values = {variable: keys.values[variable] for variable in part.variables}
    for credential in attached_by(federation, name):
        shown = shown_as(federation, name, credential)
        kind = {"api_key": "KEY", "basic": "LOGIN"}.get(federation.credentials[credential].kind)
        if kind is not None and shown not in federation.variables:
            values[f"{credential}_{kind}".upper().replace("-", "_")] = keys.values[shown]
    return values


def _target(federation: Federation, name: str) -> Target:
    return target_named(federation.gateways[name].target or "")


def _told(failed: DidNotStart, keys: Keys) -> str:
    output = f": {keys.hidden(failed.output)}" if failed.output else ""
    return f"it {failed.reason}{output}"
