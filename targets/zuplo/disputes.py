"""Where Zuplo's documents disagree or have changed."""

from ...compiler.facts import Dispute

DISPUTES = (
    Dispute(
        "whose allowance a request draws on",
        "2026-09-01: one allowance of the account, shared by all its projects",
        "2026-05-15: each project counts on its own toward the plan's allowance",
        "the later text; a plan says `shared gateway` where the other holds",
    ),
    Dispute(
        "whether a call over `local://` is counted",
        "the guide on chained gateways counts every project that a request enters",
        "no page says whether the in-instance protocol is counted",
        "unknown, and said so in bills; `counts local` in a plan decides",
    ),
    Dispute(
        "federated gateways",
        "2026-09-01: no mark of a beta feature",
        "2026-05-18: marked as beta",
        "the later text: generally available, as an add-on of the enterprise plan",
    ),
    Dispute(
        "consumers or API keys on the Free plan",
        "2026-09-01: 100, as fair use",
        "2026-05-18: 500, as fair use",
        "100; it is a guideline and no cap",
    ),
    Dispute(
        "life of a token of the JWT service plugin",
        "2026-09-01: `expiresIn`, one hour",
        "2026-05: `tokenExpiration`, 300 s",
        "one hour for the plugin, 300 s for the policy that attaches the token",
    ),
    Dispute(
        "checking a shared secret",
        "the guide on chained gateways: the inner gateway may check it with the set-headers policy",
        "the policy's own page: it sets values and compares none",
        "a custom policy of ours compares it",
    ),
    Dispute(
        "windows of a rate limit below a minute",
        "the policy's schema: whole minutes",
        "the page on how limits work: 0.5, 0.25 and 0.1 are allowed",
        "fractions are allowed; below about 5 s a limit may leak",
    ),
    Dispute(
        "requests included in the Free plan",
        "2026-09 and 2026-10, the price page as quoted by others: 100,000",
        "older texts of others: 1,000,000",
        "100,000",
    ),
)
