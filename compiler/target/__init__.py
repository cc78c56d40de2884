"""What a target has to bring: facts, abilities, and as much of the rest as it can."""

from .ability import Ability as Ability, Way as Way
from .asking import asked_for as asked_for, needs_of as needs_of
from .bundle import (
    Bundle as Bundle,
    BundleFile as BundleFile,
    Loss as Loss,
    Rendering as Rendering,
    Validation as Validation,
)
from .needs import Need as Need, NeedAt as NeedAt
from .running import Process as Process, Running as Running
from .slice import (
    HOP_HEADER as HOP_HEADER,
    Destination as Destination,
    GatewaySlice as GatewaySlice,
)
from .slicing import (
    authority_of as authority_of,
    host_of as host_of,
    slice_of as slice_of,
)
from .target import FactsOf as FactsOf, Target as Target, Variant as Variant
