"""The tree: one frozen class per rule of the grammar, each with its span and named parts."""

from . import (
    conditions,
    declarations,
    gateways,
    policies,
    promises,
    routes,
    services,
    traffic,
    values,
)
from .base import Node as Node
from .base import Part as Part
from .base import Token as Token
from .base import every as every
from .base import first as first
from .base import nodes as nodes
from .base import only as only
from .base import rule_named as rule_named
from .base import rule_of as rule_of
from .base import same as same
from .base import token as token
from .base import tokens as tokens
from .base import walk as walk
from .base import word as word
from .conditions import (
    Accept as Accept,
)
from .conditions import (
    CondAnd as CondAnd,
)
from .conditions import (
    CondOr as CondOr,
)
from .conditions import (
    CredAnd as CredAnd,
)
from .conditions import (
    CredOr as CredOr,
)
from .conditions import (
    CredWith as CredWith,
)
from .conditions import (
    Negation as Negation,
)
from .conditions import (
    Subject as Subject,
)
from .conditions import (
    Test as Test,
)
from .conditions import (
    When as When,
)
from .declarations import (
    Allow as Allow,
)
from .declarations import (
    Base as Base,
)
from .declarations import (
    Because as Because,
)
from .declarations import (
    Callers as Callers,
)
from .declarations import (
    Calls as Calls,
)
from .declarations import (
    Cap as Cap,
)
from .declarations import (
    Carried as Carried,
)
from .declarations import (
    Client as Client,
)
from .declarations import (
    ControlPlane as ControlPlane,
)
from .declarations import (
    Counts as Counts,
)
from .declarations import (
    Credential as Credential,
)
from .declarations import (
    Env as Env,
)
from .declarations import (
    Environment as Environment,
)
from .declarations import (
    EveryTime as EveryTime,
)
from .declarations import (
    Federation as Federation,
)
from .declarations import (
    File as File,
)
from .declarations import (
    ForTop as ForTop,
)
from .declarations import (
    Import as Import,
)
from .declarations import (
    Includes as Includes,
)
from .declarations import (
    Label as Label,
)
from .declarations import (
    Let as Let,
)
from .declarations import (
    Like as Like,
)
from .declarations import (
    Manages as Manages,
)
from .declarations import (
    Mode as Mode,
)
from .declarations import (
    Near as Near,
)
from .declarations import (
    OnTier as OnTier,
)
from .declarations import (
    Place as Place,
)
from .declarations import (
    Plan as Plan,
)
from .declarations import (
    Policy as Policy,
)
from .declarations import (
    Presents as Presents,
)
from .declarations import (
    Price as Price,
)
from .declarations import (
    Region as Region,
)
from .declarations import (
    Remove as Remove,
)
from .declarations import (
    Renamed as Renamed,
)
from .declarations import (
    Rtt as Rtt,
)
from .declarations import (
    Shared as Shared,
)
from .declarations import (
    Tier as Tier,
)
from .declarations import (
    Unit as Unit,
)
from .declarations import (
    Until as Until,
)
from .declarations import (
    UpTo as UpTo,
)
from .declarations import (
    UsesCredential as UsesCredential,
)
from .declarations import (
    Within as Within,
)
from .gateways import (
    Domain as Domain,
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
    EntrySplit as EntrySplit,
)
from .gateways import (
    Exposure as Exposure,
)
from .gateways import (
    Failover as Failover,
)
from .gateways import (
    ForGateway as ForGateway,
)
from .gateways import (
    FoundIn as FoundIn,
)
from .gateways import (
    Gateway as Gateway,
)
from .gateways import (
    HopGuard as HopGuard,
)
from .gateways import (
    InRegion as InRegion,
)
from .gateways import (
    Instance as Instance,
)
from .gateways import (
    Listen as Listen,
)
from .gateways import (
    Nearest as Nearest,
)
from .gateways import (
    OnPlan as OnPlan,
)
from .gateways import (
    OnTarget as OnTarget,
)
from .gateways import (
    Opaque as Opaque,
)
from .gateways import (
    Origin as Origin,
)
from .gateways import (
    Overhead as Overhead,
)
from .gateways import (
    Owner as Owner,
)
from .gateways import (
    Ranked as Ranked,
)
from .gateways import (
    Repo as Repo,
)
from .gateways import (
    Stage as Stage,
)
from .gateways import (
    State as State,
)
from .gateways import (
    VendorName as VendorName,
)
from .gateways import (
    Version as Version,
)
from .gateways import (
    Workers as Workers,
)
from .policies import (
    Add as Add,
)
from .policies import (
    Backoff as Backoff,
)
from .policies import (
    Body as Body,
)
from .policies import (
    Breaker as Breaker,
)
from .policies import (
    Burst as Burst,
)
from .policies import (
    Cache as Cache,
)
from .policies import (
    Cors as Cors,
)
from .policies import (
    CorsCredentials as CorsCredentials,
)
from .policies import (
    CorsHeaders as CorsHeaders,
)
from .policies import (
    Drop as Drop,
)
from .policies import (
    Expose as Expose,
)
from .policies import (
    Headers as Headers,
)
from .policies import (
    HeaderValue as HeaderValue,
)
from .policies import (
    Limit as Limit,
)
from .policies import (
    Location as Location,
)
from .policies import (
    Log as Log,
)
from .policies import (
    MaxAge as MaxAge,
)
from .policies import (
    Methods as Methods,
)
from .policies import (
    OnMethods as OnMethods,
)
from .policies import (
    OnStatus as OnStatus,
)
from .policies import (
    Open as Open,
)
from .policies import (
    Origins as Origins,
)
from .policies import (
    Per as Per,
)
from .policies import (
    Probes as Probes,
)
from .policies import (
    Quota as Quota,
)
from .policies import (
    Rename as Rename,
)
from .policies import (
    Retry as Retry,
)
from .policies import (
    Set as Set,
)
from .policies import (
    Stale as Stale,
)
from .policies import (
    Timeout as Timeout,
)
from .policies import (
    Trip as Trip,
)
from .policies import (
    Unreachable as Unreachable,
)
from .policies import (
    Use as Use,
)
from .promises import (
    DEMANDS as DEMANDS,
)
from .promises import (
    AcceptNeed as AcceptNeed,
)
from .promises import (
    Accepts as Accepts,
)
from .promises import (
    Answer as Answer,
)
from .promises import (
    AsClient as AsClient,
)
from .promises import (
    At as At,
)
from .promises import (
    AtMost as AtMost,
)
from .promises import (
    Bound as Bound,
)
from .promises import (
    But as But,
)
from .promises import (
    ByLabel as ByLabel,
)
from .promises import (
    ByPath as ByPath,
)
from .promises import (
    ByRegion as ByRegion,
)
from .promises import (
    ByTarget as ByTarget,
)
from .promises import (
    Demand as Demand,
)
from .promises import (
    During as During,
)
from .promises import (
    Each as Each,
)
from .promises import (
    Expect as Expect,
)
from .promises import (
    Govern as Govern,
)
from .promises import (
    Kind as Kind,
)
from .promises import (
    Leaves as Leaves,
)
from .promises import (
    Measure as Measure,
)
from .promises import (
    MeasuredOn as MeasuredOn,
)
from .promises import (
    Metric as Metric,
)
from .promises import (
    Need as Need,
)
from .promises import (
    Never as Never,
)
from .promises import (
    Outcome as Outcome,
)
from .promises import (
    Passes as Passes,
)
from .promises import (
    PathScope as PathScope,
)
from .promises import (
    PerKey as PerKey,
)
from .promises import (
    Quantifier as Quantifier,
)
from .promises import (
    Reaches as Reaches,
)
from .promises import (
    Requires as Requires,
)
from .promises import (
    Rule as Rule,
)
from .promises import (
    Scope as Scope,
)
from .promises import (
    Via as Via,
)
from .routes import (
    ACTIONS as ACTIONS,
)
from .routes import (
    Action as Action,
)
from .routes import (
    Attach as Attach,
)
from .routes import (
    Blocked as Blocked,
)
from .routes import (
    Candidate as Candidate,
)
from .routes import (
    Carries as Carries,
)
from .routes import (
    Case as Case,
)
from .routes import (
    Choose as Choose,
)
from .routes import (
    Deprecated as Deprecated,
)
from .routes import (
    Exchange as Exchange,
)
from .routes import (
    First as First,
)
from .routes import (
    ForChoose as ForChoose,
)
from .routes import (
    ForGather as ForGather,
)
from .routes import (
    Function as Function,
)
from .routes import (
    Gather as Gather,
)
from .routes import GatherPart as GatherPart
from .routes import (
    Media as Media,
)
from .routes import (
    Order as Order,
)
from .routes import (
    Otherwise as Otherwise,
)
from .routes import (
    Over as Over,
)
from .routes import (
    Pass as Pass,
)
from .routes import (
    Redirect as Redirect,
)
from .routes import (
    Respond as Respond,
)
from .routes import (
    Returns as Returns,
)
from .routes import (
    Route as Route,
)
from .routes import (
    RouteBlock as RouteBlock,
)
from .routes import (
    Share as Share,
)
from .routes import (
    Split as Split,
)
from .routes import (
    Sticky as Sticky,
)
from .routes import (
    Strip as Strip,
)
from .routes import (
    Sunset as Sunset,
)
from .routes import (
    Template as Template,
)
from .routes import (
    Upstream as Upstream,
)
from .services import (
    After as After,
)
from .services import (
    AsStatus as AsStatus,
)
from .services import (
    ColdStart as ColdStart,
)
from .services import (
    Cost as Cost,
)
from .services import (
    Errors as Errors,
)
from .services import (
    Lambda as Lambda,
)
from .services import (
    Latency as Latency,
)
from .services import (
    Queue as Queue,
)
from .services import (
    Service as Service,
)
from .services import (
    Size as Size,
)
from .services import (
    Url as Url,
)
from .traffic import (
    ARRIVALS as ARRIVALS,
)
from .traffic import (
    Arrival as Arrival,
)
from .traffic import (
    BreakErrors as BreakErrors,
)
from .traffic import (
    Bursts as Bursts,
)
from .traffic import (
    By as By,
)
from .traffic import (
    ClosedLoop as ClosedLoop,
)
from .traffic import (
    Distinct as Distinct,
)
from .traffic import (
    Dns as Dns,
)
from .traffic import (
    Expire as Expire,
)
from .traffic import (
    Fail as Fail,
)
from .traffic import (
    Flow as Flow,
)
from .traffic import (
    Lasting as Lasting,
)
from .traffic import (
    Load as Load,
)
from .traffic import (
    Mix as Mix,
)
from .traffic import (
    NoEgress as NoEgress,
)
from .traffic import (
    OpenLoop as OpenLoop,
)
from .traffic import (
    Partition as Partition,
)
from .traffic import (
    Payload as Payload,
)
from .traffic import (
    Portion as Portion,
)
from .traffic import (
    Profile as Profile,
)
from .traffic import (
    Refuse as Refuse,
)
from .traffic import (
    Replay as Replay,
)
from .traffic import (
    Reset as Reset,
)
from .traffic import (
    Scenario as Scenario,
)
from .traffic import (
    Slow as Slow,
)
from .traffic import (
    Starting as Starting,
)
from .traffic import (
    Steady as Steady,
)
from .traffic import (
    Think as Think,
)
from .traffic import (
    Tls as Tls,
)
from .traffic import (
    To as To,
)
from .traffic import (
    Trouble as Trouble,
)
from .traffic import (
    Verb as Verb,
)
from .traffic import (
    Workload as Workload,
)
from .values import (
    Argument as Argument,
)
from .values import (
    Binding as Binding,
)
from .values import (
    Call as Call,
)
from .values import (
    Copied as Copied,
)
from .values import (
    List as List,
)
from .values import (
    Loop as Loop,
)
from .values import (
    LoopNames as LoopNames,
)
from .values import (
    Nested as Nested,
)
from .values import (
    OneValue as OneValue,
)
from .values import (
    OneWord as OneWord,
)
from .values import (
    Pair as Pair,
)
from .values import (
    Plain as Plain,
)
from .values import (
    PlainEnv as PlainEnv,
)
from .values import (
    PlainList as PlainList,
)
from .values import (
    Reference as Reference,
)
from .values import (
    Setting as Setting,
)
from .values import (
    SettingBlock as SettingBlock,
)
from .values import (
    Settings as Settings,
)
from .values import (
    Texts as Texts,
)
from .values import (
    Value as Value,
)
from .values import (
    Wait as Wait,
)
from .values import (
    Words as Words,
)

_MODULES = (
    conditions,
    declarations,
    gateways,
    policies,
    promises,
    routes,
    services,
    traffic,
    values,
)
NODES: dict[str, type[Node]] = {
    rule_named(kind.__name__): kind
    for module in _MODULES
    for kind in vars(module).values()
    if isinstance(kind, type) and issubclass(kind, Node)
}
"""The class of each rule of the grammar."""
