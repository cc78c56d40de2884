"""How workloads and scenarios look."""

from .. import tree
from ..tree import Node
from .pieces import Layout

PATTERNS: dict[type[Node], str] = {
    tree.Workload: "workload _ {}",
    tree.Flow: "from * {,?}",
    tree.To: "to _",
    tree.OpenLoop: "*",
    tree.Steady: "steady",
    tree.Bursts: "bursts _ for _ every _",
    tree.Profile: "profile _",
    tree.ClosedLoop: "users *",
    tree.Think: "think _",
    tree.Replay: "replay *",
    tree.By: "by _",
    tree.Mix: "*",
    tree.Portion: "_",
    tree.Distinct: "distinct _",
    tree.Payload: "body _",
    tree.Scenario: "scenario _ {}",
    tree.Trouble: "*",
    tree.Starting: "from _",
    tree.Lasting: "for _",
    tree.Fail: "fail | ,",
    tree.Slow: "slow | , *",
    tree.BreakErrors: "errors | , *",
    tree.Dns: "dns | ,",
    tree.Tls: "tls | ,",
    tree.Refuse: "refuse | ,",
    tree.Reset: "reset | ,",
    tree.NoEgress: "egress | ,",
    tree.Partition: "partition | ,",
    tree.Expire: "expire | ,",
    tree.Load: "load | , *",
}

LAYOUTS: dict[type[Node], Layout] = {}
