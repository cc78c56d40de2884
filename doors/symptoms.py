"""What somebody saw, read from the command line."""

from collections.abc import Iterable, Mapping
from typing import Any

from ..compiler.diagnose.symptom import Symptom
from ..compiler.model.federation import Federation
from ..compiler.units import Duration, duration
from .arguments import Arguments
from .near import or_nearest
from .usage import UsageError

NO_ANSWER = "nothing"
COMMAND = "gatewright diagnose"


def symptom_options(parser: Arguments) -> None:
    parser.option("--saw", into="saw", shown="STATUS", about="the status that came, or `nothing`")
    parser.option("--at", into="at", shown="NAME", about="who answered, by its logs")
    parser.repeated("--silent", "silent", "GATEWAY", "its logs are empty; may be repeated")
    parser.repeated("--ok", "ok", "URL", "it works when it is called directly; may be repeated")
    parser.option("--media", into="media", shown="TYPE", about="the content type of the answer")
    parser.option("--after", into="after", shown="TIME", about="how long it took, such as 19s")


def symptom_of(federation: Federation, asked: Mapping[str, Any]) -> Symptom:
    at, after = asked["at"], asked["after"]
    gateways = federation.gateways
    return Symptom(
        saw=_status(asked["saw"]),
        at=at and _known(at, [*gateways, *federation.services], "gateway or service"),
        silent=tuple(_known(name, gateways, "gateway") for name in asked["silent"]),
        ok=tuple(asked["ok"]),
        media=asked["media"],
        after=_duration(after) if after is not None else None,
    )


def _status(saw: str | None) -> int | None:
    if saw is None:
        raise UsageError(COMMAND, f"--saw is missing: the status that came, or `{NO_ANSWER}`")
    if saw == NO_ANSWER:
        return None
    if len(saw) != 3 or not saw.isdecimal() or not saw.isascii() or not "1" <= saw[0] <= "5":
        raise UsageError(COMMAND, f"`{saw}` is no status; write `522`, or `{NO_ANSWER}`")
    return int(saw)


def _known(name: str, names: Iterable[str], kind: str) -> str:
    known = list(names)
    if name not in known:
        raise UsageError(COMMAND, f"there is no {kind} `{name}`{or_nearest(name, known)}")
    return name


def _duration(text: str) -> Duration:
    found = duration(text)
    if not isinstance(found, Duration):
        raise UsageError(COMMAND, f"--after: {found.message}")
    return found
