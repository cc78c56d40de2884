"""Where Amazon's documents disagree, have changed, or are not what was seen."""

from ...compiler.facts import Dispute

_BILLED = Dispute(
    "whether rejected requests are billed",
    "answers of AWS staff: throttled calls, failed authentication and bad API keys are free",
    "no page of the guide or the price list states it any more",
    "not counted",
)
_THROTTLE = Dispute(
    "requests per second of an account",
    "10,000 with a burst of 5,000",
    "13 newer regions: 2,500 with a burst of 1,250",
    "neither is a ceiling of one request; the page names the regions",
)

REST_DISPUTES = (
    Dispute(
        "whether REST APIs check a JWT by themselves",
        "since 2026-11-17 they have JWT authorizers of their own, for any OpenID provider",
        "comparisons of REST and HTTP APIs before: HTTP APIs only, otherwise a Lambda function",
        "they do",
    ),
    Dispute(
        "status of an integration that fails without an answer (INTEGRATION_FAILURE)",
        "the guide's list of gateway responses: 504",
        "tests of LocalStack against AWS, 2024-07: 500",
        "504, as documented; look for both",
    ),
    Dispute(
        "the longest integration time-out",
        "29 s, for edge-optimized APIs still so",
        "since 2024-06 Regional and private APIs can have more on request, up to 300 s",
        "29 s",
    ),
    Dispute(
        "whether Authorization reaches the upstream",
        "the notes on REST APIs: it may be remapped to `x-amzn-remapped-authorization`",
        "proxy integrations are seen to pass it as it is, unless AWS itself signs requests",
        "it passes as it is",
    ),
    _BILLED,
    _THROTTLE,
)

HTTP_DISPUTES = (
    Dispute(
        "status of an upstream that does not answer in time",
        "REST APIs and general pages of the vendor: 504",
        "users of HTTP APIs see 503, `Service Unavailable`",
        "503; look for both",
    ),
    _BILLED,
    _THROTTLE,
)
