"""What a gateway's block of settings says under one key."""

from ..compiler.model import Gateway


def setting_of(gateway: Gateway, target: str, key: str) -> str | None:
    """The one value of a plain setting, as written; a setting holds for its own target only."""
    if gateway.target != target:
        return None
    for setting in gateway.settings:
        if setting.key == key and len(setting.values) == 1 and isinstance(setting.values[0], str):
            return setting.values[0]
    return None
