"""What can go wrong, one family of causes a file."""

from ..scene import Maker
from .address import wrong_addresses
from .answers import own_errors
from .certificate import bad_certificates
from .clients import what_clients_show
from .content import other_contents
from .expiry import expired_credentials
from .hosts import unserved_hosts
from .loops import turned_back
from .network import blocked_ways
from .protocols import other_instances
from .releases import older_releases
from .sizes import too_much
from .standing import not_there
from .states import closed_gateways
from .throttling import throttled
from .travel import lost_credentials
from .trust import other_trust
from .waiting import slow_ones

MAKERS: tuple[Maker, ...] = (
    wrong_addresses,
    not_there,
    bad_certificates,
    blocked_ways,
    other_trust,
    lost_credentials,
    expired_credentials,
    what_clients_show,
    older_releases,
    unserved_hosts,
    closed_gateways,
    throttled,
    slow_ones,
    too_much,
    own_errors,
    other_contents,
    other_instances,
    turned_back,
)
