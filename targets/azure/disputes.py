"""Where Microsoft's documents disagree, have changed, or differ from what people see."""

from ...compiler.facts import Dispute

DISPUTES = (
    Dispute(
        "the longest wait for an answer",
        "forward-request: 300 s unless set otherwise",
        "the same page: more than 240 s may not be honoured",
        "300 s is the default, 240 s the ceiling",
    ),
    Dispute(
        "status of an upstream that does not answer in time",
        "error handling: 400 or 500 where there is no on-error section",
        "people report 504",
        "500; look for both",
    ),
    Dispute(
        "private endpoints in the v2 tiers",
        "gateways overview, 2024-06: none",
        "the newer comparison of tiers: Standard v2 and Premium v2 have them",
        "the newer one",
    ),
    Dispute(
        "virtual network injection of Premium v2",
        "one copy of the page: a preview",
        "a later copy: no mark of a preview",
        "generally available",
    ),
    Dispute(
        "quota-by-key in the v2 tiers",
        "gateways overview, 2024-06: not available",
        "comparisons of the tiers: in all but Consumption",
        "not available",
    ),
    Dispute(
        "price of a million requests on Consumption",
        "3.50 USD, by those who quote the price page",
        "4.50 USD, by others who quote it",
        "3.50 USD",
    ),
)
