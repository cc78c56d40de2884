"""The model: frozen, slotted meaning with every name resolved and every default filled in."""

from .clients import (
    Client as Client,
)
from .clients import (
    Presents as Presents,
)
from .clients import (
    Tier as Tier,
)
from .conditions import (
    ANYONE as ANYONE,
)
from .conditions import (
    BY_WORD as BY_WORD,
)
from .conditions import (
    Acceptance as Acceptance,
)
from .conditions import (
    AllOf as AllOf,
)
from .conditions import (
    AnyOf as AnyOf,
)
from .conditions import (
    Comparable as Comparable,
)
from .conditions import (
    Compares as Compares,
)
from .conditions import (
    Comparison as Comparison,
)
from .conditions import (
    Condition as Condition,
)
from .conditions import (
    IsOneOf as IsOneOf,
)
from .conditions import (
    IsThere as IsThere,
)
from .conditions import (
    Matches as Matches,
)
from .conditions import (
    Not as Not,
)
from .conditions import (
    Number as Number,
)
from .conditions import (
    Shows as Shows,
)
from .conditions import (
    ShowsAll as ShowsAll,
)
from .conditions import (
    ShowsAny as ShowsAny,
)
from .conditions import (
    Subject as Subject,
)
from .credentials import (
    ApiKey as ApiKey,
)
from .credentials import (
    Basic as Basic,
)
from .credentials import (
    Credential as Credential,
)
from .credentials import (
    GatewayJwt as GatewayJwt,
)
from .credentials import (
    Jwt as Jwt,
)
from .credentials import (
    MintedClaim as MintedClaim,
)
from .credentials import (
    Mtls as Mtls,
)
from .credentials import (
    OauthClient as OauthClient,
)
from .credentials import (
    SharedSecret as SharedSecret,
)
from .distributions import (
    Constant as Constant,
)
from .distributions import (
    Distribution as Distribution,
)
from .distributions import (
    Exponential as Exponential,
)
from .distributions import (
    Lognormal as Lognormal,
)
from .distributions import (
    Mixture as Mixture,
)
from .distributions import (
    Percentile as Percentile,
)
from .distributions import (
    Samples as Samples,
)
from .distributions import (
    Uniform as Uniform,
)
from .distributions import (
    Weighted as Weighted,
)
from .federation import (
    Federation as Federation,
)
from .federation import (
    Variable as Variable,
)
from .gateways import (
    ControlPlane as ControlPlane,
)
from .gateways import (
    Egress as Egress,
)
from .gateways import (
    Entry as Entry,
)
from .gateways import (
    EntryShare as EntryShare,
)
from .gateways import (
    Exposure as Exposure,
)
from .gateways import (
    Gateway as Gateway,
)
from .gateways import (
    Management as Management,
)
from .gateways import (
    Mode as Mode,
)
from .money import (
    Plan as Plan,
)
from .money import (
    Price as Price,
)
from .origin import (
    DEFAULT as DEFAULT,
)
from .origin import (
    Off as Off,
)
from .origin import (
    Origin as Origin,
)
from .origin import (
    Traced as Traced,
)
from .paths import (
    Exactly as Exactly,
)
from .paths import (
    Param as Param,
)
from .paths import (
    PathPattern as PathPattern,
)
from .paths import (
    Segment as Segment,
)
from .paths import (
    Tail as Tail,
)
from .places import (
    Distance as Distance,
)
from .places import (
    Label as Label,
)
from .places import (
    Region as Region,
)
from .policy import (
    NOTHING_SAID as NOTHING_SAID,
)
from .policy import (
    Breaker as Breaker,
)
from .policy import (
    Cache as Cache,
)
from .policy import (
    Cors as Cors,
)
from .policy import (
    HeaderChange as HeaderChange,
)
from .policy import (
    Limit as Limit,
)
from .policy import (
    Location as Location,
)
from .policy import (
    Outcome as Outcome,
)
from .policy import (
    Policy as Policy,
)
from .policy import (
    Quota as Quota,
)
from .policy import (
    Retry as Retry,
)
from .policy import (
    in_force as in_force,
)
from .promises import (
    Allow as Allow,
)
from .promises import (
    Answer as Answer,
)
from .promises import (
    Bound as Bound,
)
from .promises import (
    Measure as Measure,
)
from .promises import (
    Need as Need,
)
from .promises import (
    NeverReaches as NeverReaches,
)
from .promises import (
    Promise as Promise,
)
from .promises import (
    Rule as Rule,
)
from .promises import (
    Scope as Scope,
)
from .routes import (
    STAYS_AS_IT_IS as STAYS_AS_IT_IS,
)
from .routes import (
    Action as Action,
)
from .routes import (
    Case as Case,
)
from .routes import (
    Choose as Choose,
)
from .routes import (
    DestinationKind as DestinationKind,
)
from .routes import (
    Exchange as Exchange,
)
from .routes import (
    First as First,
)
from .routes import (
    Forward as Forward,
)
from .routes import (
    Function as Function,
)
from .routes import (
    Gather as Gather,
)
from .routes import (
    Member as Member,
)
from .routes import (
    Part as Part,
)
from .routes import (
    Portion as Portion,
)
from .routes import (
    Protocol as Protocol,
)
from .routes import (
    Redirect as Redirect,
)
from .routes import (
    Respond as Respond,
)
from .routes import (
    Route as Route,
)
from .routes import (
    Split as Split,
)
from .routes import (
    Travel as Travel,
)
from .routes import (
    Upstream as Upstream,
)
from .services import (
    ColdStart as ColdStart,
)
from .services import (
    CostPer as CostPer,
)
from .services import (
    FailingShare as FailingShare,
)
from .services import (
    Service as Service,
)
from .settings import (
    Opaque as Opaque,
)
from .settings import (
    Setting as Setting,
)
from .settings import (
    SettingList as SettingList,
)
from .settings import (
    Settings as Settings,
)
from .settings import (
    SettingValue as SettingValue,
)
from .text import (
    FromEnv as FromEnv,
)
from .text import (
    Text as Text,
)
from .traffic import (
    Arrival as Arrival,
)
from .traffic import (
    Bursts as Bursts,
)
from .traffic import (
    Call as Call,
)
from .traffic import (
    Fault as Fault,
)
from .traffic import (
    FaultVerb as FaultVerb,
)
from .traffic import (
    Poisson as Poisson,
)
from .traffic import (
    Profile as Profile,
)
from .traffic import (
    ProfilePoint as ProfilePoint,
)
from .traffic import (
    Replay as Replay,
)
from .traffic import (
    Scenario as Scenario,
)
from .traffic import (
    Steady as Steady,
)
from .traffic import (
    Stream as Stream,
)
from .traffic import (
    Users as Users,
)
from .traffic import (
    Workload as Workload,
)
