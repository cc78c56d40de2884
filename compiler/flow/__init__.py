"""Which requests come where, with what, and who is let in: sets of them, not single ones.

It takes in more than there is rather than less: whatever `trace` finds for one request, without
faults, limits and waits, lies in what stands here. Clients are taken to be honest in what they
present themselves, and in nothing else.
"""

from .flow import Flow as Flow, flow_of as flow_of
from .state import (
    ABSENT as ABSENT,
    FORGED as FORGED,
    Arrival as Arrival,
    Came as Came,
    Delivery as Delivery,
    Part as Part,
    Passage as Passage,
    Shown as Shown,
    Told as Told,
)
