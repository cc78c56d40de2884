"""The model: frozen, slotted meaning with every name resolved and every default filled in."""

from .clients import (
    Client as Client,
    Presents as Presents,
    Tier as Tier,
)
from .conditions import (
    ANYONE as ANYONE,
    BY_WORD as BY_WORD,
    Acceptance as Acceptance,
    AllOf as AllOf,
    AnyOf as AnyOf,
    Comparable as Comparable,
    Compares as Compares,
    Comparison as Comparison,
    Condition as Condition,
    IsOneOf as IsOneOf,
    IsThere as IsThere,
    Matches as Matches,
    Not as Not,
    Number as Number,
    Shows as Shows,
    ShowsAll as ShowsAll,
    ShowsAny as ShowsAny,
    Subject as Subject,
)
from .credentials import (
    ApiKey as ApiKey,
    Basic as Basic,
    Credential as Credential,
    GatewayJwt as GatewayJwt,
    Jwt as Jwt,
    MintedClaim as MintedClaim,
    Mtls as Mtls,
    OauthClient as OauthClient,
    SharedSecret as SharedSecret,
)
from .distributions import (
    Constant as Constant,
    Distribution as Distribution,
    Exponential as Exponential,
    Lognormal as Lognormal,
    Mixture as Mixture,
    Percentile as Percentile,
    Samples as Samples,
    Uniform as Uniform,
    Weighted as Weighted,
)
from .federation import (
    Federation as Federation,
    Variable as Variable,
)
from .gateways import (
    ControlPlane as ControlPlane,
    Egress as Egress,
    Entry as Entry,
    EntryShare as EntryShare,
    Exposure as Exposure,
    Gateway as Gateway,
    Management as Management,
    Mode as Mode,
    State as State,
)
from .money import (
    Plan as Plan,
    Price as Price,
)
from .origin import (
    DEFAULT as DEFAULT,
    Off as Off,
    Origin as Origin,
    Traced as Traced,
)
from .paths import (
    Exactly as Exactly,
    Param as Param,
    PathPattern as PathPattern,
    Segment as Segment,
    Tail as Tail,
)
from .places import (
    Distance as Distance,
    Label as Label,
    Region as Region,
    RoundTrip as RoundTrip,
)
from .policy import (
    NOTHING_SAID as NOTHING_SAID,
    Breaker as Breaker,
    Cache as Cache,
    Cors as Cors,
    HeaderChange as HeaderChange,
    Limit as Limit,
    Location as Location,
    Outcome as Outcome,
    Policy as Policy,
    Quota as Quota,
    Retry as Retry,
    WithoutAStatus as WithoutAStatus,
    in_force as in_force,
)
from .promises import (
    Allow as Allow,
    Answer as Answer,
    Bound as Bound,
    Measure as Measure,
    Need as Need,
    NeverReaches as NeverReaches,
    Promise as Promise,
    Rule as Rule,
    Scope as Scope,
)
from .routes import (
    STAYS_AS_IT_IS as STAYS_AS_IT_IS,
    Action as Action,
    Case as Case,
    Choose as Choose,
    DestinationKind as DestinationKind,
    Exchange as Exchange,
    First as First,
    Forward as Forward,
    Function as Function,
    Gather as Gather,
    Member as Member,
    Part as Part,
    Portion as Portion,
    Protocol as Protocol,
    Redirect as Redirect,
    Respond as Respond,
    Route as Route,
    Split as Split,
    Travel as Travel,
    Upstream as Upstream,
)
from .services import (
    ColdStart as ColdStart,
    CostPer as CostPer,
    FailingShare as FailingShare,
    Service as Service,
)
from .settings import (
    Opaque as Opaque,
    Setting as Setting,
    SettingList as SettingList,
    Settings as Settings,
    SettingValue as SettingValue,
)
from .text import (
    FromEnv as FromEnv,
    Text as Text,
)
from .traffic import (
    Arrival as Arrival,
    Bursts as Bursts,
    Call as Call,
    Fault as Fault,
    FaultVerb as FaultVerb,
    Poisson as Poisson,
    Profile as Profile,
    ProfilePoint as ProfilePoint,
    Replay as Replay,
    Scenario as Scenario,
    Steady as Steady,
    Stream as Stream,
    Users as Users,
    Workload as Workload,
)
