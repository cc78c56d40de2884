"""What a target has to bring: facts, abilities, and as much of the rest as it can."""

from .ability import Ability as Ability, Spared as Spared, Way as Way
from .asking import (
    asked_for as asked_for,
    is_default as is_default,
    needs_as_a_whole as needs_as_a_whole,
    needs_by_route as needs_by_route,
    needs_of as needs_of,
    said_where as said_where,
)
from .bundle import (
    Bundle as Bundle,
    BundleFile as BundleFile,
    Loss as Loss,
    Rendering as Rendering,
    Validation as Validation,
)
from .members import members_of as members_of
from .mentions import shown_in as shown_in
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
    own_words_of as own_words_of,
    slice_of as slice_of,
)
from .spared import is_spared as is_spared
from .target import FactsOf as FactsOf, Target as Target, Variant as Variant
